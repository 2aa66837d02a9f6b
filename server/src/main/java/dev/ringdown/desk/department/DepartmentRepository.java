package dev.ringdown.desk.department;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.Collection;
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

    /** By name as people sort it. */
    @Query("SELECT * FROM department ORDER BY name COLLATE utf8mb4_unicode_ci, id")
    List<Department> all();

    /** The tags that departments put on their chats, ascending in each. */
    @Query("SELECT department_id, tag_id FROM department_tag ORDER BY department_id, tag_id")
    List<DepartmentTag> allTags();

    Department save(Department department);

    void update(Department department);

    /** Locks the department for the transaction around the call. */
    @Query("SELECT * FROM department WHERE id = :id FOR UPDATE")
    Optional<Department> lock(long id);

    /** Whether the department has active chats or is the default one; it must be locked, so that neither comes about in the meantime. */
    @Query("SELECT EXISTS (SELECT 1 FROM chat WHERE department_id = :id AND status_id IN (1, 2)) "
            + "OR :id = COALESCE((SELECT CAST(value AS UNSIGNED) FROM setting WHERE name = 'DefaultDepartmentID'), " + GENERAL_ID + ")")
    boolean isInUse(long id);

    /** Of these tags the ones that there are. Keeps them from being deleted until the transaction around the call ends. */
    @Query("SELECT id FROM tag WHERE id IN (:tagIds) AND listed = TRUE ORDER BY id LOCK IN SHARE MODE")
    List<Long> lockTags(Collection<Long> tagIds);

    @Query("DELETE FROM department_tag WHERE department_id = :id")
    void removeTags(long id);

    @Query("INSERT INTO department_tag (department_id, tag_id) SELECT :id, t.id FROM tag t WHERE t.id IN (:tagIds)")
    void addTags(long id, Collection<Long> tagIds);

    @Query("INSERT INTO department (id, name, name_key, include_in_welcome_menu, welcome_menu_name, welcome_menu_option, "
            + "menu_place, enabled) "
            + "VALUES (" + GENERAL_ID + ", '" + GENERAL + "', :nameKey, TRUE, '" + GENERAL + "', 1, 1, TRUE)")
    void createGeneral(byte[] nameKey);
}
