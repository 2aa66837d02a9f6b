package dev.ringdown.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate against breaking changes: compares {@code specs/} with the last release. What breaks a client needs a higher major version in the
 * contract's {@code info.version}, what adds to the contract at least a higher minor one.
 */
class BreakingChangeTest {

    @Test
    void contractsKeepWhatTheLastReleasePromised(@TempDir Path directory) {
        var release = LastRelease.of(Path.of(".."));
        if (release.isEmpty()) {
            System.out.println("No release yet: nothing to compare with.");
            return;
        }
        var released = release.get().specs(directory);
        for (var name : Contracts.NAMES) {
            var before = Contracts.rootOf(released, name);
            if (Files.exists(before)) {
                var change = ContractChange.between(
                        Redocly.bundle(before, directory), Redocly.bundle(Contracts.rootOf(Contracts.SPECS, name), directory));
                assertTrue(change.isAdmitted(), () -> name + " since " + release.get().tag() + ": " + change);
            }
        }
    }
}
