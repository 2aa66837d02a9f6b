package dev.ringdown.desk.workinghours;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;

/** The table {@code working_hours}: empty until the hours are first set, then every day is there. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface WorkingHoursRepository extends GenericRepository<WorkingSpan, Integer> {

    @Query("SELECT day, position, open, start_time, end_time FROM working_hours ORDER BY day, position")
    List<WorkingSpan> all();

    @Query("INSERT INTO working_hours (day, position, open, start_time, end_time) VALUES (:day, :position, :open, :startTime, :endTime) "
            + "ON DUPLICATE KEY UPDATE open = :open, start_time = :startTime, end_time = :endTime")
    void put(int day, int position, boolean open, @Nullable Integer startTime, @Nullable Integer endTime);

    @Query("DELETE FROM working_hours WHERE day <> :day OR position <> :position")
    void removeAllBut(int day, int position);
}
