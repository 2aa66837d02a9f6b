package dev.ringdown.conformance.receiver;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who is let in at a receiver, by the Authorization header. */
@FunctionalInterface
public interface Guard {

    /** Everybody. */
    Guard NONE = authorization -> true;

    boolean lets(String authorization);

    /** Only who knows this user name and password. */
    static Guard basic(String username, String password) {
        String expected = "Basic " + Base64.getEncoder().encodeToString((username + ':' + password).getBytes(StandardCharsets.UTF_8));
        return expected::equals;
    }

    /** Only who has a token of this issuer that has not expired. */
    static Guard bearer(TokenIssuer issuer) {
        return authorization -> authorization != null && authorization.startsWith("Bearer ")
                && issuer.isGood(authorization.substring("Bearer ".length()));
    }
}
