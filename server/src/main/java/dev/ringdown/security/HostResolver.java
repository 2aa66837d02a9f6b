package dev.ringdown.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where the addresses of a host name come from. The one in use asks the machine's own resolver (hosts file, DNS);
 * the guard and the client take whatever is given, so an installation or a test can answer otherwise.
 */
@FunctionalInterface
public interface HostResolver {

    /**
     * Looks a name up now. May block for as long as the machine's resolver does.
     *
     * @param host a host name in lower case, never an address
     * @return its addresses in the order in which they should be tried; not empty
     * @throws UnknownHostException when the name has no address, or none can be found out
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
