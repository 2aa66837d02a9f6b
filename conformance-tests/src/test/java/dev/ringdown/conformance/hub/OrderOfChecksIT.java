package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request with several faults is judged in the contract's order: 401, 403, form, 404, rules; and 406, 413, 415 before the form. */
class OrderOfChecksIT {

    @ParameterizedTest
    @EnumSource
    void whoCallsComesFirst(Kind kind) {
        Call faulty = new Resource(kind).update(UUID.randomUUID().toString()).withJson("{").withQuery("sort", "name");
        Refusal.expect("401-104", faulty.withoutToken().send());
        Refusal.expect("401-104", faulty.withToken("rubbish").send());
        Refusal.expect("401-104", new Resource(kind).get("7").withoutToken().send());
    }

    @ParameterizedTest
    @EnumSource
    void thenTheScope(Kind kind) {
        String token = Access.to(SharedServer.get()).interactionToken();
        Refusal.expect("403-101", new Resource(kind).create().withJson("{").withToken(token).send());
        Refusal.expect("403-101", new Resource(kind).update(UUID.randomUUID().toString()).withJson("{").withToken(token).send());
        Refusal.expect("403-101", new Resource(kind).get("7").withToken(token).send());
        Refusal.expect("403-101", new Resource(kind).list().withQuery("sort", "name").withToken(token).send());
    }

    @ParameterizedTest
    @EnumSource
    void mediaTypesAndSizeComeBeforeTheForm(Kind kind) {
        Call malformed = new Resource(kind).create().withJson("{");
        Refusal.expect("415-101", malformed.withContentType("text/plain").send());
        Refusal.expect("406-101", malformed.withAccept("application/xml").send());
        Refusal.expect("413-101", Door.padded(malformed, Door.LARGEST_BODY + 1).send());
    }

    @ParameterizedTest
    @EnumSource
    void theFormComesBeforeTheSearch(Kind kind) {
        Call update = new Resource(kind).update(UUID.randomUUID().toString());
        Refusal.expect("400-100", update.withJson("{").send());
        Refusal.expect("400-101", update.withJson(kind.newBody().with("colour", "red")).send());
        Refusal.expect("400-119", update.withJson(kind.newBody().with(kind.key(), "")).send());
        Refusal.expect("400-143", update.withJson(kind.newBody().without(kind.key())).send());
        Refusal.expect("400-101", update.withQuery("sort", "name").send());
    }

    @ParameterizedTest
    @EnumSource
    void theSearchComesBeforeTheRules(Kind kind) {
        var resource = new Resource(kind);
        JsonBody taken = kind.newBody();
        resource.created(taken);
        Refusal.expect("404-101", resource.update(UUID.randomUUID().toString(), taken).send());
        Refusal.expect("404-101", resource.update(UUID.randomUUID().toString(), taken.with("modified", "2021-06-11T23:14:41.836Z")).send());
    }

    @ParameterizedTest
    @EnumSource
    void theLargestBodyIsTaken(Kind kind) {
        assertThat(Door.padded(new Resource(kind).create(), Door.LARGEST_BODY).send().statusCode()).isEqualTo(201);
    }
}
