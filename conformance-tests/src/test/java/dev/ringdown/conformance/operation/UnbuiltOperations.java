package dev.ringdown.conformance.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The list of operations that this release answers with 501, as the server's sources carry it. No file: all are built. */
public final class UnbuiltOperations {

    private static final Path FILE = Checkout.path("server/src/main/resources/unbuilt-operations.txt");
    private static final Set<String> IDS = read();

    private UnbuiltOperations() {
    }

    /** The operationIds on the list, as written there. */
    public static Set<String> ids() {
        return IDS;
    }

    public static boolean contain(ContractOperation operation) {
        return IDS.contains(operation.id());
    }

    /** Every operation that is on the list, of both APIs. */
    public static List<ContractOperation> all() {
        return Arrays.stream(Api.values()).flatMap(api -> api.operations().stream()).filter(UnbuiltOperations::contain).toList();
    }

    private static Set<String> read() {
        if (Files.notExists(FILE)) {
            return Set.of();
        }
        try {
            return Files.readAllLines(FILE).stream()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
