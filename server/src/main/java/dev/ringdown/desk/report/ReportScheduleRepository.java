package dev.ringdown.desk.report;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code report_schedule}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ReportScheduleRepository extends GenericRepository<ReportSchedule, Long> {

    ReportSchedule save(ReportSchedule schedule);

    @Query("SELECT * FROM report_schedule ORDER BY id")
    List<ReportSchedule> all();

    /** {@code 0} where there is none. */
    @Query("DELETE FROM report_schedule WHERE id = :id")
    int delete(long id);

    /** Those with something to do, first those that have waited longest. */
    @Query("SELECT id FROM report_schedule WHERE due_at <= :now ORDER BY due_at, id LIMIT :most")
    List<Long> due(Instant now, int most);

    /** Those whose times are still known as they were in another time zone. */
    @Query("SELECT id FROM report_schedule WHERE time_zone <> :zone ORDER BY time_zone, id LIMIT :most")
    List<Long> ofOtherZones(String zone, int most);

    /** Locks it for the transaction around the call; none where it is gone, or another node is at it. */
    @Query("SELECT * FROM report_schedule WHERE id = :id FOR UPDATE SKIP LOCKED")
    Optional<ReportSchedule> lockUnlessLocked(long id);

    /** Locks it for the transaction around the call. */
    @Query("SELECT * FROM report_schedule WHERE id = :id FOR UPDATE")
    Optional<ReportSchedule> lock(long id);

    /** Nothing is due: from now on its times are known in this time zone. */
    @Query("UPDATE report_schedule SET due_at = :dueAt, time_zone = :zone WHERE id = :id")
    void await(long id, Instant dueAt, String zone);

    /** A day is dealt with. */
    @Query("UPDATE report_schedule SET handled_day = :day, last_due_at = :wasDueAt, due_at = :dueAt, time_zone = :zone, attempts = 0, retry_at = NULL "
            + "WHERE id = :id")
    void handle(long id, int day, Instant wasDueAt, Instant dueAt, String zone);

    /** The report of a day could not be made; it is tried again. */
    @Query("UPDATE report_schedule SET attempts = :attempts, last_due_at = :wasDueAt, due_at = :retryAt, time_zone = :zone, failed_day = :day, "
            + "failed_at = :now, failure = :failure, retry_at = :retryAt WHERE id = :id")
    void putOff(long id, int day, int attempts, Instant wasDueAt, String zone, Instant now, String failure, Instant retryAt);

    /** The report of a day was mailed. What failed before is over with it. */
    @Query("UPDATE report_schedule SET sent_at = :at, sent_day = CASE WHEN sent_day > :day THEN sent_day ELSE :day END, "
            + "failed_at = CASE WHEN failed_day > :day THEN failed_at END, failure = CASE WHEN failed_day > :day THEN failure END, "
            + "retry_at = CASE WHEN failed_day > :day THEN retry_at END, failed_day = CASE WHEN failed_day > :day THEN failed_day END WHERE id = :id")
    void sent(long id, int day, Instant at);

    /** The mail of a day failed. Nothing where it or a later one was mailed, or a later one has failed. */
    @Query("UPDATE report_schedule SET failed_day = :day, failed_at = :at, failure = :failure, retry_at = :retryAt WHERE id = :id "
            + "AND (sent_day IS NULL OR sent_day < :day) AND (failed_day IS NULL OR failed_day <= :day)")
    void fail(long id, int day, Instant at, String failure, @Nullable Instant retryAt);
}
