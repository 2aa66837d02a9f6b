package dev.ringdown.desk.settings;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;
import java.util.Optional;

/** The table {@code setting}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface SettingRepository extends GenericRepository<Setting, String> {

    Optional<Setting> findById(String name);

    List<Setting> findAll();

    @Query("INSERT INTO setting (name, value) VALUES (:name, :value) ON DUPLICATE KEY UPDATE value = :value")
    void set(String name, String value);

    @Query("DELETE FROM setting WHERE name = :name")
    void clear(String name);
}
