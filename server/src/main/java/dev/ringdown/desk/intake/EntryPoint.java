package dev.ringdown.desk.intake;

import dev.ringdown.desk.department.Department;
import dev.ringdown.desk.department.DepartmentRepository;
import dev.ringdown.desk.settings.DeskSettings;
import jakarta.inject.Singleton;

import java.util.Optional;

/** Where conversations of an account enter the desk: its entry point names a department, or the welcome menu. */
@Singleton
class EntryPoint {

    private static final String MENU = "0";

    private final DepartmentRepository departments;
    private final DeskSettings settings;

    EntryPoint(DepartmentRepository departments, DeskSettings settings) {
        this.departments = departments;
        this.settings = settings;
    }

    boolean isMenu(String entryPoint) {
        return MENU.equals(entryPoint);
    }

    /** The enabled department that an entry point names, else the default department. */
    long department(String entryPoint) {
        return number(entryPoint).flatMap(departments::findById).filter(Department::enabled).map(Department::id)
                .orElseGet(settings::defaultDepartmentId);
    }

    private static Optional<Long> number(String entryPoint) {
        try {
            return Optional.of(Long.parseLong(entryPoint));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
