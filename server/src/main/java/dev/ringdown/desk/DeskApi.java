package dev.ringdown.desk;

/** Where the AgentChat API lives on this server. */
public final class DeskApi {

    /** The path of the contract's server URL. */
    public static final String BASE_PATH = "/api";

    /** Whether a path is one of this API's. */
    public static boolean covers(String path) {
        return path.startsWith(BASE_PATH + "/") || path.equals(BASE_PATH);
    }

    private DeskApi() {
    }
}
