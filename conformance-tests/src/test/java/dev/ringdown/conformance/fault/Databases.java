package dev.ringdown.conformance.fault;

import java.nio.file.Path;
import java.util.List;

/** The database that the server brings along. */
final class Databases {

    private Databases() {
    }

    /** Whether the servers under test run on it, and on no database from outside. */
    static boolean embedded() {
        String url = System.getenv("DATASOURCES_DEFAULT_URL");
        return url == null || url.isBlank();
    }

    /** Its processes on a data directory, found by their command line. */
    static List<ProcessHandle> of(Path dataDirectory) {
        return ProcessHandle.current().descendants()
                .filter(process -> process.info().commandLine().filter(line -> line.contains("mariadbd") && line.contains(dataDirectory.toString()))
                        .isPresent())
                .toList();
    }
}
