package dev.ringdown.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A name server for tests: each look-up of a name takes its next answer; the last one stays. */
final class Names implements HostResolver {

    private final Map<String, Queue<List<InetAddress>>> answers = new ConcurrentHashMap<>();

    Names with(String host, String... addresses) {
        answers.computeIfAbsent(host, name -> new ArrayDeque<>())
                .add(Stream.of(addresses).map(Names::address).toList());
        return this;
    }

    @Override
    public synchronized List<InetAddress> resolve(String host) throws UnknownHostException {
        Queue<List<InetAddress>> left = answers.get(host);
        if (left == null) {
            throw new UnknownHostException(host);
        }
        return left.size() > 1 ? left.remove() : left.peek();
    }

    static AddressGuard guard(HostResolver names, String... allowed) {
        return new AddressGuard(new AllowedDestinations(List.of(allowed)), new HostLookup(names));
    }

    private static InetAddress address(String literal) {
        return IpLiteral.ipv4(literal).or(() -> IpLiteral.ipv6(literal)).orElseThrow();
    }
}
