package dev.ringdown.desk.intake;

/** Why a customer finds nobody. */
enum Obstacle {

    OUT_OF_HOURS("out of working hours"),
    /** Within the working hours. */
    NOBODY_ONLINE("no agent is online");

    private final String reason;

    Obstacle(String reason) {
        this.reason = reason;
    }

    /** As the hub is told. */
    String reason() {
        return reason;
    }
}
