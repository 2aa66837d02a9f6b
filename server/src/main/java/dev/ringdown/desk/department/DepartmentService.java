package dev.ringdown.desk.department;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskException;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.Transactions;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a department is. That names and menu options are there once, the database decides by its unique keys; that no chat comes into a
 * department that is being disabled, by the lock on its row ({@link DepartmentRepository#lockShared}).
 */
@Singleton
class DepartmentService {

    private static final Department NEW = new Department(null, "", new byte[0], false, null, null, null, null, null, true);

    private final DepartmentRepository departments;
    private final Transactions transactions;

    DepartmentService(DepartmentRepository departments, Transactions transactions) {
        this.departments = departments;
        this.transactions = transactions;
    }

    /** @param tagIds ascending */
    record Shown(Department department, List<Long> tagIds) {
    }

    /**
     * @param given with a name
     * @return the id of the new department
     * @throws DeskException 400 without what the menu needs; 404 a tag; 409 NameInUse, WelcomeMenuOptionInUse
     */
    long create(DepartmentChange given) {
        return decidedByKeys(() -> {
            Department department = given.of(NEW);
            checkMenu(department);
            lockTags(given);
            long id = departments.save(department).id();
            addTags(id, given);
            return id;
        });
    }

    /** @throws DeskException 404 no such department, or a tag; 400 without what the menu needs; 409 NameInUse, WelcomeMenuOptionInUse, DepartmentInUse */
    void update(long id, DepartmentChange change) {
        decidedByKeys(() -> {
            Department before = departments.lock(id).orElseThrow(() -> DeskException.notFound("DepartmentID", "department"));
            Department after = change.of(before);
            checkMenu(after);
            lockTags(change);
            if (before.enabled() && !after.enabled() && departments.isInUse(id)) {
                throw DeskException.conflict(ErrorCode.DEPARTMENT_IN_USE, "Enabled", "The department has active chats or is the default department.");
            }
            departments.update(after);
            if (change.tagIds() != null) {
                departments.removeTags(id);
                addTags(id, change);
            }
            return id;
        });
    }

    /** All of them, by name. Two statements. */
    List<Shown> list() {
        List<Department> all = departments.all();
        Map<Long, List<Long>> tags = departments.allTags().stream().collect(Collectors.groupingBy(DepartmentTag::departmentId,
                Collectors.mapping(DepartmentTag::tagId, Collectors.toList())));
        return all.stream().map(department -> new Shown(department, tags.getOrDefault(department.id(), List.of()))).toList();
    }

    private long decidedByKeys(Supplier<Long> work) {
        try {
            return transactions.inTransaction(work);
        } catch (DataAccessException e) {
            if (DatabaseErrors.isDuplicateKey(e, "department_by_name")) {
                throw DeskException.nameInUse("DepartmentName");
            }
            if (DatabaseErrors.isDuplicateKey(e, "department_by_menu_place")) {
                throw DeskException.conflict(ErrorCode.WELCOME_MENU_OPTION_IN_USE, "WelcomeMenuOption",
                        "Another department in the welcome menu has this option.");
            }
            throw e;
        }
    }

    private static void checkMenu(Department department) {
        if (department.includeInWelcomeMenu()) {
            require("WelcomeMenuName", department.welcomeMenuName());
            require("WelcomeMenuOption", department.welcomeMenuOption());
        }
    }

    private static void require(String field, Object value) {
        if (value == null) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, field, field + " is required in the welcome menu.");
        }
    }

    private void lockTags(DepartmentChange change) {
        Set<Long> known = new HashSet<>(distinct(change).isEmpty() ? List.of() : departments.lockTags(distinct(change)));
        List<Long> given = change.tagIds() == null ? List.of() : change.tagIds();
        for (int i = 0; i < given.size(); i++) {
            if (!known.contains(given.get(i))) {
                throw DeskException.notFound("TagIDs[" + i + "]", "tag");
            }
        }
    }

    private void addTags(long id, DepartmentChange change) {
        if (!distinct(change).isEmpty()) {
            departments.addTags(id, distinct(change));
        }
    }

    private static Collection<Long> distinct(DepartmentChange change) {
        return change.tagIds() == null ? Set.of() : new LinkedHashSet<>(change.tagIds());
    }
}
