package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.AgentStatus;
import dev.ringdown.client.agentchat.model.Session;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.fixture.DeskAgent;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.response.Response;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How sessions begin, are shown and end, and what repeated wrong passwords cost. */
class SessionsIT {

    private static final int FAILURES_ENOUGH = 20;
    /** Long enough for another call to come in the meantime. */
    private static final int SECONDS_TO_SPARE = 3;

    private final DeskAgent agent = Desk.agents().agent();

    @Test
    void afterTheTimeThatIsToldTheRightPasswordLogsOnAndAllIsForgotten() {
        int seconds = Integer.parseInt(slowDown().header("Retry-After"));

        await().atMost(Duration.ofSeconds(seconds + 5L)).pollInterval(Duration.ofMillis(200))
                .until(() -> logon(agent.password()).statusCode() == 200);

        // One more failure costs nothing now: the success has wiped out those before.
        DeskRefusal.expect(401, "InvalidLogon", logon("wrong"));
        assertThat(logon(agent.password()).statusCode()).isEqualTo(200);
    }

    @Test
    void whileItLastsTheRightPasswordIsRefusedToo() {
        slowDownWithTimeToSpare();
        DeskRefusal.expect(429, "TooManyRequests", logon(agent.password()));
    }

    @Test
    void whoIsSlowedDownIsToldSoWhateverTheSpellingOfTheAddress() {
        slowDownWithTimeToSpare();
        DeskRefusal.expect(429, "TooManyRequests", AuthenticationApiIT.logon(AuthenticationApiIT.body(agent)
                .with("EmailAddress", agent.emailAddress().toUpperCase(java.util.Locale.ROOT))).send());
    }

    @Test
    void anUnknownAddressIsSlowedDownLikeAKnownOne() {
        JsonBody unknown = AuthenticationApiIT.body(agent).with("EmailAddress", Desk.customer());
        Response last = Stream.generate(() -> AuthenticationApiIT.logon(unknown).send()).limit(FAILURES_ENOUGH)
                .filter(response -> response.statusCode() != 401).findFirst().orElseThrow(() -> new AssertionError("never slowed down"));
        DeskRefusal.expect(429, "TooManyRequests", last);
    }

    @Test
    void failuresSlowDownNeitherOtherAgentsNorOtherNetworkAddresses() throws Exception {
        assumeTrue(InetAddress.getByName(SharedServer.get().url().getHost()).isLoopbackAddress(), "a second address to call from");
        slowDown();
        assertThat(AuthenticationApiIT.logon(AuthenticationApiIT.body(Desk.agents().agent())).send().statusCode()).isEqualTo(200);
        Call call = AuthenticationApiIT.logon(AuthenticationApiIT.body(agent));
        Response elsewhere = RestAssured.given().config(RestAssured.config().httpClient(HttpClientConfig.httpClientConfig()
                        .setParam("http.route.local-address", InetAddress.getByName("127.0.0.2"))))
                .contentType(call.contentType()).body(call.body()).queryParam("Version", "1").post(call.url());
        assertThat(elsewhere.statusCode()).as(elsewhere.asString()).isEqualTo(200);
    }

    @Test
    void whatAHeaderSaysOfTheNetworkAddressCountsForNothing() {
        slowDownWithTimeToSpare();
        Call call = AuthenticationApiIT.logon(AuthenticationApiIT.body(agent));
        Response forwarded = RestAssured.given().header("X-Forwarded-For", "192.0.2.7").header("Forwarded", "for=192.0.2.7")
                .contentType(call.contentType()).body(call.body()).queryParam("Version", "1").post(call.url());
        DeskRefusal.expect(429, "TooManyRequests", forwarded);
    }

    @Test
    void aSessionEndsAtOnce() {
        Seat seat = Seat.of(agent);
        assertThat(seat.get("AgentLogoff").send().statusCode()).isEqualTo(200);
        for (Call call : new Call[]{seat.get("KeepAlive"), seat.get("GetChats"), seat.grab(1), seat.say(1, "x"), seat.get("AgentLogoff")}) {
            DeskRefusal.expect(401, "InvalidSession", call.send());
            DeskRefusal.expect(401, "InvalidSession", call.withoutToken().withQuery("SessionToken", seat.session()).send());
        }
    }

    @Test
    void whoIsDisabledHasNoSessionAnyMore() {
        Seat seat = Seat.of(agent);
        Desk.agents().disable(agent);
        DeskRefusal.expect(401, "InvalidSession", seat.get("KeepAlive").send());
    }

    @Test
    void anAgentSeesOwnSessionsOnlyAndAManagerAll() throws ApiException {
        Seat seat = Seat.of(agent);
        Seat other = Desk.stranger();
        assertThat(seat.authentication().getSessions("1", null).getSessions()).extracting(Session::getAgentID).containsOnly(agent.id());
        assertThat(seat.authentication().getSessions("1", other.agent().id()).getSessions()).as("another agent's").isEmpty();
        assertThat(seat.authentication().getSessions("1", Long.MAX_VALUE).getSessions()).as("nobody's").isEmpty();
        Seat manager = Desk.manager();
        assertThat(manager.authentication().getSessions("1", Long.MAX_VALUE).getSessions()).isEmpty();
        assertThat(manager.authentication().getSessions("1", null).getSessions()).extracting(Session::getAgentID)
                .contains(agent.id(), other.agent().id(), manager.agent().id());
    }

    @Test
    void aSessionShowsWhereItsLogOnCameFrom() throws ApiException {
        assumeTrue("127.0.0.1".equals(SharedServer.get().url().getHost()), "an address that is known");
        Call logon = AuthenticationApiIT.logon(AuthenticationApiIT.body(agent));
        String longName = "Desk " + "x".repeat(600);
        assertThat(logon.withHeader("User-Agent", longName).withHeader("X-Forwarded-For", "192.0.2.7").send().statusCode()).isEqualTo(200);
        Seat seat = Seat.of(agent);
        List<Session> sessions = seat.authentication().getSessions("1", null).getSessions();
        assertThat(sessions).extracting(Session::getAddress).containsOnly("127.0.0.1");
        assertThat(sessions).extracting(Session::getUserAgent).contains(longName.substring(0, 512));
    }

    @Test
    void aManagerEndsASessionAndOpenChatsStay() throws ApiException {
        Desk desk = Desk.open();
        long chat = desk.openChat();
        Seat seat = desk.agent();
        DeskRefusal.expect(409, "OpenChatsHeld", seat.get("AgentLogoff").send());

        assertThat(Desk.manager().endSession(seat.newestSession()).send().statusCode()).as("never refused for open chats").isEqualTo(200);

        DeskRefusal.expect(401, "InvalidSession", seat.get("KeepAlive").send());
        assertThat(AgentsApiIT.agent(seat.agent().id()).getStatusID()).isEqualTo(AgentStatus.Offline);
        Seat colleague = desk.colleague();
        assertThat(Desk.all(colleague.chats().getChats("1", chat, null, null, null, null, null, null, null, null, null, null, null, null))
                .findFirst().orElseThrow().getAgentID()).isEqualTo(seat.agent().id());
    }

    @Test
    void openChatsDoNotKeepAnAgentWhereTheAccountAllowsIt() throws ApiException {
        Desk desk = Desk.openWithFreeLogoff();
        long chat = desk.openChat();
        Seat again = Seat.of(desk.agent().agent());
        assertThat(again.get("AgentLogoff").send().statusCode()).isEqualTo(200);
        assertThat(desk.chat(chat).getAgentID()).as("the chat stays with its holder").isEqualTo(desk.agent().agent().id());
    }

    @Test
    void theSessionTokenGoesInEitherPlace() {
        Seat seat = Seat.of(agent);
        assertThat(seat.get("KeepAlive").send().statusCode()).isEqualTo(200);
        assertThat(seat.get("KeepAlive").withoutToken().withQuery("SessionToken", seat.session()).send().statusCode()).isEqualTo(200);
    }

    @Test
    void theHeaderWinsOverTheParameter() {
        Seat seat = Seat.of(agent);
        assertThat(seat.get("KeepAlive").withQuery("SessionToken", "rubbish").send().statusCode()).isEqualTo(200);
        DeskRefusal.expect(401, "InvalidSession", seat.get("KeepAlive").withToken("rubbish").withQuery("SessionToken", seat.session()).send());
        DeskRefusal.expect(401, "InvalidSession", seat.get("KeepAlive").withToken("").withQuery("SessionToken", seat.session()).send());
    }

    @Test
    void aTokenOfTheHubIsNoSessionAndASessionNoTokenOfTheHub() {
        Seat seat = Seat.of(agent);
        Access access = Access.to(SharedServer.get());
        for (String token : new String[]{access.adminToken(), access.interactionToken()}) {
            DeskRefusal.expect(401, "InvalidSession", seat.get("KeepAlive").withToken(token).send());
            DeskRefusal.expect(401, "InvalidSession", seat.get("KeepAlive").withoutToken().withQuery("SessionToken", token).send());
        }
        Call hub = Call.of("GET", SharedServer.get().at(Api.HUB.basePath() + "/channels"), seat.session());
        Refusal.expect("401-104", hub.send());
        Refusal.expect("401-104", hub.withoutToken().withQuery("SessionToken", seat.session()).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.0.0", "1.0.2", "1.99999.0.12"})
    void everyVersionOneIsSpoken(String version) {
        assertThat(Seat.of(agent).get("KeepAlive").withQuery("Version", version).send().statusCode()).isEqualTo(200);
    }

    @Test
    void theSessionIsCheckedBeforeTheVersionAndTheVersionBeforeTheRest() {
        Seat seat = Seat.of(agent);
        DeskRefusal.expect(401, "InvalidSession", seat.get("GetChats").withoutToken().withQuery("Version", "2").send());
        // To an Agent this is 403 in the right version.
        Call notAllowed = seat.post("AssignChat").withQuery("ChatID", "1").withQuery("AgentID", "1");
        DeskRefusal.expect(403, "NotAllowed", notAllowed.send());
        DeskRefusal.expect(400, "InvalidVersion", notAllowed.withQuery("Version", "2").send()).naming("Version");
        DeskRefusal.expect(400, "InvalidVersion", DeskDoor.withoutVersion(notAllowed).send()).naming("Version");
        // The role comes before the form.
        DeskRefusal.expect(403, "NotAllowed", seat.post("AssignChat").send());
        DeskRefusal.expect(403, "NotAllowed", seat.post("CreateDepartment").withJson("{").send());
        // An open operation looks at the version first.
        DeskRefusal.expect(400, "InvalidVersion",
                AuthenticationApiIT.logon(AuthenticationApiIT.body(agent).with("Password", 7)).withQuery("Version", "2").send());
        DeskRefusal.expect(400, "InvalidVersion", Seat.call("POST", "AgentLogon", "rubbish").withQuery("Version", "2").withJson("{").send());
    }

    @Test
    void whereNoSessionIsNeededNoneIsLookedAt() {
        assertThat(AuthenticationApiIT.logon(AuthenticationApiIT.body(agent)).withToken("rubbish").send().statusCode()).isEqualTo(200);
    }

    @Test
    void noSuchOperationAndNoSuchMethodAnswerInTheDesksForm() {
        Seat seat = Seat.of(agent);
        DeskRefusal.expect(404, "NotFound", seat.get("GetEverything").send());
        DeskRefusal.expect(404, "NotFound", seat.get("getChats").send());
        DeskRefusal.expect(405, "MethodNotAllowed", seat.post("GetChats").send());
        DeskRefusal.expect(405, "MethodNotAllowed", seat.get("GrabChat").withQuery("ChatID", 1).send());
    }

    /** Logs on with wrong passwords until that is answered with 429. */
    private Response slowDown() {
        return Stream.generate(() -> logon("wrong")).limit(FAILURES_ENOUGH).filter(response -> response.statusCode() == 429).findFirst()
                .orElseThrow(() -> new AssertionError("never slowed down"));
    }

    /** The same, until the wait is long; it grows with each failure that is let through. */
    private void slowDownWithTimeToSpare() {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(100)).atMost(Duration.ofSeconds(30))
                .until(() -> logon("wrong"), response -> response.statusCode() == 429
                        && Integer.parseInt(response.header("Retry-After")) >= SECONDS_TO_SPARE);
    }

    private Response logon(String password) {
        return AuthenticationApiIT.logon(AuthenticationApiIT.body(agent).with("Password", password)).send();
    }
}
