package dev.ringdown.conformance.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.conformance.benchmark.StatementLog.Sent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatementLogTest {

    private static final String LOG = """
            mariadbd, Version: 11.4.5-MariaDB (MariaDB Server). started with:
            Tcp port: 4711  Unix socket:\s
            Time\t\t    Id Command\tArgument
            261122  0:12:40\t     4 Prepare\tINSERT INTO message (id, document, created, sent) VALUES (?, ?, ?, ?)
            \t\t     4 Prepare\tUPDATE lane SET last = GREATEST(last, ?) WHERE id = ?
            \t\t     4 Query\tSET autocommit=0
            \t\t     4 Execute\tINSERT INTO message (id, document, created, sent) VALUES ('m-1', 'a, ''b'', \\'c\\'', TIMESTAMP'2026-11-22 00:12:42.436000', NULL)
            \t\t     5 Query\tSET autocommit=0
            \t\t     4 Query\tCOMMIT
            261122 10:12:41\t     5 Query\tROLLBACK
            \t\t     4 Query\tSET autocommit=1
            \t\t     4 Query\tSELECT 1
            \t\t     4 Query\tSET autocommit=0
            \t\t     4 Execute\tINSERT INTO message (id, document, created, sent) VALUES ('m-2', '{\\"a\\": 1}', TIMESTAMP'2026-11-22 00:12:43', NULL)
            \t\t     4 Execute\tUPDATE lane SET last = GREATEST(last, -3) WHERE id = '\u0001\\0\u00a2'
            \t\t     4 Query\tUPDATE lane
            SET a = 1
            \t\t     4 Query\tCOMMIT
            \t\t     4 Query\tSELECT 2
            """;

    private final StatementLog log = new StatementLog(LOG.getBytes(StandardCharsets.ISO_8859_1));

    @Test
    void aTransactionIsWhatItsConnectionSentFromItsBeginningToItsEnd() {
        assertThat(log.transactionWith("m-1")).extracting(Sent::sql).containsExactly("SET autocommit=0",
                "INSERT INTO message (id, document, created, sent) VALUES (?, ?, ?, ?)", "COMMIT", "SET autocommit=1");
        assertThat(log.transactionWith("m-2")).extracting(Sent::sql).containsExactly("SET autocommit=0",
                "INSERT INTO message (id, document, created, sent) VALUES (?, ?, ?, ?)",
                "UPDATE lane SET last = GREATEST(last, ?) WHERE id = ?", "UPDATE lane\nSET a = 1", "COMMIT");
        assertThat(log.transactionWith("m-2")).extracting(Sent::prepared).containsExactly(false, true, true, false, false);
    }

    @Test
    void valuesAreTakenOutOfPreparedStatements() {
        assertThat(log.transactionWith("m-1").get(1).values())
                .containsExactly("'m-1'", "'a, ''b'', \\'c\\''", "TIMESTAMP'2026-11-22 00:12:42.436000'", "NULL");
        assertThat(log.transactionWith("m-2").get(2).values()).containsExactly("-3", "'\u0001\\0\u00a2'");
    }

    @Test
    void textIsUnquotedToItsBytes() {
        assertThat(StatementLog.unquoted("'a, ''b'', \\'c\\'\\\\\\n\\\"'")).asString(StandardCharsets.ISO_8859_1).isEqualTo("a, 'b', 'c'\\\n\"");
        assertThat(StatementLog.unquoted("'\u0001\\0\u00a2\\Z'")).containsExactly(1, 0, 0xa2, 26);
        assertThat(StatementLog.unquoted("''")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotMadeUp() {
        assertThatThrownBy(() -> log.transactionWith("m-3")).isInstanceOf(IllegalStateException.class);
        var unknown = new StatementLog("\t\t     4 Query\tBEGIN\n\t\t     4 Execute\tDELETE FROM x WHERE id = 'm-1'\n\t\t     4 Query\tCOMMIT\n"
                .getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> unknown.transactionWith("m-1")).hasMessageContaining("Nowhere prepared");
        var open = new StatementLog("\t\t     4 Query\tBEGIN\n\t\t     4 Execute\tDELETE FROM x WHERE id = 'm-1'\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> open.transactionWith("m-1")).hasMessageContaining("No end");
    }
}
