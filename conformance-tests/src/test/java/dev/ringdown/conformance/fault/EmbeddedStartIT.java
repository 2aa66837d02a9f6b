package dev.ringdown.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.server.ServerProcess;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that cannot start on its data directory says so in one line and ends with a code that is not 0. */
class EmbeddedStartIT {

    private static final String REFUSED = "Ringdown can't start: ";

    @BeforeEach
    void onlyWithADataDirectory() {
        assumeTrue(Databases.embedded(), "An outside database has no data directory");
    }

    @Test
    void aDataDirectoryHasOneServer() {
        try (ServerProcess first = ServerProcess.start()) {
            assertThatThrownBy(() -> ServerProcess.start(Map.of("RINGDOWN_DATA_DIR", first.dataDirectory().toString())).close())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("The server ended at its start with 1.")
                    .satisfies(refusal -> assertThat(complaints(refusal.getMessage())).singleElement().asString()
                            .contains(first.dataDirectory().toString(), "is in use by another Ringdown server"))
                    .satisfies(EmbeddedStartIT::showsNothingOfTheInside);
            assertThat(Access.to(first.server()).adminToken()).as("the first one goes on").isNotBlank();
        }
    }

    @Test
    void aDamagedDataDirectoryIsRefusedAndLeftAlone() throws Exception {
        try (ServerProcess process = ServerProcess.start()) {
            Access.to(process.server()).adminToken();
            process.stop();
            Path damaged = process.dataDirectory().resolve("mariadb/tables/ibdata1");
            try (FileChannel file = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
                file.truncate(file.size() / 3);
            }
            List<String> files = files(damaged.getParent());

            assertThatThrownBy(process::restart).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("The server ended at its start with 1.")
                    .satisfies(refusal -> assertThat(complaints(refusal.getMessage())).singleElement().asString()
                            .contains(process.dataDirectory().toString(), "damaged", "restore it from a backup"))
                    .satisfies(EmbeddedStartIT::showsNothingOfTheInside);
            assertThat(files(damaged.getParent())).as("nothing is deleted").containsAll(files);
            assertThat(Databases.of(process.dataDirectory())).as("nothing runs on").isEmpty();
        }
    }

    @Test
    void aDataDirectoryWithoutItsTablespaceIsNotFilledWithSomethingNew() throws Exception {
        try (ServerProcess process = ServerProcess.start()) {
            process.stop();
            Path lost = process.dataDirectory().resolve("mariadb/tables/ibdata1");
            Files.delete(lost);

            assertThatThrownBy(process::restart).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("The server ended at its start with 1.")
                    .satisfies(refusal -> assertThat(complaints(refusal.getMessage())).singleElement().asString()
                            .contains(lost.toString(), "is missing", "backup"))
                    .satisfies(EmbeddedStartIT::showsNothingOfTheInside);
            assertThat(lost).doesNotExist();
        }
    }

    private static List<String> complaints(String output) {
        return output.lines().filter(line -> line.contains(REFUSED)).toList();
    }

    private static void showsNothingOfTheInside(Throwable refusal) {
        assertThat(refusal.getMessage()).as("no stack trace").doesNotContainPattern("(?m)^\\s+at [a-z]+\\.");
    }

    private static List<String> files(Path folder) throws Exception {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).map(Path::toString)
                    // Made anew at each start.
                    .filter(name -> !name.matches(".*(ibtmp1|\\.pid|undo.*|ib_buffer_pool|aria_log.*)")).sorted().toList();
        }
    }
}
