package dev.ringdown.conformance.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Redocly's command line as {@code contract-lint/package.json} pins it. {@code npm --prefix conformance-tests/contract-lint ci} installs it. */
final class Redocly {

    static final Path CONFIGURATION = Path.of("contract-lint", "redocly.yaml");

    private static final Path PROGRAM = Path.of("contract-lint", "node_modules", "@redocly", "cli", "bin", "cli.js");

    private Redocly() {
    }

    /**
     * Lints one contract by the rules of the project.
     *
     * @param directory an empty directory for what Redocly writes
     * @return each finding, with its rule, message and locations
     */
    static List<ContractNode> lint(Path contract, Path directory) {
        var findings = directory.resolve("findings.json");
        run(findings, "lint", "--config", CONFIGURATION.toString(), "--format", "json", "--max-problems", "10000", contract.toString());
        // JSON is YAML.
        return Contract.read(findings).root().at("problems").elements();
    }

    /** The contract in one file, which is written below {@code directory}. */
    static String bundle(Path contract, Path directory) {
        try {
            var bundle = Files.createTempFile(directory, "bundle", ".yaml");
            var messages = run(bundle.resolveSibling(bundle.getFileName() + ".txt"), "bundle", "--output", bundle.toString(), contract.toString());
            var text = Files.readString(bundle);
            if (text.isBlank()) {
                throw new IllegalStateException("Redocly made no bundle of " + contract + ":\n" + messages);
            }
            return text;
        } catch (IOException e) {
            throw new IllegalStateException("Redocly made no bundle of " + contract, e);
        }
    }

    private static String run(Path output, String... arguments) {
        if (!Files.exists(PROGRAM)) {
            throw new IllegalStateException("Redocly is not installed; run: npm --prefix conformance-tests/contract-lint ci");
        }
        var messages = output.resolveSibling(output.getFileName() + ".messages.txt");
        try {
            var process = new ProcessBuilder("node", PROGRAM.toString());
            process.command().addAll(List.of(arguments));
            // 1 means findings; a real failure leaves no output, which the callers see.
            process.redirectOutput(output.toFile()).redirectError(messages.toFile()).start().waitFor();
            return Files.readString(messages);
        } catch (IOException e) {
            throw new IllegalStateException("Redocly cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Redocly ran", e);
        }
    }
}
