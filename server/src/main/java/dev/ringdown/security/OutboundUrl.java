package dev.ringdown.security;

import dev.ringdown.security.AddressRefusedException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A URL taken apart once, so that what is checked is what is dialled: no second parser reads it again.
 *
 * @param scheme  {@code http} or {@code https}
 * @param host    the host name in lower case without a trailing dot, or the IP address without brackets
 * @param port    1 to 65535, or -1 for the scheme's own
 * @param target  path and query as they were given; never empty
 * @param literal the address, when the host is one
 */
record OutboundUrl(String scheme, String host, int port, String target, Optional<InetAddress> literal) {

    /** @throws AddressRefusedException when no call can be made to a URL of this form, wherever it leads */
    static OutboundUrl parse(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.isOpaque()) {
            throw new AddressRefusedException(Reason.SCHEME);
        }
        String authority = uri.getRawAuthority();
        if (authority != null && authority.contains("@")) {
            throw new AddressRefusedException(Reason.USER_INFO);
        }
        if (uri.getHost() == null) {
            // java.net.URI knows no host where the authority is not plain: percent encodings, underscores, non-ASCII.
            throw new AddressRefusedException(Reason.HOST);
        }
        int port = uri.getPort();
        if (port == 0 || port > 65535) {
            throw new AddressRefusedException(Reason.PORT);
        }
        String host = uri.getHost();
        Optional<InetAddress> literal = literal(host);
        String name = literal.isPresent() ? host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT)
                : HostName.normalise(host).orElseThrow(() -> new AddressRefusedException(Reason.HOST));
        return new OutboundUrl(scheme, name, port, target(uri), literal);
    }

    private static Optional<InetAddress> literal(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? IpLiteral.ipv6(host.substring(1, host.length() - 1))
                : IpLiteral.ipv4(host);
    }

    private static String target(URI uri) {
        // ASCII, since a request line has no other characters; non-ASCII ones become percent encodings of UTF-8.
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }
}
