package dev.ringdown.conformance.desk;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.CreateDepartmentRequest;
import dev.ringdown.client.agentchat.model.Department;
import dev.ringdown.client.agentchat.model.UpdateDepartmentRequest;
import dev.ringdown.conformance.fixture.DeskClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a test puts into the welcome menu of the desk, which is everybody's; it must be left again. */
final class WelcomeMenu {

    private static final int HIGHEST_OPTION = 99;

    private final Seat manager = Desk.manager();
    private final List<Long> put = new ArrayList<>();

    /** An option that no department in the menu has. */
    int freeOption() throws ApiException {
        Set<Integer> taken = offered().stream().map(Department::getWelcomeMenuOption).collect(Collectors.toSet());
        return IntStream.rangeClosed(1, HIGHEST_OPTION).filter(option -> !taken.contains(option)).findFirst().orElseThrow();
    }

    /** Creates a department that is in the menu, or may come into it. */
    long put(CreateDepartmentRequest request) throws ApiException {
        long id = manager.client().departments().createDepartment(DeskClient.VERSION, request).getDepartmentID();
        put.add(id);
        return id;
    }

    /** Takes out what was put in. */
    void leave() throws ApiException {
        for (long id : put) {
            manager.client().departments().updateDepartment(DeskClient.VERSION,
                    new UpdateDepartmentRequest().departmentID(id).includeInWelcomeMenu(false));
        }
        put.clear();
    }

    /** The departments that the menu offers, by option. */
    List<Department> offered() throws ApiException {
        return manager.client().departments().getDepartments(DeskClient.VERSION).getDepartments().stream()
                .filter(department -> department.getEnabled() && department.getIncludeInWelcomeMenu())
                .sorted(Comparator.comparing(Department::getWelcomeMenuOption)).toList();
    }
}
