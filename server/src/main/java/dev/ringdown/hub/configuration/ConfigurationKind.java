package dev.ringdown.hub.configuration;

/** The six resources by which an administrator sets the hub up, in the order in which they refer to each other. */
public enum ConfigurationKind {
    AUTHENTICATION("authentication"),
    CLIENT_APPLICATION("client application"),
    PARTICIPANT("participant"),
    CHANNEL("channel"),
    ORCHESTRATION("orchestration"),
    ACCOUNT("account");

    private final String label;

    ConfigurationKind(String label) {
        this.label = label;
    }

    /** The resource's name in messages to people. */
    public String label() {
        return label;
    }
}
