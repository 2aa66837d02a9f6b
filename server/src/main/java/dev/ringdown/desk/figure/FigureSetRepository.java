package dev.ringdown.desk.figure;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.util.List;
import java.util.Optional;

/** The tables {@code figure_set} and {@code desk_fold}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface FigureSetRepository extends GenericRepository<FigureSet, Long> {

    /**
     * Makes this transaction the only one that brings facts into figures or changes what sets there are, until it ends. The row is changed, and
     * not only locked: nodes of a cluster find out by it that two of them came at once.
     */
    @Query("UPDATE desk_fold SET last_fold = last_fold + 1 WHERE id = 1")
    void hold();

    /** The number of the transaction that holds it. */
    @Query("SELECT last_fold FROM desk_fold WHERE id = 1")
    long number();

    @Query("SELECT * FROM figure_set ORDER BY id")
    List<FigureSet> all();

    @Query("SELECT * FROM figure_set WHERE id = :id")
    Optional<FigureSet> find(long id);

    FigureSet save(FigureSet set);

    @Query("SELECT COALESCE(MAX(id), 0) FROM desk_fact")
    long lastFact();

    @Query("UPDATE figure_set SET built_to = :fact WHERE id = :id")
    void moveOn(long id, long fact);

    @Query("UPDATE figure_set SET active = NULL, retired = TRUE WHERE active = TRUE")
    void retireActive();

    @Query("UPDATE figure_set SET retired = TRUE WHERE id = :id AND active IS NULL")
    void retire(long id);

    @Query("UPDATE figure_set SET active = TRUE, unlike = :unlike, examples = :examples WHERE id = :id")
    void activate(long id, @Nullable Integer unlike, @Nullable String examples);

    @Query("DELETE FROM figure_set WHERE id = :id AND retired = TRUE")
    void delete(long id);
}
