package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.CannedResponse;
import dev.ringdown.client.agentchat.model.CreateCannedResponseRequest;
import dev.ringdown.client.agentchat.model.UpdateCannedResponseRequest;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.testspec.agentchat.CannedResponsesApiTestSpec;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag CannedResponses. */
class CannedResponsesApiIT implements CannedResponsesApiTestSpec {

    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final String NAME = "CannedResponseName";
    private static final String TEXT = "CannedResponseText";

    private final Seat manager = Desk.manager();

    @Test
    @Override
    public void createCannedResponse200() throws ApiException {
        String text = " Good day,\nhow can I help? \uD83D\uDE00\n";
        String name = Unique.name("greeting");

        long id = manager.client().cannedResponses().createCannedResponse(DeskClient.VERSION,
                new CreateCannedResponseRequest().cannedResponseName("  " + name + " ").cannedResponseText(text)).getCannedResponseID();

        assertThat(response(id)).isEqualTo(new CannedResponse().cannedResponseID(id).cannedResponseName(name).cannedResponseText(text));
        created("Zwölf \uD83D\uDE00 " + Unique.name("x"), "\uD83D\uDE00".repeat(4096));
    }

    @Test
    void aNameOfTheGreatestLengthInAnyScriptIsAName() throws ApiException {
        String name = longest(Unique.name(""));
        long id = created(name, "x");
        assertThat(response(id).getCannedResponseName()).isEqualTo(name);
        DeskRefusal.expect(409, "NameInUse", create(body(name)).send()).naming(NAME);
    }

    @Test
    @Override
    public void createCannedResponse400() {
        JsonBody body = body(Unique.name("refused"));
        refusals(create(body), body);
        DeskRefusal.expect(400, "InvalidRequest", create(body.without(NAME)).send()).naming(NAME);
        DeskRefusal.expect(400, "InvalidRequest", create(body.without(TEXT)).send()).naming(TEXT);
    }

    @Test
    @Override
    public void createCannedResponse401() {
        DeskDoor.unauthorized(create(body(Unique.name("refused"))));
    }

    @Test
    @Override
    public void createCannedResponse403() {
        DeskDoor.managersAlone(create(body(Unique.name("refused"))));
    }

    @Test
    @Override
    public void createCannedResponse406() throws ApiException {
        String name = Unique.name("refused");
        DeskDoor.notAcceptable(create(body(name)));
        assertThat(names()).as("nothing was changed").doesNotContain(name);
    }

    @Test
    @Override
    public void createCannedResponse409() throws ApiException {
        String name = Unique.name("Taken-Ä");
        long id = created(name, "x");
        for (String same : new String[]{name, " " + name + "\u2003", name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT),
            name.replace("Ä", "A\u0308")}) {
            DeskRefusal.expect(409, "NameInUse", create(body(same)).send()).naming(NAME);
        }
        assertThat(response(id).getCannedResponseText()).isEqualTo("x");
        created(name.replace("Ä", "A"), "another name");
        created(name.replace("Ä", "\uD83D\uDE00"), "so is this");
        created(name.replace("Ä", "\uD83D\uDE01"), "and this");
    }

    @Test
    void ofManyThatRaceForANameOneWins() throws Exception {
        String name = Unique.name("raced");
        List<Response> responses = ChatLifeIT.atOnce(IntStream.range(0, 12)
                .mapToObj(i -> (Callable<Response>) () -> create(body(i % 2 == 0 ? name : name.toUpperCase(Locale.ROOT))).send()).toList());
        assertThat(responses).filteredOn(response -> response.statusCode() == 200).hasSize(1);
        responses.stream().filter(response -> response.statusCode() != 200).forEach(response -> DeskRefusal.expect(409, "NameInUse", response));
    }

    @Test
    void ofManyThatAreRenamedAlikeOneWins() throws Exception {
        String name = Unique.name("raced");
        List<Long> ids = List.of(created(), created(), created(), created());
        List<Response> responses = ChatLifeIT.atOnce(ids.stream()
                .map(id -> (Callable<Response>) () -> update(JsonBody.of(Map.of("CannedResponseID", id, NAME, name))).send()).toList());
        assertThat(responses).filteredOn(response -> response.statusCode() == 200).hasSize(1);
        responses.stream().filter(response -> response.statusCode() != 200).forEach(response -> DeskRefusal.expect(409, "NameInUse", response));
        assertThat(names()).filteredOn(name::equals).hasSize(1);
    }

    @Test
    @Override
    public void createCannedResponse413() {
        DeskDoor.tooLarge(create(body(Unique.name("refused"))));
    }

    @Test
    @Override
    public void createCannedResponse415() {
        DeskDoor.unsupportedMediaType(create(body(Unique.name("refused"))));
    }

    @Test
    @Override
    public void deleteCannedResponse200() throws ApiException {
        String name = Unique.name("gone");
        long id = created(name, "x");

        assertThat(delete(id).send().asString()).isEqualTo("{}");

        assertThat(names()).doesNotContain(name);
        assertThat(created(name, "the name is free again")).isNotEqualTo(id);
    }

    @Test
    @Override
    public void deleteCannedResponse400() throws ApiException {
        long id = created();
        DeskDoor.invalidVersion(delete(id));
        DeskDoor.unknownParameter(delete(id));
        DeskDoor.badId(manager.post("DeleteCannedResponse"), "CannedResponseID");
        assertThat(response(id)).as("nothing was changed").isNotNull();
    }

    @Test
    @Override
    public void deleteCannedResponse401() throws ApiException {
        DeskDoor.unauthorized(delete(created()));
    }

    @Test
    @Override
    public void deleteCannedResponse403() throws ApiException {
        DeskDoor.managersAlone(delete(created()));
        DeskDoor.managersAlone(delete(UNKNOWN));
        DeskDoor.managersAlone(manager.post("DeleteCannedResponse"));
    }

    @Test
    @Override
    public void deleteCannedResponse404() throws ApiException {
        DeskRefusal.expect(404, "NotFound", delete(UNKNOWN).send()).naming("CannedResponseID");
        long id = created();
        assertThat(delete(id).send().statusCode()).isEqualTo(200);
        DeskRefusal.expect(404, "NotFound", delete(id).send()).naming("CannedResponseID");
    }

    @Test
    @Override
    public void deleteCannedResponse406() throws ApiException {
        long id = created();
        DeskDoor.notAcceptable(delete(id));
        assertThat(response(id)).as("nothing was changed").isNotNull();
    }

    @Test
    @Override
    public void getCannedResponses200() throws ApiException {
        String mark = Unique.name("sorted");
        for (String name : new String[]{"Über-", "ärger-", "Zebra-", "apfel-", "Uhr-"}) {
            created(name + mark, "x");
        }
        List<String> sorted = List.of("apfel-" + mark, "ärger-" + mark, "Über-" + mark, "Uhr-" + mark, "Zebra-" + mark);
        assertThat(names()).filteredOn(name -> name.endsWith(mark)).as("by name, as people sort").isEqualTo(sorted);
        Response asAgent = Desk.stranger().get("GetCannedResponses").send();
        assertThat(asAgent.statusCode()).isEqualTo(200);
        assertThat(asAgent.jsonPath().getList("CannedResponses.CannedResponseName", String.class)).isEqualTo(names());
    }

    @Test
    @Override
    public void getCannedResponses400() {
        DeskDoor.invalidVersion(manager.get("GetCannedResponses"));
        DeskDoor.unknownParameter(manager.get("GetCannedResponses"));
    }

    @Test
    @Override
    public void getCannedResponses401() {
        DeskDoor.unauthorized(manager.get("GetCannedResponses"));
    }

    @Test
    @Override
    public void getCannedResponses406() {
        DeskDoor.notAcceptable(manager.get("GetCannedResponses"));
    }

    @Test
    @Override
    public void updateCannedResponse200() throws ApiException {
        String name = Unique.name("before");
        String renamed = Unique.name("after");
        long id = created(name, "before");

        assertThat(change(new UpdateCannedResponseRequest().cannedResponseID(id).cannedResponseText("after"))).isEqualTo(id);
        assertThat(response(id)).isEqualTo(new CannedResponse().cannedResponseID(id).cannedResponseName(name).cannedResponseText("after"));
        change(new UpdateCannedResponseRequest().cannedResponseID(id).cannedResponseName(renamed));
        change(new UpdateCannedResponseRequest().cannedResponseID(id).cannedResponseName(renamed));
        assertThat(response(id)).isEqualTo(new CannedResponse().cannedResponseID(id).cannedResponseName(renamed).cannedResponseText("after"));
        change(new UpdateCannedResponseRequest().cannedResponseID(id));
        assertThat(response(id).getCannedResponseName()).as("nothing given, nothing changed").isEqualTo(renamed);
        change(new UpdateCannedResponseRequest().cannedResponseID(id).cannedResponseName(renamed.toUpperCase(Locale.ROOT)));
        assertThat(response(id).getCannedResponseName()).as("the own name is not in the way").isEqualTo(renamed.toUpperCase(Locale.ROOT));
        created(name, "the old name is free again");
    }

    @Test
    @Override
    public void updateCannedResponse400() throws ApiException {
        String name = Unique.name("kept");
        long id = created(name, "kept");
        JsonBody body = body(Unique.name("refused")).with("CannedResponseID", id);
        refusals(update(body), body);
        DeskRefusal.expect(400, "InvalidRequest", update(body.without("CannedResponseID")).send()).naming("CannedResponseID");
        DeskDoor.badIdField(update(body), body, "CannedResponseID");
        assertThat(response(id)).as("nothing was changed")
                .isEqualTo(new CannedResponse().cannedResponseID(id).cannedResponseName(name).cannedResponseText("kept"));
    }

    @Test
    @Override
    public void updateCannedResponse401() throws ApiException {
        DeskDoor.unauthorized(update(JsonBody.of(Map.of("CannedResponseID", created()))));
    }

    @Test
    @Override
    public void updateCannedResponse403() throws ApiException {
        DeskDoor.managersAlone(update(JsonBody.of(Map.of("CannedResponseID", created()))));
        DeskDoor.managersAlone(update(JsonBody.of(Map.of("CannedResponseID", UNKNOWN))));
    }

    @Test
    @Override
    public void updateCannedResponse404() throws ApiException {
        String taken = Unique.name("taken");
        created(taken, "x");
        DeskRefusal.expect(404, "NotFound", update(JsonBody.of(Map.of("CannedResponseID", UNKNOWN))).send()).naming("CannedResponseID");
        DeskRefusal.expect(404, "NotFound", update(JsonBody.of(Map.of("CannedResponseID", UNKNOWN, NAME, taken))).send()).naming("CannedResponseID");
        DeskRefusal.expect(400, "InvalidRequest", update(JsonBody.of(Map.of("CannedResponseID", UNKNOWN, TEXT, ""))).send()).naming(TEXT);
    }

    @Test
    @Override
    public void updateCannedResponse406() throws ApiException {
        long id = created();
        DeskDoor.notAcceptable(update(JsonBody.of(Map.of("CannedResponseID", id, TEXT, "refused"))));
        assertThat(response(id).getCannedResponseText()).as("nothing was changed").isEqualTo("x");
    }

    @Test
    @Override
    public void updateCannedResponse409() throws ApiException {
        String taken = Unique.name("Taken");
        String name = Unique.name("kept");
        created(taken, "x");
        long id = created(name, "kept");
        JsonBody body = JsonBody.of(Map.of("CannedResponseID", id, NAME, taken.toUpperCase(Locale.ROOT), TEXT, "refused"));
        DeskRefusal.expect(409, "NameInUse", update(body).send()).naming(NAME);
        assertThat(response(id)).as("nothing was changed")
                .isEqualTo(new CannedResponse().cannedResponseID(id).cannedResponseName(name).cannedResponseText("kept"));
    }

    @Test
    @Override
    public void updateCannedResponse413() throws ApiException {
        DeskDoor.tooLarge(update(JsonBody.of(Map.of("CannedResponseID", created()))));
    }

    @Test
    @Override
    public void updateCannedResponse415() throws ApiException {
        DeskDoor.unsupportedMediaType(update(JsonBody.of(Map.of("CannedResponseID", created()))));
    }

    /** A name of 100 characters that take the most bytes as they compare. */
    static String longest(String end) {
        return "\uD834\uDD60".repeat(100 - end.length()) + end;
    }

    private static void refusals(Call call, JsonBody body) {
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        DeskDoor.badBody(call);
        DeskDoor.badName(call, body, NAME);
        DeskDoor.badText(call, body, TEXT);
        DeskDoor.badField(call, body, TEXT, "");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(body.with("Text", "x")).send()).naming("Text");
    }

    private static JsonBody body(String name) {
        return JsonBody.of(Map.of(NAME, name, TEXT, "x"));
    }

    private Call create(JsonBody body) {
        return manager.post("CreateCannedResponse", body);
    }

    private Call update(JsonBody body) {
        return manager.post("UpdateCannedResponse", body);
    }

    private Call delete(long id) {
        return manager.post("DeleteCannedResponse").withQuery("CannedResponseID", id);
    }

    private long created() throws ApiException {
        return created(Unique.name("response"), "x");
    }

    private long created(String name, String text) throws ApiException {
        return manager.client().cannedResponses().createCannedResponse(DeskClient.VERSION,
                new CreateCannedResponseRequest().cannedResponseName(name).cannedResponseText(text)).getCannedResponseID();
    }

    private long change(UpdateCannedResponseRequest change) throws ApiException {
        return manager.client().cannedResponses().updateCannedResponse(DeskClient.VERSION, change).getCannedResponseID();
    }

    private List<CannedResponse> all() throws ApiException {
        return manager.client().cannedResponses().getCannedResponses(DeskClient.VERSION).getCannedResponses();
    }

    private List<String> names() throws ApiException {
        return all().stream().map(CannedResponse::getCannedResponseName).toList();
    }

    private CannedResponse response(long id) throws ApiException {
        return all().stream().filter(response -> response.getCannedResponseID() == id).findFirst().orElse(null);
    }
}
