package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.ClientCredentials;
import dev.ringdown.client.conversationmanager.model.ClientCredentialsCreate;
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
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The credentials of client applications: made, rotated, revoked, and what becomes of their tokens. */
class CredentialsIT {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final HubFixtures fixtures = new HubFixtures(SharedServer.get());
    private final Access access = Access.to(SharedServer.get());
    private final Resource applications = new Resource(Kind.CLIENT_APPLICATION);

    @Test
    void theDefaultIsTheTwoInteractionScopes() throws ApiException {
        ClientCredentials made = make(fixtures.application().role("customer", References.CALLBACK).create(), null);
        assertThat(made.getScopes()).containsExactlyInAnyOrder(ClientScope.APP_CONVERSATION_CONVERSATIONMGR_INTERACTION_MANAGE,
                ClientScope.APP_CONVERSATION_CONVERSATIONMGR_INTERACTION_READ);
        assertThat(made.getPreviousSecretExpires()).isNull();
        assertThat(java.util.Base64.getDecoder().decode(made.getWebhookSecret().substring("whsec_".length())))
                .as("the key of the webhook signatures").hasSizeBetween(24, 64);
    }

    @Test
    void anEmptyObjectIsTheDefaultToo() {
        Response made = post(applications.created(), access.adminToken(), "{}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.<List<String>>path("scopes")).hasSize(2);
    }

    @Test
    void aRepeatedScopeCountsOnce() {
        Response made = post(applications.created(), access.adminToken(), "{\"scopes\":[\"app.conversation.conversationmgr.read\",\"app.conversation.conversationmgr.read\"]}");
        assertThat(made.<List<String>>path("scopes")).containsExactly("app.conversation.conversationmgr.read");
    }

    @Test
    void wrongScopesAreRefused() {
        String id = applications.created();
        for (String wrong : List.of("{\"scopes\":[]}", "{\"scopes\":null}", "{\"scopes\":\"app.conversation.conversationmgr.read\"}",
                "{\"scopes\":[\"other\"]}", "{\"scopes\":[7]}", "{\"scopes\":[null]}")) {
            Refusal.expect("400-119", post(id, access.adminToken(), wrong));
        }
        Refusal.expect("400-101", post(id, access.adminToken(), "{\"scope\":\"x\"}")).naming("scope");
        Refusal.expect("400-100", post(id, access.adminToken(), "{"));
        assertThat(access.requestToken(form(id, "none")).statusCode()).as("no credentials were made").isEqualTo(401);
    }

    @Test
    void nobodyGivesMoreThanTheyHave() {
        String manager = access.tokenWithScope(ClientScope.APP_CONVERSATION_CONVERSATIONMGR_MANAGE.toString());
        String id = applications.created();
        Refusal.expect("403-101", post(id, manager, "{\"scopes\":[\"app.conversation.conversationmgr.read\"]}"));
        assertThat(post(id, manager, "{\"scopes\":[\"app.conversation.conversationmgr.manage\"]}").statusCode()).isEqualTo(201);
        assertThat(post(id, manager, "{\"scopes\":[\"app.conversation.conversationmgr.interaction.read\"]}").statusCode()).isEqualTo(201);
    }

    @Test
    void aSecretIsShownOnceOnly() {
        RegisteredApplication application = fixtures.application().role("customer", References.CALLBACK).createWithCredentials();
        String read = applications.get(application.id().toString()).send().asString();
        assertThat(read).doesNotContain(application.credentials().clientSecret()).doesNotContain(application.credentials().webhookSecret());
    }

    @Test
    void rotationLeavesTheFormerSecretAndEndsTheOneBefore() throws ApiException {
        UUID id = fixtures.application().role("customer", References.CALLBACK).create();
        String first = make(id, null).getClientSecret();
        OffsetDateTime before = OffsetDateTime.now();
        ClientCredentials second = make(id, null);
        assertThat(second.getClientSecret()).isNotEqualTo(first);
        assertThat(Duration.between(before, second.getPreviousSecretExpires())).isBetween(Duration.ofHours(24).minusMinutes(1), Duration.ofHours(24).plusMinutes(1));
        assertThat(token(id, first).statusCode()).isEqualTo(200);
        assertThat(token(id, second.getClientSecret()).statusCode()).isEqualTo(200);

        String third = make(id, null).getClientSecret();

        assertThat(token(id, first).statusCode()).isEqualTo(401);
        assertThat(token(id, second.getClientSecret()).statusCode()).isEqualTo(200);
        assertThat(token(id, third).statusCode()).isEqualTo(200);
    }

    @Test
    void scopesAreSetAnewByEachRotation() throws ApiException {
        UUID id = fixtures.application().role("customer", References.CALLBACK).create();
        make(id, List.of(ClientScope.APP_CONVERSATION_CONVERSATIONMGR_READ));
        ClientCredentials again = make(id, null);
        assertThat(again.getScopes()).doesNotContain(ClientScope.APP_CONVERSATION_CONVERSATIONMGR_READ);
        assertThat(token(id, again.getClientSecret()).body()).doesNotContain("conversationmgr.read");
    }

    @Test
    void tokensDieWithinASecondOfARevocation() throws ApiException {
        RegisteredApplication application = reader();
        String token = application.token();
        assertThat(read(token).statusCode()).isEqualTo(200);

        fixtures.admin().clientApplications().deleteClientCredentials(application.id());

        await().atMost(A_SECOND).until(() -> read(token).statusCode() == 401);
        Refusal.expect("401-104", read(token));
        assertThat(token(application.id(), application.credentials().clientSecret()).statusCode()).isEqualTo(401);
        ClientCredentials anew = make(application.id(), List.of(ClientScope.APP_CONVERSATION_CONVERSATIONMGR_READ));
        assertThat(anew.getPreviousSecretExpires()).isNull();
        Refusal.expect("401-104", read(token));
    }

    @Test
    void tokensDieWithinASecondOfTheApplicationsDeletion() {
        RegisteredApplication application = reader();
        String token = application.token();
        assertThat(read(token).statusCode()).isEqualTo(200);

        applications.deleted(application.id().toString());

        await().atMost(A_SECOND).until(() -> read(token).statusCode() == 401);
        assertThat(token(application.id(), application.credentials().clientSecret()).statusCode()).isEqualTo(401);
    }

    @Test
    void tokensAreRefusedWhileTheApplicationIsInactive() {
        RegisteredApplication application = reader();
        String token = application.token();
        JsonBody read = applications.read(application.id().toString());

        applications.replaced(application.id().toString(), read.with("active", false));

        await().atMost(A_SECOND).until(() -> read(token).statusCode() == 401);
        assertThat(token(application.id(), application.credentials().clientSecret()).statusCode()).isEqualTo(401);
        applications.replaced(application.id().toString(), read.without("modified"));
        await().atMost(A_SECOND).until(() -> token(application.id(), application.credentials().clientSecret()).statusCode() == 200);
    }

    @Test
    void replacingTheApplicationLeavesItsCredentials() {
        RegisteredApplication application = reader();
        String token = application.token();
        String id = application.id().toString();

        applications.replaced(id, applications.read(id).with("description", "changed"));

        assertThat(read(token).statusCode()).isEqualTo(200);
        assertThat(token(application.id(), application.credentials().clientSecret()).statusCode()).isEqualTo(200);
    }

    private RegisteredApplication reader() {
        return fixtures.application().role("customer", References.CALLBACK)
                .createWithCredentials(ClientScope.APP_CONVERSATION_CONVERSATIONMGR_READ);
    }

    private ClientCredentials make(UUID id, List<ClientScope> scopes) throws ApiException {
        return fixtures.admin().clientApplications().createClientCredentials(id,
                scopes == null ? null : new ClientCredentialsCreate().scopes(scopes));
    }

    private Response post(String id, String token, String json) {
        return Call.of("POST", SharedServer.get().at(applications.kind().path() + '/' + id + "/credentials"), token).withJson(json).send();
    }

    private Response read(String token) {
        return new Resource(Kind.CHANNEL).list().withQuery("$pagesize", 1).withToken(token).send();
    }

    private HttpResponse<String> token(UUID id, String secret) {
        return access.requestToken(form(id.toString(), secret));
    }

    private static Map<String, String> form(String id, String secret) {
        return Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret);
    }
}
