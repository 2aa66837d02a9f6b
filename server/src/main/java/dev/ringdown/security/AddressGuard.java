package dev.ringdown.security;

import dev.ringdown.security.AddressRefusedException.Reason;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the server from being used to reach what only it can reach: its own machine, its network, its cloud's
 * metadata service. Every URL that a user gives goes through here twice: {@link #check} when it is saved, so that
 * its author hears of it, and again in {@link GuardedHttpClient}, on the very address that is dialled, since a name
 * may have another address by then. Only the second is the protection.
 *
 * <p>Open are the addresses of the public internet, and what the operator's list opens (see
 * {@link AllowedDestinations}). Metadata services are never open, whatever the list says.
 */
@Singleton
public final class AddressGuard {

    /** How long a URL that is being saved waits for its name to be looked up. */
    private static final long LOOKUP_SECONDS = 3;

    /** Names of metadata services. Most lead to addresses that are refused anyway; some clouds have several. */
    private static final Set<String> METADATA_HOSTS = Set.of(
            "metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal",
            "metadata.tencentyun.com", "metadata.platformequinix.com", "api.metadata.cloud.ibm.com");

    private final AllowedDestinations allowed;
    private final HostLookup lookup;

    AddressGuard(AllowedDestinations allowed, HostLookup lookup) {
        this.allowed = allowed;
        this.lookup = lookup;
    }

    /**
     * Checks a URL that is being saved: its form, and each address that its host has now. A name that has no
     * address, or none within 3 seconds, is let through: a receiver may be set up before its name is, and when it
     * is dialled the address is checked anyway. Blocks while the name is looked up.
     *
     * @throws AddressRefusedException saying why; its message may be shown to the caller
     */
    public void check(URI uri) {
        OutboundUrl url = OutboundUrl.parse(uri);
        if (isMetadataHost(url.host()) || !addressesNow(url).stream().allMatch(address -> isOpen(url, address))) {
            throw new AddressRefusedException(Reason.ADDRESS);
        }
    }

    /**
     * {@linkplain #check(URI) Checks} a URL that is still a text.
     *
     * @return the URL
     * @throws AddressRefusedException also when it is no URL
     */
    public URI check(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new AddressRefusedException(Reason.FORM);
        }
        check(uri);
        return uri;
    }

    /**
     * The addresses that may be dialled for a URL, in the order in which to try them; never empty. Fails with
     * {@link AddressRefusedException} when the host has addresses but none is open, else as {@link HostLookup} does.
     */
    CompletableFuture<List<InetAddress>> dialable(OutboundUrl url) {
        if (isMetadataHost(url.host())) {
            return CompletableFuture.failedFuture(new AddressRefusedException(Reason.ADDRESS));
        }
        return addresses(url).thenApply(addresses -> {
            List<InetAddress> open = addresses.stream().filter(address -> isOpen(url, address)).toList();
            if (open.isEmpty()) {
                throw new CompletionException(new AddressRefusedException(Reason.ADDRESS));
            }
            return open;
        });
    }

    private boolean isOpen(OutboundUrl url, InetAddress address) {
        byte[] bytes = address.getAddress();
        if (AddressRanges.isMetadata(bytes)) {
            return false;
        }
        return allowed.containsHost(url.host())
                || allowed.containsAddress(AddressRanges.plain(bytes))
                || AddressRanges.isPublic(bytes);
    }

    private static boolean isMetadataHost(String host) {
        return METADATA_HOSTS.contains(host);
    }

    private CompletableFuture<List<InetAddress>> addresses(OutboundUrl url) {
        return url.literal()
                .map(address -> CompletableFuture.completedFuture(List.of(address)))
                .orElseGet(() -> lookup.addresses(url.host()));
    }

    private List<InetAddress> addressesNow(OutboundUrl url) {
        return addresses(url)
                .completeOnTimeout(List.of(), LOOKUP_SECONDS, TimeUnit.SECONDS)
                .exceptionally(noAddress -> List.of())
                .join();
    }
}
