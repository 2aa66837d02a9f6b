package dev.ringdown.conformance.operation;

import java.nio.file.Path;

/** Where the project's files lie: the contracts, the packaged server. */
public final class Checkout {

    private static final Path ROOT = Path.of(System.getProperty("ringdown.root", "..")).toAbsolutePath().normalize();

    private Checkout() {
    }

    /** A file or folder by its path from the root of the project. */
    public static Path path(String fromRoot) {
        return ROOT.resolve(fromRoot);
    }
}
