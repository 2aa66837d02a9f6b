package dev.ringdown.web;

import io.micronaut.http.HttpMethod;

import java.util.List;
import java.util.Map;

/**
 * One operation as its contract states it.
 *
 * @param id                  the operationId
 * @param method              the HTTP method
 * @param path                the whole path on this server, with the base path of its API; parameters in braces
 * @param requiredPermissions any one of them suffices: scopes on the hub, role names on the desk
 * @param open                whether it may be called without logging on ({@code security: []})
 * @param queryParameters     its query parameters by name; others are refused
 * @param takesJson           whether it has a request body, and that in JSON alone
 */
public record ContractOperation(String id, HttpMethod method, String path, List<String> requiredPermissions, boolean open,
                                Map<String, ParameterSchema> queryParameters, boolean takesJson) {

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /** Whether a request's path is one of this operation's, whatever values its parameters have. */
    boolean matches(String[] segments) {
        String[] own = path.split("/", -1);
        if (own.length != segments.length) {
            return false;
        }
        for (int i = 0; i < own.length; i++) {
            if (isParameter(own[i]) ? segments[i].isEmpty() : !own[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }
}
