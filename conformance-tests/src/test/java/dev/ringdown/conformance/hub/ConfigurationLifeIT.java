package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The one life that the six configuration resources share: create, read, replace, lock, list, delete. */
class ConfigurationLifeIT {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    @ParameterizedTest
    @EnumSource
    void answersWhatWasSentButSecrets(Kind kind) {
        var resource = new Resource(kind);
        JsonBody sent = kind.newBody();

        Response created = resource.create(sent).send();

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        assertThat(created.jsonPath().getMap("").keySet()).as("the answer to a create").containsExactly("id");
        String id = created.path("id");
        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        JsonBody read = resource.read(id);
        assertThat(read.at("id").asText()).isEqualTo(id);
        assertThat(read.at("created").asText()).matches(TIME);
        assertThat(read.at("modified").asText()).isEqualTo(read.at("created").asText());
        assertThat(withoutHubs(read)).isEqualTo(kind.shown(sent));
    }

    @ParameterizedTest
    @EnumSource
    void showsDefaultsAndLeavesOutWhatIsNot(Kind kind) {
        var resource = new Resource(kind);
        JsonBody sent = kind.minimalBody();

        JsonBody read = resource.read(resource.created(sent));

        assertThat(withoutHubs(read)).isEqualTo(kind.shown(sent).with("active", true));
    }

    @ParameterizedTest
    @EnumSource
    void takesBackWhatItAnswered(Kind kind) {
        var resource = new Resource(kind);
        String id = resource.created();
        JsonBody read = resource.read(id);

        resource.replaced(id, read);

        JsonBody again = resource.read(id);
        assertThat(again.without("modified")).isEqualTo(read.without("modified"));
        assertThat(modified(again)).isAfter(modified(read));
    }

    @ParameterizedTest
    @EnumSource
    void ignoresIdAndCreatedOfAReplacement(Kind kind) {
        var resource = new Resource(kind);
        String id = resource.created();
        JsonBody read = resource.read(id);

        resource.replaced(id, read.with("id", "7b6c5fff-036e-4a40-b68a-a67c592fc079").with("created", "2001-01-01T00:00:00.000Z"));

        assertThat(resource.read(id).without("modified")).isEqualTo(read.without("modified"));
        Refusal.expect("404-101", resource.get("7b6c5fff-036e-4a40-b68a-a67c592fc079").send());
    }

    @ParameterizedTest
    @EnumSource
    void replacesAsAWhole(Kind kind) {
        var resource = new Resource(kind);
        String id = resource.created();
        JsonBody minimal = kind.minimalBody();

        resource.replaced(id, minimal);

        assertThat(withoutHubs(resource.read(id))).isEqualTo(kind.shown(minimal).with("active", true));
    }

    @ParameterizedTest
    @EnumSource
    void canBeMadeInactiveAndActiveByLeavingItOut(Kind kind) {
        var resource = new Resource(kind);
        JsonBody body = kind.newBody();
        String id = resource.created(body.with("active", false));
        assertThat(resource.read(id).at("active").booleanValue()).isFalse();

        resource.replaced(id, body.without("active"));

        assertThat(resource.read(id).at("active").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void locksByModified(Kind kind) {
        var resource = new Resource(kind);
        String id = resource.created();
        JsonBody first = resource.read(id);
        resource.replaced(id, first.with("description", "second"));
        JsonBody second = resource.read(id);

        Refusal.expect("400-123", resource.update(id, first.with("description", "third")).send());

        assertThat(resource.read(id)).as("a refused replacement changes nothing").isEqualTo(second);
        resource.replaced(id, second.with("description", "third"));
        Refusal.expect("400-123", resource.update(id, second.with("description", "third")).send());
        resource.replaced(id, second.with("description", "fourth").without("modified"));
        assertThat(resource.read(id).at("description").asText()).isEqualTo("fourth");
    }

    @ParameterizedTest
    @EnumSource
    void takesModifiedInAnotherZone(Kind kind) {
        var resource = new Resource(kind);
        String id = resource.created();
        JsonBody read = resource.read(id);

        resource.replaced(id, read.with("modified", modified(read).atOffset(java.time.ZoneOffset.ofHours(2)).toString()));
    }

    @ParameterizedTest
    @EnumSource
    void risesStrictlyEvenWithinAMillisecond(Kind kind) {
        var resource = new Resource(kind);
        String id = resource.created();
        List<Instant> seen = new ArrayList<>(List.of(modified(resource.read(id))));
        for (int i = 0; i < 5; i++) {
            resource.replaced(id, resource.read(id).without("modified"));
            seen.add(modified(resource.read(id)));
        }
        assertThat(seen).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void letsOneOfManyWinTheLock(Kind kind) throws Exception {
        var resource = new Resource(kind);
        String id = resource.created();
        JsonBody read = resource.read(id);

        List<Response> answers = race(i -> resource.update(id, read.with("description", "writer " + i)));

        assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(204);
        answers.stream().filter(answer -> answer.statusCode() != 204).forEach(answer -> Refusal.expect("400-123", answer));
        int winner = IntStream.range(0, answers.size()).filter(i -> answers.get(i).statusCode() == 204).findFirst().orElseThrow();
        assertThat(resource.read(id).at("description").asText()).isEqualTo("writer " + winner);
    }

    @ParameterizedTest
    @EnumSource
    void letsOneOfManyTakeAKey(Kind kind) throws Exception {
        var resource = new Resource(kind);
        String key = kind.newBody().at(kind.key()).asText();
        int before = resource.count();

        List<Response> answers = race(i -> resource.create(kind.newBody().with(kind.key(), key)));

        assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(201);
        answers.stream().filter(answer -> answer.statusCode() != 201).forEach(answer -> Refusal.expect("400-120", answer));
        assertThat(resource.count()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void listsInTheOrderOfCreation(Kind kind) {
        var resource = new Resource(kind);
        List<String> made = IntStream.range(0, 5).mapToObj(i -> resource.created()).toList();
        // A change does not move a resource.
        resource.replaced(made.get(0), kind.newBody());

        List<String> twoByTwo = resource.ids(2);

        assertThat(twoByTwo).doesNotHaveDuplicates().hasSize(resource.count());
        assertThat(twoByTwo.subList(twoByTwo.size() - 5, twoByTwo.size())).isEqualTo(made);
        assertThat(resource.ids(100)).isEqualTo(twoByTwo);
        Response beyond = resource.list().withQuery("$pagenum", 1_000_000).withQuery("$pagesize", 100).send();
        assertThat(beyond.statusCode()).isEqualTo(200);
        assertThat(beyond.<List<?>>path(kind.listMember())).isEmpty();
        assertThat(beyond.<Integer>path("paginationInfo.count")).isEqualTo(twoByTwo.size());
        assertThat(beyond.<Integer>path("paginationInfo.pagenum")).isEqualTo(1_000_000);
        assertThat(beyond.<Integer>path("paginationInfo.pagesize")).isEqualTo(100);
        Response first = resource.list().send();
        assertThat(first.<Integer>path("paginationInfo.pagesize")).isEqualTo(25);
        assertThat(first.<List<?>>path(kind.listMember())).hasSize(Math.min(25, twoByTwo.size()));
    }

    @ParameterizedTest
    @EnumSource
    void listsWhatAGetAnswers(Kind kind) {
        var resource = new Resource(kind);
        String id = resource.created();

        Response last = resource.list().withQuery("$pagesize", 1).withQuery("$pagenum", resource.count()).send();

        JsonNode listed = JsonBody.parse(last.asString()).at(kind.listMember() + ".0");
        assertThat(listed).isEqualTo(resource.read(id).tree());
    }

    @ParameterizedTest
    @EnumSource
    void isGoneOnceDeleted(Kind kind) {
        var resource = new Resource(kind);
        JsonBody body = kind.newBody();
        String id = resource.created(body);
        int before = resource.count();

        resource.deleted(id);

        Refusal.expect("404-101", resource.get(id).send());
        Refusal.expect("404-101", resource.update(id, body).send());
        Refusal.expect("404-101", resource.delete(id).send());
        assertThat(resource.count()).isEqualTo(before - 1);
        assertThat(resource.ids(100)).doesNotContain(id);
        assertThat(resource.created(body)).as("its key is free again").isNotEqualTo(id);
    }

    /** What of an answer the hub itself has put in, but for active. */
    private static JsonBody withoutHubs(JsonBody read) {
        return read.without("id").without("created").without("modified");
    }

    private static Instant modified(JsonBody read) {
        assertThat(read.at("modified").asText()).matches(TIME);
        return Instant.parse(read.at("modified").asText());
    }

    private static List<Response> race(java.util.function.IntFunction<Call> callOf) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Response>> calls = IntStream.range(0, 8).mapToObj(callOf).map(call -> (Callable<Response>) call::send).toList();
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
