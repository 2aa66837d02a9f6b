package dev.ringdown.conformance.contract;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.ConsoleRender;

/**
 * What has changed from one version of a contract to another, and whether the version number admits it.
 *
 * @param kind   how much it matters to clients
 * @param before the version before
 * @param after  the version now
 * @param report what has changed, for people
 */
record ContractChange(Kind kind, ContractVersion before, ContractVersion after, String report) {

    /** How much a change matters to clients. */
    enum Kind {
        /** Nothing, or only descriptions and examples. */
        NONE,
        /** Something is there or allowed that was not. */
        ADDITION,
        /** A client that kept to the contract may fail now. */
        BREAKING
    }

    /** Off by default in openapi-diff, but they break callers or generated clients. */
    private static final OpenApiDiffOptions OPTIONS = OpenApiDiffOptions.builder()
            .configProperty("incompatible.request.min.length.increased", "true")
            .configProperty("incompatible.operation.id.changed", "true")
            .build();

    /**
     * Compares two versions of a contract.
     *
     * @param before the contract as it was, in one file
     * @param after  the contract as it is, in one file
     */
    static ContractChange between(String before, String after) {
        var difference = OpenApiCompare.fromContents(before, after, null, OPTIONS);
        var overlooked = OverlookedBreaks.in(difference);
        return new ContractChange(overlooked.isEmpty() ? kindOf(difference) : Kind.BREAKING,
                ContractVersion.parse(difference.getOldSpecOpenApi().getInfo().getVersion()),
                ContractVersion.parse(difference.getNewSpecOpenApi().getInfo().getVersion()),
                reportOf(difference) + String.join("\n", overlooked));
    }

    /** Whether the version was raised as far as the change demands. */
    boolean isAdmitted() {
        return after.compareTo(before.lowestAfter(kind)) >= 0;
    }

    @Override
    public String toString() {
        return kind + " from " + before + " to " + after + ", which must be at least " + before.lowestAfter(kind) + "\n" + report;
    }

    private static Kind kindOf(ChangedOpenApi difference) {
        return switch (difference.isChanged()) {
            case NO_CHANGES, METADATA -> Kind.NONE;
            case COMPATIBLE -> Kind.ADDITION;
            case UNKNOWN, INCOMPATIBLE -> Kind.BREAKING;
        };
    }

    private static String reportOf(ChangedOpenApi difference) {
        var report = new ByteArrayOutputStream();
        new ConsoleRender().render(difference, new OutputStreamWriter(report, StandardCharsets.UTF_8));
        return report.toString(StandardCharsets.UTF_8);
    }
}
