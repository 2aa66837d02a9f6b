package dev.ringdown.conformance.server;

import java.net.URI;

/**
 * A running server and the credentials that its first start was given.
 *
 * @param url             its root, without a slash at the end
 * @param adminId         client id of the administrator client
 * @param adminSecret     client secret of the administrator client
 * @param managerEmail    user name of the first Manager of the desk
 * @param managerPassword password of that Manager
 */
public record ServerUnderTest(URI url, String adminId, String adminSecret, String managerEmail, String managerPassword) {

    /** The administrator's client id where nothing else is said. */
    static final String DEFAULT_ADMIN_ID = "administrator";

    /** An absolute address on this server. */
    public URI at(String path) {
        return URI.create(url + path);
    }
}
