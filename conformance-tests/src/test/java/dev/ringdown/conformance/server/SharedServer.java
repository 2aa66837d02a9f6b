package dev.ringdown.conformance.server;

import java.net.URI;
import java.util.Map;

/**
 * The one server that all tests share but those that stop or break theirs. It is started when first asked for and ends with the JVM.
 * With {@code RINGDOWN_TEST_URL} in the environment it is a server that runs already; its credentials are then read from the variables
 * by which the server itself takes them ({@code RINGDOWN_ADMIN_CLIENT_ID}, default {@code administrator},
 * {@code RINGDOWN_ADMIN_CLIENT_SECRET}, {@code RINGDOWN_MANAGER_EMAIL}, {@code RINGDOWN_MANAGER_PASSWORD}).
 */
public final class SharedServer {

    private SharedServer() {
    }

    /** The server; the first call may take as long as a first start does. */
    public static ServerUnderTest get() {
        return Started.SERVER;
    }

    private static final class Started {
        private static final ServerUnderTest SERVER = System.getenv("RINGDOWN_TEST_URL") == null ? start() : running(System.getenv());

        private static ServerUnderTest start() {
            ServerProcess process = ServerProcess.startForMany();
            Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop the shared server"));
            return process.server();
        }

        private static ServerUnderTest running(Map<String, String> environment) {
            return new ServerUnderTest(URI.create(environment.get("RINGDOWN_TEST_URL").replaceFirst("/+$", "")),
                    environment.getOrDefault("RINGDOWN_ADMIN_CLIENT_ID", ServerUnderTest.DEFAULT_ADMIN_ID),
                    required(environment, "RINGDOWN_ADMIN_CLIENT_SECRET"),
                    required(environment, "RINGDOWN_MANAGER_EMAIL"),
                    required(environment, "RINGDOWN_MANAGER_PASSWORD"));
        }

        private static String required(Map<String, String> environment, String name) {
            String value = environment.get(name);
            if (value == null) {
                throw new IllegalStateException("With RINGDOWN_TEST_URL, " + name + " must be set as well");
            }
            return value;
        }
    }
}
