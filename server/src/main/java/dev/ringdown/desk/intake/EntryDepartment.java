package dev.ringdown.desk.intake;

import dev.ringdown.desk.department.Department;
import dev.ringdown.desk.department.DepartmentRepository;
import dev.ringdown.desk.settings.DeskSettings;
import jakarta.inject.Singleton;

import java.util.Optional;

/** Which department a conversation enters: the enabled one that its entry point names, else the default department. */
@Singleton
class EntryDepartment {

    private final DepartmentRepository departments;
    private final DeskSettings settings;

    EntryDepartment(DepartmentRepository departments, DeskSettings settings) {
        this.departments = departments;
        this.settings = settings;
    }

    long of(String entryPoint) {
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
