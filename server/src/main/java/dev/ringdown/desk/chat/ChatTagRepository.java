package dev.ringdown.desk.chat;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;

/** The table {@code chat_tag}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ChatTagRepository extends GenericRepository<Chat, Long> {

    @Query("INSERT IGNORE INTO chat_tag (chat_id, tag_id, department_id, put_on_at) SELECT :chatId, t.id, d.department_id, :at FROM department_tag d JOIN tag t ON t.id = d.tag_id "
            + "JOIN tag_group g ON g.id = t.tag_group_id WHERE d.department_id = :departmentId AND t.enabled = TRUE AND t.listed = TRUE "
            + "AND g.enabled = TRUE")
    int addThoseOf(long chatId, long departmentId, Instant at);

    @Query("SELECT COUNT(*) FROM tag WHERE id = :tagId AND listed = TRUE")
    long countListed(long tagId);

    @Query("SELECT COUNT(*) FROM chat_tag WHERE chat_id = :chatId AND tag_id = :tagId")
    long countOn(long chatId, long tagId);

    @Query("INSERT INTO chat_tag (chat_id, tag_id, department_id, put_on_at) SELECT c.id, t.id, c.department_id, :at FROM tag t "
            + "JOIN tag_group g ON g.id = t.tag_group_id JOIN chat c ON c.id = :chatId WHERE t.id = :tagId AND t.enabled = TRUE AND t.listed = TRUE AND g.enabled = TRUE")
    int add(long chatId, long tagId, Instant at);

    @Query("UPDATE chat_tag t JOIN chat c ON c.id = t.chat_id SET t.closed_in = c.department_id, t.started_at = c.started_at, "
            + "t.last_message_at = c.last_message_at WHERE t.chat_id = :chatId")
    void close(long chatId);

    @Query("DELETE FROM chat_tag WHERE chat_id = :chatId AND tag_id = :tagId")
    int remove(long chatId, long tagId);
}
