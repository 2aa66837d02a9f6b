package dev.ringdown.web;

import io.micronaut.core.annotation.Nullable;

/** How one API words an error: every API has its own codes and its own error body, for all that can go wrong under its base path. */
public interface ErrorFormat {

    /** The start of the paths that this format answers for, without a slash at its end. */
    String basePath();

    /**
     * The body of an error that the server itself found.
     *
     * @param failure what went wrong
     * @param message what a client developer should read
     * @param field   the contract's name of the field or parameter at fault, if one is
     */
    Object body(Failure failure, String message, @Nullable String field);
}
