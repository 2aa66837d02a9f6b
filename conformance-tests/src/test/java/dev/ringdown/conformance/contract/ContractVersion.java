package dev.ringdown.conformance.contract;

import java.util.Comparator;
import java.util.regex.Pattern;

/** A contract's {@code info.version}, which follows Semantic Versioning: what breaks a client raises the first number, what it may ignore the second. */
record ContractVersion(int major, int minor, int patch) implements Comparable<ContractVersion> {

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)");

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException if the text is not of the form {@code 1.2.3}
     */
    static ContractVersion parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a version of the form 1.2.3");
        }
        return new ContractVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    /** The lowest version that a contract may have which has changed in this way since this version was released. */
    ContractVersion lowestAfter(ContractChange.Kind change) {
        return switch (change) {
            case NONE -> this;
            case ADDITION -> new ContractVersion(major, minor + 1, 0);
            case BREAKING -> new ContractVersion(major + 1, 0, 0);
        };
    }

    @Override
    public int compareTo(ContractVersion other) {
        return Comparator.comparingInt(ContractVersion::major).thenComparingInt(ContractVersion::minor).thenComparingInt(ContractVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
