package dev.ringdown.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"8.4.0", "8.4.6-commercial", "9.7.4", "10.0.1", "11.4.5-MariaDB", "11.8.3-MariaDB-ubu2404", "12.0.2-MariaDB-log"})
    void takes(String reported) {
        assertEquals(Optional.empty(), ServerVersion.objection(reported));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7.44", "8.0.43", "8.3.0", "8.0.mysql_aurora.3.08", "8.0.11-TiDB-v8.5.0", "11.3.2-MariaDB", "10.11.6-MariaDB",
            "5.5.5-10.6.20-MariaDB", "5.5.5-11.4.5-MariaDB", "unknown", ""})
    void refuses(String reported) {
        assertTrue(ServerVersion.objection(reported).orElseThrow().contains("is needed"));
    }
}
