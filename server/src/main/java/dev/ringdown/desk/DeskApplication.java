package dev.ringdown.desk;

import java.util.UUID;

/** The desk as the hub knows it: a client application of the role {@code custom_agent} that lives in the same process. */
public final class DeskApplication {

    /** The same on every server, as the hub's contract shows it: a configuration can name it without looking it up. */
    public static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");

    public static final String NAME = "ringdown-desk";

    private DeskApplication() {
    }
}
