package dev.ringdown.security;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call to a URL that a user gave. Its text form shows neither header values nor the body nor the URL's query:
 * they may hold secrets.
 */
public final class OutboundRequest {

    record Header(String name, String value) {
    }

    private final String method;
    private final URI uri;
    private final List<Header> headers;
    private final byte[] body;

    private OutboundRequest(Builder builder) {
        this.method = builder.method;
        this.uri = builder.uri;
        this.body = builder.body;
        List<Header> all = new ArrayList<>(builder.own.values());
        builder.given.stream().filter(header -> !builder.own.containsKey(header.name())).forEach(all::add);
        this.headers = List.copyOf(all);
    }

    /**
     * Starts a request.
     *
     * @param method an HTTP method in capitals, such as {@code POST}
     * @param uri    where to; not checked before the call is made
     */
    public static Builder to(String method, URI uri) {
        return new Builder(method, uri);
    }

    String method() {
        return method;
    }

    URI uri() {
        return uri;
    }

    List<Header> headers() {
        return headers;
    }

    Optional<byte[]> body() {
        return Optional.ofNullable(body);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getHost();
    }

    /** Collects a request. Where the server and the user set the same header, the server's counts. */
    public static final class Builder {

        private final String method;
        private final URI uri;
        private final TreeMap<String, Header> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final List<Header> given = new ArrayList<>();
        private byte[] body;

        private Builder(String method, URI uri) {
            if (!method.matches("[A-Z]{1,20}")) {
                throw new IllegalArgumentException("not an HTTP method: " + method);
            }
            this.method = method;
            this.uri = Objects.requireNonNull(uri);
        }

        /**
         * Sets a header of the server's own, such as {@code Authorization} or {@code webhook-id}.
         *
         * @throws IllegalArgumentException when name or value have a form that cannot be sent
         */
        public Builder header(String name, String value) {
            refuse(HttpHeaderRules.formObjection(name, value));
            own.put(name, new Header(name, value));
            return this;
        }

        /**
         * Adds a header that a user gave.
         *
         * @throws IllegalArgumentException when {@link HttpHeaderRules#objection} has one
         */
        public Builder givenHeader(String name, String value) {
            refuse(HttpHeaderRules.objection(name, value));
            given.add(new Header(name, value));
            return this;
        }

        /** Sets the body; the array must not be changed afterwards. Without this call there is none. */
        public Builder body(byte[] bytes) {
            this.body = bytes;
            return this;
        }

        public OutboundRequest build() {
            return new OutboundRequest(this);
        }

        private static void refuse(Optional<String> objection) {
            objection.ifPresent(text -> {
                throw new IllegalArgumentException(text);
            });
        }
    }
}
