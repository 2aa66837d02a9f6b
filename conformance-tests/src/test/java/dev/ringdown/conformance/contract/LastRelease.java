package dev.ringdown.conformance.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/**
 * The last release of a checkout: of the tags {@code v*} below its HEAD the one with the highest version.
 *
 * @param repository the checkout
 * @param tag        the release's tag
 */
record LastRelease(Path repository, String tag) {

    /**
     * Asks git for the last release.
     *
     * @return empty if nothing was released yet
     * @throws IllegalStateException if git fails, or the clone is shallow, so that releases may be hidden
     */
    static Optional<LastRelease> of(Path repository) {
        if (text(repository, "rev-parse", "--is-shallow-repository").equals("true")) {
            throw new IllegalStateException("A shallow clone hides the releases; run: git fetch --unshallow --tags");
        }
        var tags = text(repository, "tag", "--merged", "HEAD", "--sort=-version:refname", "--list", "v*");
        return tags.lines().findFirst().map(tag -> new LastRelease(repository, tag));
    }

    /**
     * Writes {@code specs/} of the release below a directory.
     *
     * @return the folder of the contracts there; it does not exist if the release had none
     */
    Path specs(Path directory) {
        var specs = directory.resolve("specs");
        if (text(repository, "ls-tree", "--name-only", tag, "specs").isEmpty()) {
            return specs;
        }
        try {
            var archive = Files.createTempFile(directory, "specs", ".zip");
            text(repository, "archive", "--format=zip", "--output", archive.toAbsolutePath().toString(), tag, "specs");
            try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    var file = directory.resolve(entry.getName());
                    if (!entry.isDirectory()) {
                        Files.createDirectories(file.getParent());
                        Files.copy(zip, file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the contracts of " + tag + " cannot be written", e);
        }
        return specs;
    }

    private static String text(Path repository, String... arguments) {
        try {
            var git = new ProcessBuilder("git", "-C", repository.toString());
            git.command().addAll(List.of(arguments));
            var process = git.redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes()).trim();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", git.command()) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("git cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while git ran", e);
        }
    }
}
