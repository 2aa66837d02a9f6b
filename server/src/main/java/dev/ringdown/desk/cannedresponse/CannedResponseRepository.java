package dev.ringdown.desk.cannedresponse;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;
import java.util.Optional;

/** The table {@code canned_response}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface CannedResponseRepository extends GenericRepository<CannedResponse, Long> {

    CannedResponse save(CannedResponse response);

    void update(CannedResponse response);

    /** Locks it for the transaction around the call. */
    @Query("SELECT * FROM canned_response WHERE id = :id FOR UPDATE")
    Optional<CannedResponse> lock(long id);

    /** {@code 0} where there is none. */
    @Query("DELETE FROM canned_response WHERE id = :id")
    int delete(long id);

    /** By name as people sort it. */
    @Query("SELECT * FROM canned_response ORDER BY name COLLATE utf8mb4_unicode_ci, id")
    List<CannedResponse> all();
}
