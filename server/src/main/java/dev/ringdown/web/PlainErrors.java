package dev.ringdown.web;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

/** The error body of what belongs to neither API: health, metrics, the docs page, unknown addresses. */
final class PlainErrors implements ErrorFormat {

    static final PlainErrors INSTANCE = new PlainErrors();

    private PlainErrors() {
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Object body(Failure failure, String message, @Nullable String field) {
        return new Body(failure.status().getCode(), message);
    }

    @Introspected
    record Body(int status, String message) {
    }
}
