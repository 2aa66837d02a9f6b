package dev.ringdown.conformance.benchmark;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A call of the desk's API with all that it takes.
 *
 * @param query   without the version, which every call has
 * @param body    null for a call without one
 * @param session whose token
 */
record DeskRequest(String method, String operation, String query, String body, String session) {

    static DeskRequest get(String operation, String session, Object... parameters) {
        return new DeskRequest("GET", operation, query(parameters), null, session);
    }

    static DeskRequest post(String operation, String session, Object... parameters) {
        return new DeskRequest("POST", operation, query(parameters), null, session);
    }

    static DeskRequest json(String operation, String session, String body) {
        return new DeskRequest("POST", operation, "", body, session);
    }

    /** Names and values in turn. */
    private static String query(Object... parameters) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            query.append('&').append(parameters[i]).append('=').append(URLEncoder.encode(parameters[i + 1].toString(), StandardCharsets.UTF_8));
        }
        return query.toString();
    }
}
