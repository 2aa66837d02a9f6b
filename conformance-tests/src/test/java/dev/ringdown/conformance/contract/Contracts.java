package dev.ringdown.conformance.contract;

import java.nio.file.Path;
import java.util.List;

/** The two contracts of this checkout. */
final class Contracts {

    /** The folder of the contracts; tests run in the folder of their Maven module. */
    static final Path SPECS = Path.of("..", "specs");

    static final List<String> NAMES = List.of("conversation-manager", "agentchat");

    private Contracts() {
    }

    static Path rootOf(Path specs, String name) {
        return specs.resolve(name).resolve("openapi.yaml");
    }

    static Contract read(String name) {
        return Contract.read(rootOf(SPECS, name));
    }

    static List<Contract> all() {
        return NAMES.stream().map(Contracts::read).toList();
    }
}
