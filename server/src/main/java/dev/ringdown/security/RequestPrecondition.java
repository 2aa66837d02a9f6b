package dev.ringdown.security;

import io.micronaut.http.HttpRequest;

/** What an API demands of every request after the caller is known and before it matters what the caller may do. */
public interface RequestPrecondition {

    /** @throws dev.ringdown.web.ApiException if the request is not taken; requests of other APIs are let through */
    void check(HttpRequest<?> request);
}
