package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.conversationmanager.model.ClientScope;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code POST /oauth2/token}: the client credentials grant of RFC 6749 with its own form of errors (contract, "Access"). */
class TokenEndpointIT {

    private static final String MANAGE = "app.conversation.conversationmgr.interaction.manage";
    private static final String READ = "app.conversation.conversationmgr.interaction.read";
    private static final String LONG = "https://api.egain.cloud/auth/";

    private final Access access = Access.to(SharedServer.get());
    private final RegisteredApplication application = new HubFixtures(SharedServer.get()).application()
            .role("customer", References.CALLBACK).createWithCredentials();

    @Test
    void answersATokenOfFifteenMinutes() {
        HttpResponse<String> answer = access.requestToken(form());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonBody body = JsonBody.parse(answer.body());
        assertThat(body.at("token_type").asText()).isEqualToIgnoringCase("Bearer");
        assertThat(body.at("expires_in").asInt()).isEqualTo(900);
        assertThat(body.at("access_token").asText()).isNotBlank();
        assertThat(scopes(answer)).containsExactlyInAnyOrder(MANAGE, READ);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    }

    @Test
    void takesBasicInsteadOfTheForm() {
        String basic = "Basic " + Base64.getEncoder().encodeToString((application.id() + ":" + application.credentials().clientSecret())
                .getBytes(StandardCharsets.UTF_8));
        assertThat(access.requestToken(Map.of("grant_type", "client_credentials"), "Authorization", basic).statusCode()).isEqualTo(200);
        HttpResponse<String> wrong = access.requestToken(Map.of("grant_type", "client_credentials"), "Authorization", "Basic eDp5");
        error(wrong, 401, "invalid_client");
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
    }

    @Test
    void givesTheScopesAskedForInEitherSpelling() {
        assertThat(scopes(access.requestToken(with("scope", READ)))).containsExactly(READ);
        assertThat(scopes(access.requestToken(with("scope", LONG + READ)))).extracting(scope -> scope.replace(LONG, "")).containsExactly(READ);
        assertThat(scopes(access.requestToken(with("scope", MANAGE + ' ' + LONG + READ)))).hasSize(2);
        for (String all : List.of(".default", LONG + ".default")) {
            assertThat(scopes(access.requestToken(with("scope", all)))).as(all).containsExactlyInAnyOrder(MANAGE, READ);
        }
    }

    @Test
    void givesNoScopeThatWasNotGranted() {
        error(access.requestToken(with("scope", "app.conversation.conversationmgr.manage")), 400, "invalid_scope");
        error(access.requestToken(with("scope", READ + " app.conversation.conversationmgr.read")), 400, "invalid_scope");
        error(access.requestToken(with("scope", "other")), 400, "invalid_scope");
    }

    @Test
    void refusesWhoItDoesNotKnowAlike() {
        HttpResponse<String> wrongSecret = access.requestToken(with("client_secret", "wrong"));
        HttpResponse<String> unknownClient = access.requestToken(with("client_id", "unknown"));
        error(wrongSecret, 401, "invalid_client");
        error(unknownClient, 401, "invalid_client");
        assertThat(wrongSecret.body()).isEqualTo(unknownClient.body());
        error(access.requestToken(with("client_id", ClientScope.values()[0].toString())), 401, "invalid_client");
    }

    @Test
    void refusesWhatIsNoSuchRequest() {
        error(access.requestToken(with("grant_type", "password")), 400, "unsupported_grant_type");
        Map<String, String> none = form();
        none.remove("grant_type");
        error(access.requestToken(none), 400, "invalid_request");
        Map<String, String> noSecret = form();
        noSecret.remove("client_secret");
        assertThat(access.requestToken(noSecret).statusCode()).isIn(400, 401);
    }

    @Test
    void takesPostAndFormsOnly() {
        var url = SharedServer.get().at("/oauth2/token");
        assertThat(Call.of("GET", url, null).send().statusCode()).isEqualTo(405);
        Response json = Call.of("POST", url, null).withJson(JsonBody.of(form())).send();
        assertThat(json.statusCode()).isIn(400, 415);
        assertThat(json.asString()).doesNotContain("access_token");
    }

    @Test
    void aTokenOpensWhatItsScopesSayAndNothingElse() {
        Resource channels = new Resource(Kind.CHANNEL);
        Refusal.expect("403-101", channels.list().withToken(application.token()).send());
        String session = "0123456789abcdef0123456789abcdef";
        Refusal.expect("401-104", channels.list().withToken(session).send());
    }

    private static Set<String> scopes(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Set.of(JsonBody.parse(answer.body()).at("scope").asText().split(" "));
    }

    private static void error(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JsonBody.parse(answer.body()).at("error").asText()).isEqualTo(error);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    private Map<String, String> with(String field, String value) {
        Map<String, String> form = form();
        form.put(field, value);
        return form;
    }

    private Map<String, String> form() {
        return new LinkedHashMap<>(Map.of("grant_type", "client_credentials", "client_id", application.id().toString(), "client_secret",
                application.credentials().clientSecret()));
    }
}
