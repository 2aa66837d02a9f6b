package dev.ringdown.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses in their one usual spelling, and never asks a name server. */
final class IpLiteral {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?i)(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");

    private IpLiteral() {
    }

    /** Four decimal numbers without leading zeros; no shorter, octal, hexadecimal or one-number form. */
    static Optional<InetAddress> ipv4(String text) {
        if (!IPV4.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.");
        byte[] address = new byte[4];
        for (int i = 0; i < address.length; i++) {
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Optional.of(address(address));
    }

    /** An IPv6 address without brackets and without a zone. An IPv4-mapped one is given back as the IPv4 address. */
    static Optional<InetAddress> ipv6(String text) {
        if (!text.contains(":") || !IPV6_CHARACTERS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // In brackets the JDK takes it for a literal only and looks nothing up.
            return Optional.of(InetAddress.getByName("[" + text + "]"));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether resolvers may take this host for an IPv4 address: its last label is a number, decimal, octal or
     * hexadecimal (the rule of the WHATWG URL standard). What does and is not {@link #ipv4} is a disguise.
     */
    static boolean endsInNumber(String host) {
        return ENDS_IN_NUMBER.matcher(host).matches();
    }

    static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not 4 or 16 bytes", e);
        }
    }
}
