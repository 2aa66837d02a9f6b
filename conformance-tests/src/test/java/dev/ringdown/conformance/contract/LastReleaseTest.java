package dev.ringdown.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding the last release, in small repositories made for the test. */
class LastReleaseTest {

    @TempDir
    private Path repository;

    @BeforeEach
    void initialise() throws IOException, InterruptedException {
        git("init", "--quiet");
        commit("first");
    }

    @Test
    void withoutTagThereIsNoRelease() throws IOException, InterruptedException {
        git("tag", "nightly");

        assertEquals(Optional.empty(), LastRelease.of(repository));
    }

    @Test
    void theHighestVersionBelowHeadIsTheLastRelease(@TempDir Path directory) throws IOException, InterruptedException {
        commit("second");
        git("tag", "v0.9.0");
        commit("third");
        git("tag", "v0.10.0");
        commit("fourth");
        git("checkout", "--quiet", "-b", "other");
        commit("elsewhere");
        git("tag", "v2.0.0");
        git("checkout", "--quiet", "-");

        var release = LastRelease.of(repository).orElseThrow();

        assertEquals("v0.10.0", release.tag());
        assertEquals("third", Files.readString(release.specs(directory).resolve("agentchat").resolve("openapi.yaml")));
    }

    @Test
    void aReleaseMayHaveNoContracts(@TempDir Path directory) throws IOException, InterruptedException {
        git("rm", "--quiet", "-r", "specs");
        git("commit", "--quiet", "--message", "none");
        git("tag", "v1.0.0");

        assertFalse(Files.exists(LastRelease.of(repository).orElseThrow().specs(directory)));
    }

    @Test
    void aShallowCloneIsNoAnswer(@TempDir Path clones) throws IOException, InterruptedException {
        commit("second");
        git("clone", "--quiet", "--depth", "1", repository.toUri().toString(), clones.resolve("clone").toString());

        assertThrows(IllegalStateException.class, () -> LastRelease.of(clones.resolve("clone")));
    }

    private void commit(String text) throws IOException, InterruptedException {
        var file = repository.resolve("specs").resolve("agentchat").resolve("openapi.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        git("add", "--all");
        git("commit", "--quiet", "--message", text);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var command = new ProcessBuilder("git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false");
        command.command().addAll(List.of(arguments));
        var process = command.directory(repository.toFile()).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
    }
}
