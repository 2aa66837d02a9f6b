package dev.ringdown.security;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are somewhere on the public internet, and which ones hand out a machine's credentials.
 * After the IANA special-purpose address registries. Of IPv6 only what is assigned for global unicast counts as
 * public, so a block that IANA gives a meaning tomorrow is refused today.
 */
final class AddressRanges {

    private static final List<AddressRange> SPECIAL_IPV4 = ranges(
            "0.0.0.0/8", // this host
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    private static final AddressRange GLOBAL_UNICAST = AddressRange.parse("2000::/3");

    private static final List<AddressRange> SPECIAL_IPV6 = ranges(
            "2001::/23", // protocol assignments, with Teredo and ORCHID
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20"); // documentation

    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");
    private static final AddressRange LOCAL_NAT64 = AddressRange.parse("64:ff9b:1::/48");
    private static final AddressRange COMPATIBLE = AddressRange.parse("::/96");
    private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");
    private static final AddressRange TEREDO = AddressRange.parse("2001::/32");

    /**
     * Where clouds answer a machine's questions about itself, its credentials among the answers. Whole blocks
     * where a cloud spreads such services over neighbouring addresses.
     */
    private static final List<AddressRange> METADATA = ranges(
            "169.254.169.0/24", // AWS, Azure, Google, OpenStack, Oracle and most others; AWS name and time servers
            "169.254.170.0/24", // credentials of AWS ECS tasks and EKS pods
            "169.254.0.23", // Tencent
            "169.254.10.10", // Tencent
            "169.254.42.42", // Scaleway
            "100.100.100.200", // Alibaba
            "168.63.129.16", // Azure's WireServer: a public address that only its own machines reach
            "192.0.0.192", // Oracle Classic
            "fd00:ec2::/32", // AWS
            "fd20:ce::254", // Google
            "fd00:42::42", // Scaleway
            "fe80::a9fe:a9fe"); // OpenStack

    private AddressRanges() {
    }

    /** Whether this address, or one that it carries inside, is a metadata service. */
    static boolean isMetadata(byte[] address) {
        return withCarried(address).anyMatch(each -> in(METADATA, each));
    }

    /** Whether this address is one of the public internet, and so is every one that it carries inside. */
    static boolean isPublic(byte[] address) {
        byte[] plain = plain(address);
        if (plain.length == 4) {
            return !in(SPECIAL_IPV4, plain);
        }
        // A network without IPv4 reaches public IPv4 hosts through NAT64: that is judged by where it leads.
        boolean reachable = NAT64.contains(plain) || GLOBAL_UNICAST.contains(plain) && !in(SPECIAL_IPV6, plain);
        return reachable && carried(plain).stream().noneMatch(each -> in(SPECIAL_IPV4, each));
    }

    /** The IPv4 address for an IPv4-mapped one, since that is where its packets go; else the address itself. */
    static byte[] plain(byte[] address) {
        if (address.length != 16) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        boolean mapped = address[10] == (byte) 0xff && address[11] == (byte) 0xff;
        return mapped ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    private static Stream<byte[]> withCarried(byte[] address) {
        byte[] plain = plain(address);
        return Stream.concat(Stream.of(plain), carried(plain).stream());
    }

    /** The IPv4 addresses to which tunnels and translators send what goes to this IPv6 address. */
    private static List<byte[]> carried(byte[] address) {
        if (address.length != 16) {
            return List.of();
        }
        List<byte[]> carried = new ArrayList<>();
        byte[] last = Arrays.copyOfRange(address, 12, 16);
        if (NAT64.contains(address) || COMPATIBLE.contains(address) || isIsatap(address)) {
            carried.add(last);
        }
        if (LOCAL_NAT64.contains(address)) {
            // RFC 6052 lets the operator of the translator choose where the four bytes stand.
            carried.add(last);
            carried.add(new byte[] {address[6], address[7], address[9], address[10]});
            carried.add(new byte[] {address[7], address[9], address[10], address[11]});
            carried.add(new byte[] {address[9], address[10], address[11], address[12]});
        }
        if (SIX_TO_FOUR.contains(address)) {
            carried.add(Arrays.copyOfRange(address, 2, 6));
        }
        if (TEREDO.contains(address)) {
            carried.add(Arrays.copyOfRange(address, 4, 8));
            for (int i = 0; i < last.length; i++) {
                last[i] = (byte) ~last[i];
            }
            carried.add(last);
        }
        return carried;
    }

    private static boolean isIsatap(byte[] address) {
        return (address[8] & 0xfd) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
    }

    private static boolean in(List<AddressRange> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }
}
