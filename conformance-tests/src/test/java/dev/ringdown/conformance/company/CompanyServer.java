package dev.ringdown.conformance.company;

import dev.ringdown.conformance.server.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Starts servers that work on a seeded company, at once or later: their credentials are always the same. */
public final class CompanyServer {

    /** The password of every agent; the user names are {@link #emailOfAgent}. */
    public static final String AGENT_PASSWORD = Company.AGENT_PASSWORD;

    private static final long SEED = 5;
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "RINGDOWN_ADMIN_CLIENT_SECRET", "administrator of the company",
            "RINGDOWN_MANAGER_EMAIL", "manager@company.example",
            "RINGDOWN_MANAGER_PASSWORD", "password of the manager");

    private CompanyServer() {
    }

    /**
     * A server and, if it was seeded just now, what that took.
     */
    public record Started(ServerProcess server, Optional<CompanySeed.Seeded> seeded) {
    }

    /** @param number from 1 to {@link CompanySize#AGENTS} */
    public static String emailOfAgent(int number) {
        return Company.emailOfAgent(number);
    }

    /**
     * A server in this directory; one that is not there yet is made and seeded. It outlives the run.
     *
     * @param environment further environment variables of the server
     */
    public static Started in(Path directory, CompanySize size, Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("RINGDOWN_DATA_DIR", directory.toString());
        // Made last: a directory whose seeding broke off is not taken for a company.
        Path whole = directory.resolve("seeded");
        if (Files.exists(directory) && !Files.exists(whole)) {
            throw new IllegalStateException(directory + " is there, but no company was seeded in it, or not to the end: remove it");
        }
        if (Files.exists(whole)) {
            return new Started(start(all), Optional.empty());
        }
        Started started = seeded(size, all);
        Files.writeString(whole, started.seeded.orElseThrow() + System.lineSeparator());
        return started;
    }

    /** A fresh server in a directory of its own below {@code target}, seeded. */
    public static Started fresh(CompanySize size) throws Exception {
        return seeded(size, Map.of());
    }

    private static Started seeded(CompanySize size, Map<String, String> environment) throws Exception {
        ServerProcess server = start(environment);
        try {
            return new Started(server, Optional.of(CompanySeed.seed(server, size, SEED, Instant.now())));
        } catch (Exception | Error e) {
            server.close();
            throw e;
        }
    }

    private static ServerProcess start(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(ENVIRONMENT);
        all.putAll(environment);
        return ServerProcess.start(all);
    }

    /** Arguments: a directory that is not there yet, and the number of chats. Leaves the data directory of a server that was stopped. */
    public static void main(String[] arguments) throws Exception {
        Started started = in(Path.of(arguments[0]).toAbsolutePath(), CompanySize.of(Integer.parseInt(arguments[1])),
                Map.of("RINGDOWN_DATABASE_BUFFER_POOL_SIZE", "2G"));
        started.server.close();
        System.out.println(started.seeded);
    }
}
