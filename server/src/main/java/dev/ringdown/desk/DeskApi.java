package dev.ringdown.desk;

/** Where the AgentChat API lives on this server. */
public final class DeskApi {

    /** The path of the contract's server URL. */
    public static final String BASE_PATH = "/api";

    private DeskApi() {
    }
}
