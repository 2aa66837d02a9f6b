package dev.ringdown.desk.department;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.Optional;

/** The table {@code department}. */
@JdbcRepository(dialect = Dialect.MYSQL)
public interface DepartmentRepository extends GenericRepository<Department, Long> {

    /** The department that every desk begins with. */
    String GENERAL = "General";

    /** Its id: 1 everywhere, also in clusters that count in steps. */
    long GENERAL_ID = 1;

    Optional<Department> findById(long id);

    @Query("INSERT INTO department (id, name, name_key, include_in_welcome_menu, welcome_menu_name, welcome_menu_option, "
            + "menu_place, enabled) "
            + "VALUES (" + GENERAL_ID + ", '" + GENERAL + "', :nameKey, TRUE, '" + GENERAL + "', 1, 1, TRUE)")
    void createGeneral(byte[] nameKey);
}
