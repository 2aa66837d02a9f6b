package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;

/** What every operation of the hub refuses before it looks at rules of its own. Each check is given a call that would otherwise pass. */
final class Door {

    /** The largest body that the hub takes, in bytes. */
    static final int LARGEST_BODY = 16_777_216;

    private Door() {
    }

    /** Without a token, with one that is none, and with a good one in a wrong scheme: 401-104. */
    static void unauthorized(Call call) {
        challenged(call.withoutToken().send());
        challenged(call.withToken("rubbish").send());
        challenged(call.withToken("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbmlzdHJhdG9yIn0.").send());
        challenged(call.withToken(call.token().substring(0, call.token().length() - 2)).send());
    }

    private static void challenged(Response response) {
        Refusal.expect("401-104", response);
        assertThat(response.header("WWW-Authenticate")).as("WWW-Authenticate").startsWith("Bearer");
    }

    /** With a token that carries both interaction scopes, which open no configuration: 403-101. */
    static void forbidden(Call call) {
        Refusal.expect("403-101", call.withToken(Access.to(SharedServer.get()).interactionToken()).send());
    }

    /** For an id that nothing has, and for such as are none: 404-101. */
    static void notFound(Function<String, Call> callOf) {
        Refusal.expect("404-101", callOf.apply(UUID.randomUUID().toString()).send());
        Refusal.expect("404-101", callOf.apply("7").send());
        Refusal.expect("404-101", callOf.apply("zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz").send());
        Refusal.expect("404-101", callOf.apply(UUID.randomUUID() + "0").send());
    }

    static void notAcceptable(Call call) {
        Refusal.expect("406-101", call.withAccept("application/xml").send());
    }

    /** One byte more than is allowed, all of it JSON: 413-101. */
    static void tooLarge(Call call) {
        Refusal.expect("413-101", padded(call, LARGEST_BODY + 1).send());
    }

    /** The same JSON, with spaces before it up to this length. */
    static Call padded(Call call, int length) {
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(call.body(), 0, padded, length - call.body().length, call.body().length);
        return call.withBody(call.contentType(), padded);
    }

    static void unsupportedMediaType(Call call) {
        Refusal.expect("415-101", call.withContentType("text/plain").send());
        Refusal.expect("415-101", call.withContentType("application/x-www-form-urlencoded").send());
    }

    /** 400-101, naming it. */
    static void unknownParameter(Call call) {
        Refusal.expect("400-101", call.withQuery("sort", "name").send()).naming("sort");
    }

    /** Page numbers and sizes outside their limits, or no integers: 400-119, naming the parameter. */
    static void badPaging(Call list) {
        for (String wrong : new String[]{"0", "-1", "1000001", "x", "1.5", "99999999999"}) {
            Refusal.expect("400-119", list.withQuery("$pagenum", wrong).send()).naming("$pagenum");
        }
        for (String wrong : new String[]{"0", "-1", "101", "x", "1.5"}) {
            Refusal.expect("400-119", list.withQuery("$pagesize", wrong).send()).naming("$pagesize");
        }
        unknownParameter(list);
    }
}
