package dev.ringdown.hub;

/** Where the Conversation Manager API lives on this server. */
public final class HubApi {

    /** The path of the contract's server URL. */
    public static final String BASE_PATH = "/conversation/conversationmgr/v3";

    private HubApi() {
    }
}
