package dev.ringdown.conformance.receiver;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Issues the access tokens that a receiver asks for, and can declare all of them expired. */
public final class TokenIssuer {

    private final String memberPath;
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final AtomicInteger issued = new AtomicInteger();

    /**
     * An issuer.
     *
     * @param memberPath where the token lies in the JSON answer, such as {@code data.token}
     */
    public TokenIssuer(String memberPath) {
        this.memberPath = memberPath;
    }

    /** The place of the token in the way that an authentication of the hub names it. */
    public String accessTokenPath() {
        return "$." + memberPath;
    }

    /** How many tokens were asked for and given. */
    public int issued() {
        return issued.get();
    }

    /** From now on no token issued so far is good. */
    public void expireAll() {
        good.clear();
    }

    boolean isGood(String token) {
        return good.contains(token);
    }

    /** Makes a token and the JSON that tells it. */
    String issue() {
        String token = UUID.randomUUID().toString();
        good.add(token);
        issued.incrementAndGet();
        String json = '"' + token + '"';
        String[] members = memberPath.split("\\.");
        for (int i = members.length - 1; i >= 0; i--) {
            json = "{\"" + members[i] + "\":" + json + '}';
        }
        return json;
    }
}
