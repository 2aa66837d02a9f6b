package dev.ringdown.security;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of IP addresses in CIDR form.
 *
 * @param network the first address, 4 or 16 bytes
 * @param bits    how many leading bits all addresses of the block share
 */
record AddressRange(byte[] network, int bits) {

    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address.
     *
     * @throws IllegalArgumentException with a reason that can be shown to the operator
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] network = literal(address).map(InetAddress::getAddress).orElseThrow(() ->
                new IllegalArgumentException("'" + address + "' is not an IP address"));
        int width = network.length * 8;
        int bits = slash < 0 ? width : prefix(text.substring(slash + 1), width);
        if (address.contains(":") && network.length == 4) {
            throw new IllegalArgumentException("'" + text + "' is an IPv4 address in IPv6 form: write it as IPv4");
        }
        AddressRange range = new AddressRange(network, bits);
        if (!range.startsAtItsFirstAddress()) {
            throw new IllegalArgumentException("'" + text + "' has bits set beyond its prefix length");
        }
        return range;
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((address[whole] ^ network[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
    }

    private boolean startsAtItsFirstAddress() {
        for (int bit = bits; bit < network.length * 8; bit++) {
            if ((network[bit / 8] & (0x80 >> (bit % 8))) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<InetAddress> literal(String address) {
        return IpLiteral.ipv4(address).or(() -> IpLiteral.ipv6(address));
    }

    private static int prefix(String text, int width) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > width) {
            throw new IllegalArgumentException("'/" + text + "' is not a prefix length of 0 to " + width);
        }
        return Integer.parseInt(text);
    }
}
