package dev.ringdown.desk;

import java.util.UUID;

/** The desk as the hub knows it: a client application of the role {@code custom_agent} that lives in the same process. */
public final class DeskApplication {

    /** The same on every server, so that a configuration can name it before it has looked it up. */
    public static final UUID ID = UUID.fromString("72696e67-646f-776e-8000-00006465736b");

    public static final String NAME = "ringdown-desk";

    private DeskApplication() {
    }
}
