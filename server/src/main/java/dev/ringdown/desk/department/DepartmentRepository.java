package dev.ringdown.desk.department;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;
import java.util.Optional;

/** The table {@code department}. */
@JdbcRepository(dialect = Dialect.MYSQL)
public interface DepartmentRepository extends GenericRepository<Department, Long> {

    /** The department that every desk begins with. */
    String GENERAL = "General";

    /** Its id: 1 everywhere, also in clusters that count in steps. */
    long GENERAL_ID = 1;

    Optional<Department> findById(long id);

    /**
     * The department as it stays until the transaction around the call ends: nobody disables it before. Whoever puts a chat into a department
     * reads it so first; a disabling that comes later waits, and then sees the chat. Waits for a change that is under way.
     */
    @Query("SELECT * FROM department WHERE id = :id LOCK IN SHARE MODE")
    Optional<Department> lockShared(long id);

    /** What the welcome menu offers: the enabled departments in it, by option. */
    @Query("SELECT * FROM department WHERE menu_place IS NOT NULL ORDER BY menu_place")
    List<Department> inWelcomeMenu();

    /** The department that the welcome menu offers under an option. */
    @Query("SELECT * FROM department WHERE menu_place = :option")
    Optional<Department> findByMenuOption(int option);

    @Query("INSERT INTO department (id, name, name_key, include_in_welcome_menu, welcome_menu_name, welcome_menu_option, "
            + "menu_place, enabled) "
            + "VALUES (" + GENERAL_ID + ", '" + GENERAL + "', :nameKey, TRUE, '" + GENERAL + "', 1, 1, TRUE)")
    void createGeneral(byte[] nameKey);
}
