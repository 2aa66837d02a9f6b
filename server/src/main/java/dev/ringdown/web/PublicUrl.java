package dev.ringdown.web;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.server.EmbeddedServer;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where callers reach this server: {@code ringdown.public-url} ({@code RINGDOWN_PUBLIC_URL}), an http or https URL. Behind a proxy, or with several
 * nodes, it must be given; without it, it is the address that this server listens on at its own machine. Read at start, so that a wrong
 * one stops it then.
 */
@Context
public final class PublicUrl {

    private static final String PROPERTY = "ringdown.public-url";
    /** Leaves room for the longest address below it. */
    private static final int LONGEST = 1024;

    private final String given;
    private final BeanProvider<EmbeddedServer> server;

    PublicUrl(@Nullable @Property(name = PROPERTY) String given, BeanProvider<EmbeddedServer> server) {
        this.given = given == null || given.isBlank() ? null : checked(given.strip());
        this.server = server;
    }

    /** The address of a path of this server that begins with a slash. */
    public String of(String path) {
        return (given == null ? own(server.get()) : given) + path;
    }

    private static String own(EmbeddedServer server) {
        return server.getScheme() + "://127.0.0.1:" + server.getPort();
    }

    private static String checked(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null
                    || url.length() > LONGEST) {
                throw refusal();
            }
            return url.replaceAll("/+$", "");
        } catch (URISyntaxException e) {
            throw refusal();
        }
    }

    private static ConfigurationException refusal() {
        return new ConfigurationException(PROPERTY + " (RINGDOWN_PUBLIC_URL) must be where callers reach this server, such as"
                + " https://hub.example.com: an http or https URL without user, query or fragment, of at most " + LONGEST + " characters");
    }
}
