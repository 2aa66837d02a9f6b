package dev.ringdown.conformance.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.conformance.benchmark.StatementLog.Sent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final String ID = "'0123456789abcdef'";

    @Test
    void whatIsTheSameStaysAndNumbersCountOn() {
        var replay = new Replay(List.of(sent("3", "7", "'text'", "'\u0001\u00ff'", "NULL", "TIMESTAMP'2026-11-22 00:12:42.436000'")),
                List.of(sent("4", "7", "'text'", "'\u0001\u00ff'", "NULL", "TIMESTAMP'2026-11-22 00:12:42.436000'")));
        replay.next();
        assertThat(values(replay)).containsExactly(5L, 7L, "text", new byte[] {1, -1}, null, LocalDateTime.of(2026, 11, 22, 0, 12, 42, 436_000_000));
        replay.next();
        assertThat(values(replay)).startsWith(6L, 7L, "text");
    }

    @Test
    void momentsAreNow() {
        var replay = new Replay(List.of(sent("TIMESTAMP'2026-11-22 00:12:42'")), List.of(sent("TIMESTAMP'2026-11-22 00:12:43'")));
        replay.next();
        assertThat(Duration.between((LocalDateTime) values(replay).get(0), LocalDateTime.now(ZoneOffset.UTC))).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void idsAreMadeAnewForEachMessageButAreOneWithinIt() {
        var replay = new Replay(List.of(sent("'fedcba9876543210'", "'fedcba9876543210'", "'m-1'")), List.of(sent(ID, ID, "'m-2'")));
        replay.next();
        List<Object> first = values(replay);
        byte[] id = ((byte[]) first.get(0)).clone();
        byte[] text = ((byte[]) first.get(2)).clone();
        assertThat(first.get(1)).isEqualTo(id);
        assertThat(text).hasSize(3);
        assertThat(uuid(id).version()).isEqualTo(7);
        assertThat(uuid(id).variant()).isEqualTo(2);
        assertThat(System.currentTimeMillis() - (uuid(id).getMostSignificantBits() >>> 16)).isBetween(0L, 60_000L);
        replay.next();
        assertThat(values(replay).get(0)).isNotEqualTo(id);
        assertThat(values(replay).get(2)).isNotEqualTo(text);
    }

    @Test
    void messagesThatTakeDifferentStatementsAreNoReplay() {
        assertThatThrownBy(() -> new Replay(List.of(sent("1")), List.of(sent("1"), sent("1")))).hasMessageContaining("different statements");
    }

    private static Sent sent(String... values) {
        return new Sent("sql", true, List.of(values));
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** What the first statement would be given. */
    private static List<Object> values(Replay replay) {
        List<Object> values = new ArrayList<>();
        replay.steps().get(0).parameters().forEach(parameter -> values.add(parameter.get()));
        return values;
    }
}
