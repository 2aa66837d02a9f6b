package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.server.SharedServer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every operation of the desk refuses before it looks at rules of its own. Each check is given a call that would otherwise pass. */
final class DeskDoor {

    /** The largest body that the server takes, in bytes. */
    static final int LARGEST_BODY = 16_777_216;

    private static Seat agent;

    private DeskDoor() {
    }

    /** Without a session, with rubbish in either place, with a token of the hub, and with a session that is not alone: 401 InvalidSession. */
    static void unauthorized(Call call) {
        String session = call.token();
        DeskRefusal.expect(401, "InvalidSession", call.withoutToken().send());
        DeskRefusal.expect(401, "InvalidSession", call.withToken("rubbish").send());
        DeskRefusal.expect(401, "InvalidSession", call.withToken("0123456789abcdef0123456789abcdef").send());
        DeskRefusal.expect(401, "InvalidSession", call.withToken(session.substring(0, session.length() - 1)).send());
        DeskRefusal.expect(401, "InvalidSession", call.withoutToken().withQuery("SessionToken", "rubbish").send());
        DeskRefusal.expect(401, "InvalidSession", call.withToken(Access.to(SharedServer.get()).adminToken()).send());
        DeskRefusal.expect(401, "InvalidSession", call.withToken(Access.to(SharedServer.get()).interactionToken()).send());
    }

    /** Missing, repeated, empty or of another version: 400 InvalidVersion. */
    static void invalidVersion(Call call) {
        DeskRefusal.expect(400, "InvalidVersion", withoutVersion(call).send()).naming("Version");
        for (String wrong : new String[]{"", "2", "1.", "v1", "1.0.0.0.0", "01", "1.123456", "one"}) {
            DeskRefusal.expect(400, "InvalidVersion", call.withQuery("Version", wrong).send()).naming("Version");
        }
        DeskRefusal.expect(400, "InvalidVersion", call.withQuery("Version", "1", "1").send()).naming("Version");
    }

    static Call withoutVersion(Call call) {
        Map<String, Object> query = new LinkedHashMap<>(call.query());
        query.remove("Version");
        return new Call(call.method(), call.url(), query, call.token(), call.accept(), call.contentType(), call.body());
    }

    /** 400 InvalidRequest, naming it; names of parameters are compared exactly. */
    static void unknownParameter(Call call) {
        DeskRefusal.expect(400, "InvalidRequest", call.withQuery("Sort", "1").send()).naming("Sort");
        DeskRefusal.expect(400, "InvalidRequest", call.withQuery("version", "1").send()).naming("version");
    }

    /** A ChatID that is missing, repeated or none: 400 InvalidRequest, naming it. */
    static void badChatId(Call withoutChatId) {
        badId(withoutChatId, "ChatID");
    }

    /** A required id in the query that is missing, repeated or none: 400 InvalidRequest, naming it. */
    static void badId(Call without, String name) {
        DeskRefusal.expect(400, "InvalidRequest", without.send()).naming(name);
        for (String wrong : new String[]{"", "0", "-1", "x", "1.5", "99999999999999999999"}) {
            DeskRefusal.expect(400, "InvalidRequest", without.withQuery(name, wrong).send()).naming(name);
        }
        DeskRefusal.expect(400, "InvalidRequest", without.withQuery(name, "1", "1").send()).naming(name);
    }

    /** A value in the body that is not one: 400 InvalidRequest, naming its field. */
    static void badField(Call call, JsonBody body, String place, Object... wrong) {
        String field = place.replaceAll("\\.(\\d+)", "[$1]");
        for (Object value : wrong) {
            DeskRefusal.expect(400, "InvalidRequest", call.withJson(body.with(place, value)).send()).naming(field);
        }
    }

    /** What is no id in a field of the body. */
    static void badIdField(Call call, JsonBody body, String place) {
        badField(call, body, place, 0, -1, 1.5, "1", true, null, List.of());
    }

    /** What is no name of one line and up to 100 characters. */
    static void badName(Call call, JsonBody body, String place) {
        badField(call, body, place, "", " ", " \t ", "\u2003", "\u00a0", "two\nlines", "two\rlines", "two\u0085lines", "two\u2028lines",
                "line\n", "x".repeat(101), 7, true, null, List.of());
    }

    /** What is no message text of up to 4096 characters. */
    static void badText(Call call, JsonBody body, String place) {
        badField(call, body, place, "x".repeat(4097), 7, true, null, List.of());
    }

    /** What is neither true nor false. */
    static void badBoolean(Call call, JsonBody body, String place) {
        badField(call, body, place, "true", 1, 0, null, List.of());
    }

    /** A Manager's operation, called by an Agent: 403 NotAllowed, whatever the form. */
    static void managersAlone(Call call) {
        Call byAgent = call.withToken(agent().session());
        DeskRefusal.expect(403, "NotAllowed", byAgent.send());
        if (call.body() != null) {
            DeskRefusal.expect(403, "NotAllowed", byAgent.withJson("{").send());
        }
    }

    private static synchronized Seat agent() {
        if (agent == null) {
            agent = Desk.stranger();
        }
        return agent;
    }

    static void notAcceptable(Call call) {
        DeskRefusal.expect(406, "NotAcceptable", call.withAccept("application/xml").send());
    }

    /** One byte more than is allowed, all of it JSON: 413. */
    static void tooLarge(Call call) {
        DeskRefusal.expect(413, "RequestTooLarge", padded(call, LARGEST_BODY + 1).send());
    }

    /** The same JSON, with spaces before it up to this length. */
    static Call padded(Call call, int length) {
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(call.body(), 0, padded, length - call.body().length, call.body().length);
        return call.withBody(call.contentType(), padded);
    }

    static void unsupportedMediaType(Call call) {
        DeskRefusal.expect(415, "UnsupportedMediaType", call.withContentType("text/plain").send());
        DeskRefusal.expect(415, "UnsupportedMediaType", call.withContentType("application/x-www-form-urlencoded").send());
    }

    /** What is no JSON, or JSON that breaks the rules that all bodies keep: 400 InvalidRequest. */
    static void badBody(Call call) {
        for (String wrong : new String[]{"", "{", "[]", "null", "7", "{} {}", "{\"Unknown\":1}"}) {
            assertThat(call.withJson(wrong).send().statusCode()).as(wrong).isEqualTo(400);
            DeskRefusal.expect(400, "InvalidRequest", call.withJson(wrong).send());
        }
    }
}
