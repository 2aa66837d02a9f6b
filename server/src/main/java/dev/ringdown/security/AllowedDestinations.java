package dev.ringdown.security;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The operator's list of destinations that may be called although they are not on the public internet:
 * {@code ringdown.callbacks.allow} ({@code RINGDOWN_CALLBACKS_ALLOW}), separated by commas. A CIDR or an address
 * opens addresses, a host name opens whatever that exact name resolves to. Read at start: an entry that is neither
 * stops it, since a list that means less or more than its author thinks must not go unnoticed.
 */
@Context
final class AllowedDestinations {

    static final String PROPERTY = "ringdown.callbacks.allow";

    private final Set<String> hosts = new HashSet<>();
    private final List<AddressRange> ranges = new ArrayList<>();

    AllowedDestinations(@Property(name = PROPERTY, defaultValue = "") List<String> entries) {
        for (String entry : entries) {
            if (!entry.isBlank()) {
                add(entry.strip());
            }
        }
    }

    boolean containsHost(String host) {
        return hosts.contains(host);
    }

    boolean containsAddress(byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private void add(String entry) {
        try {
            if (entry.contains("/") || entry.contains(":") || IpLiteral.endsInNumber(entry)) {
                ranges.add(AddressRange.parse(withoutBrackets(entry)));
            } else {
                hosts.add(HostName.normalise(entry).orElseThrow(() ->
                        new IllegalArgumentException("not a host name; no wildcards, schemes or ports")));
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(PROPERTY + ": the entry '" + entry + "' is neither a host name, nor an IP"
                    + " address, nor a CIDR block such as 10.1.0.0/16: " + e.getMessage(), e);
        }
    }

    private static String withoutBrackets(String entry) {
        return entry.startsWith("[") && entry.endsWith("]") ? entry.substring(1, entry.length() - 1) : entry;
    }
}
