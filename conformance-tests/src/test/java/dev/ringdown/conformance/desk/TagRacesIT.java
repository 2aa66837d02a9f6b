package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.CreateDepartmentRequest;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of tags that meet: one is first, and the others are told so. */
class TagRacesIT {

    private static final int RACERS = 12;
    private static final int ROUNDS = 10;

    private final Seat manager = Desk.manager();

    @Test
    void ofManyThatRaceForANameOneWins() throws Exception {
        long group = TagsApiIT.group();
        String name = Unique.name("raced");
        oneWins("NameInUse", racing("CreateTag", i -> Map.of("TagGroupID", group, "TagName", spelt(name, i))));
        oneWins("NameInUse", racing("CreateTagGroup", i -> Map.of("TagGroupName", spelt(name, i))));
    }

    @Test
    void ofManyThatAreRenamedAlikeOneWins() throws Exception {
        long group = TagsApiIT.group();
        String name = Unique.name("raced");
        List<Long> tags = List.of(TagsApiIT.tag(group), TagsApiIT.tag(group), TagsApiIT.tag(group));
        List<Long> groups = List.of(TagsApiIT.group(), TagsApiIT.group(), TagsApiIT.group());
        oneWins("NameInUse", ChatLifeIT.atOnce(tags.stream().map(tag -> call("UpdateTag", Map.of("TagID", tag, "TagName", name))).toList()));
        oneWins("NameInUse", ChatLifeIT.atOnce(groups.stream()
                .map(each -> call("UpdateTagGroup", Map.of("TagGroupID", each, "TagGroupName", name))).toList()));
    }

    @Test
    void aTagIsDeletedOnce() throws Exception {
        long tag = TagsApiIT.tag(TagsApiIT.group());
        List<Response> responses = ChatLifeIT.atOnce(IntStream.range(0, RACERS)
                .mapToObj(i -> (Callable<Response>) () -> manager.post("DeleteTag").withQuery("TagID", tag).send()).toList());
        assertThat(responses).filteredOn(response -> response.statusCode() == 200).hasSize(1);
        responses.stream().filter(response -> response.statusCode() != 200).forEach(response -> DeskRefusal.expect(404, "NotFound", response));
    }

    @Test
    void noDepartmentUsesADeletedTag() throws Exception {
        long group = TagsApiIT.group();
        long department = department();
        for (int round = 0; round < ROUNDS; round++) {
            long tag = TagsApiIT.tag(group);
            List<Response> responses = ChatLifeIT.atOnce(List.of(
                    () -> manager.post("DeleteTag").withQuery("TagID", tag).send(),
                    call("UpdateDepartment", Map.of("DepartmentID", department, "TagIDs", List.of(tag))),
                    call("CreateDepartment", Map.of("DepartmentName", Unique.name("department"), "TagIDs", List.of(tag)))));
            if (responses.get(0).statusCode() == 200) {
                DeskRefusal.expect(404, "NotFound", responses.get(1)).naming("TagIDs[0]");
                DeskRefusal.expect(404, "NotFound", responses.get(2)).naming("TagIDs[0]");
            } else {
                DeskRefusal.expect(409, "TagInUse", responses.get(0));
                assertThat(responses.subList(1, 3)).extracting(Response::statusCode).contains(200);
            }
        }
    }

    @Test
    void ofARenamingAndADeletionThatMeetTheDeletionStands() throws Exception {
        long group = TagsApiIT.group();
        for (int round = 0; round < ROUNDS; round++) {
            long tag = TagsApiIT.tag(group);
            String name = Unique.name("renamed");
            List<Response> responses = ChatLifeIT.atOnce(List.of(() -> manager.post("DeleteTag").withQuery("TagID", tag).send(),
                    call("UpdateTag", Map.of("TagID", tag, "TagName", name))));
            assertThat(responses.get(0).statusCode()).isEqualTo(200);
            assertThat(responses.get(1).statusCode()).isIn(200, 404);
            assertThat(manager.get("GetTagGroups").send().asString()).doesNotContain(name);
        }
    }

    private long department() throws ApiException {
        return manager.client().departments().createDepartment(DeskClient.VERSION,
                new CreateDepartmentRequest().departmentName(Unique.name("department"))).getDepartmentID();
    }

    private static String spelt(String name, int racer) {
        return racer % 2 == 0 ? name : name.toUpperCase(Locale.ROOT);
    }

    private Callable<Response> call(String operation, Map<String, ?> body) {
        return () -> manager.post(operation, JsonBody.of(body)).send();
    }

    private List<Response> racing(String operation, IntFunction<Map<String, ?>> body) throws Exception {
        return ChatLifeIT.atOnce(IntStream.range(0, RACERS).mapToObj(i -> call(operation, body.apply(i))).toList());
    }

    private static void oneWins(String code, List<Response> responses) {
        assertThat(responses).filteredOn(response -> response.statusCode() == 200).hasSize(1);
        responses.stream().filter(response -> response.statusCode() != 200).forEach(response -> DeskRefusal.expect(409, code, response));
    }
}
