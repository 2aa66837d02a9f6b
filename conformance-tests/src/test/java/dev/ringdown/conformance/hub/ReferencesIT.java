package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources refer to what exists and fits; what is referred to cannot be deleted, nor lose what it is needed for. */
class ReferencesIT {

    private final HubFixtures fixtures = new HubFixtures(SharedServer.get());
    private final Resource authentications = new Resource(Kind.AUTHENTICATION);
    private final Resource applications = new Resource(Kind.CLIENT_APPLICATION);
    private final Resource participants = new Resource(Kind.PARTICIPANT);
    private final Resource channels = new Resource(Kind.CHANNEL);
    private final Resource orchestrations = new Resource(Kind.ORCHESTRATION);
    private final Resource accounts = new Resource(Kind.ACCOUNT);

    @ParameterizedTest
    @CsvSource({
        "CLIENT_APPLICATION, roles.0.authentication.id",
        "PARTICIPANT, application.id",
        "ORCHESTRATION, applications.botConfiguration.bots.0.id",
        "ORCHESTRATION, applications.botConfiguration.bots.0.participant.id",
        "ORCHESTRATION, applications.botConfiguration.bots.0.onEscalation.agent.id",
        "ORCHESTRATION, applications.customerConfiguration.customer.id",
        "ACCOUNT, channel.id",
        "ACCOUNT, chatConfigurations.orchestration.id"
    })
    void mustExistAndBeOfTheRightKind(Kind kind, String place) {
        var resource = new Resource(kind);
        String id = resource.created();
        JsonBody before = resource.read(id);
        // Every kind is somebody's wrong kind: accounts are referred to by nobody.
        for (Object wrong : new Object[]{UUID.randomUUID(), accounts.created()}) {
            JsonBody body = kind.newBody().with(place, wrong);
            Refusal.expect("400-121", resource.create(body).send()).naming(place);
            Refusal.expect("400-121", resource.update(id, body).send()).naming(place);
        }
        Refusal.expect("400-119", resource.create(kind.newBody().with(place, "7")).send()).naming(place);
        assertThat(resource.read(id)).isEqualTo(before);
    }

    @Test
    void mustBeAnAgentWhereAgentsServe() {
        JsonBody body = orchestrations.kind().exampleBody("orchestration-without-bot-create.yaml");
        for (UUID wrong : new UUID[]{UUID.randomUUID(), References.shared().customer, References.shared().botApplication}) {
            Refusal.expect("400-121", orchestrations.create(body.with("applications.agentConfiguration.agents.0.id", wrong)).send())
                    .naming("applications.agentConfiguration.agents.0.id");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "applications.botConfiguration.bots.0.id",
        "applications.botConfiguration.bots.0.onEscalation.agent.id",
        "applications.customerConfiguration.customer.id"
    })
    void mustHaveTheRoleOfTheirPlace(String place) {
        UUID notices = fixtures.application().role("business_notification", References.CALLBACK).create();
        Refusal.expect("400-121", orchestrations.create(orchestrations.kind().newBody().with(place, notices)).send());
    }

    @Test
    void aBotBelongsToItsApplication() throws ApiException {
        UUID other = fixtures.application().role("custom_bot", References.CALLBACK).create();
        JsonBody body = orchestrations.kind().newBody();
        Refusal.expect("400-121", orchestrations.create(body.with("applications.botConfiguration.bots.0.id", other)).send());
        Refusal.expect("400-121",
                orchestrations.create(body.with("applications.botConfiguration.bots.0.participant.id", fixtures.bot(other))).send());
    }

    @Test
    void aParticipantsApplicationHasTheRoleOfItsType() {
        Refusal.expect("400-121", participants.create(participants.kind().newBody().with("application.id", References.shared().customer)).send())
                .naming("application.id");
        Refusal.expect("400-121", participants.create(participants.kind().newBody().with("type", "egain_bot")).send());
    }

    @Test
    void inactiveOnesMayBeReferredTo() {
        UUID inactive = fixtures.application().role("custom_bot", References.CALLBACK).inactive().create();
        participants.created(participants.kind().newBody().with("application.id", inactive));
    }

    @Test
    void somebodyMustServe() {
        JsonBody nobody = orchestrations.kind().newBody().without("applications.botConfiguration");
        Refusal.expect("400-143", orchestrations.create(nobody).send());
        Refusal.expect("400-143", orchestrations.update(orchestrations.created(), nobody).send());
    }

    @Test
    void anAuthenticationInUseStays() {
        String authentication = authentications.created();
        String user = applications.created(applications.kind().newBody().with("roles.0.authentication.id", authentication));
        inUseBy(user, authentications, authentication);
        applications.replaced(user, applications.read(user).without("roles.0.authentication"));
        authentications.deleted(authentication);
    }

    @Test
    void anApplicationInUseStays() throws ApiException {
        UUID application = fixtures.application().role("custom_bot", References.CALLBACK).create();
        UUID participant = fixtures.bot(application);
        inUseBy(participant.toString(), applications, application.toString());
        participants.deleted(participant.toString());
        applications.deleted(application.toString());
    }

    @Test
    void aCustomerApplicationOfAnOrchestrationStays() throws ApiException {
        UUID customer = fixtures.application().role("customer", References.CALLBACK).create();
        UUID orchestration = fixtures.orchestration(customer, References.shared().agent);
        inUseBy(orchestration.toString(), applications, customer.toString());
        orchestrations.deleted(orchestration.toString());
        applications.deleted(customer.toString());
    }

    @Test
    void aParticipantInUseStays() throws ApiException {
        String participant = fixtures.bot(References.shared().botApplication).toString();
        String orchestration = orchestrations.created(
                orchestrations.kind().newBody().with("applications.botConfiguration.bots.0.participant.id", participant));
        inUseBy(orchestration, participants, participant);
        orchestrations.deleted(orchestration);
        participants.deleted(participant);
    }

    @Test
    void aChannelInUseStays() {
        String channel = channels.created();
        String account = accounts.created(accounts.kind().newBody().with("channel.id", channel));
        inUseBy(account, channels, channel);
        accounts.deleted(account);
        channels.deleted(channel);
    }

    @Test
    void anOrchestrationInUseStays() {
        String orchestration = orchestrations.created();
        String account = accounts.created(accounts.kind().newBody().with("chatConfigurations.orchestration.id", orchestration));
        inUseBy(account, orchestrations, orchestration);
        accounts.deleted(account);
        orchestrations.deleted(orchestration);
    }

    @Test
    void aRoleInUseStays() throws ApiException {
        UUID id = fixtures.application().role("custom_bot", References.CALLBACK).role("customer", References.CALLBACK).create();
        UUID participant = fixtures.bot(id);
        JsonBody read = applications.read(id.toString());

        Refusal.expect("400-122", applications.update(id.toString(), read.without("roles.0")).send()).mentioning(participant.toString());

        assertThat(applications.read(id.toString())).isEqualTo(read);
        applications.replaced(id.toString(), read.without("roles.1"));
    }

    @Test
    void aRoleThatAnOrchestrationReliesOnStays() throws ApiException {
        UUID id = fixtures.application().role("customer", References.CALLBACK).role("custom_agent", References.CALLBACK).create();
        UUID orchestration = fixtures.orchestration(id, References.shared().agent);
        JsonBody read = applications.read(id.toString());

        Refusal.expect("400-122", applications.update(id.toString(), read.without("roles.0")).send()).mentioning(orchestration.toString());
        applications.replaced(id.toString(), read.without("roles.1"));
    }

    @Test
    void aParticipantInUseKeepsItsTypeAndApplication() throws ApiException {
        UUID application = fixtures.application().role("custom_bot", References.CALLBACK).role("egain_bot", References.CALLBACK).create();
        String participant = fixtures.bot(application).toString();
        String orchestration = orchestrations.created(orchestrations.kind().newBody()
                .with("applications.botConfiguration.bots.0.id", application)
                .with("applications.botConfiguration.bots.0.participant.id", participant));
        JsonBody read = participants.read(participant);

        Refusal.expect("400-122", participants.update(participant, read.with("type", "egain_bot")).send()).mentioning(orchestration);
        Refusal.expect("400-122", participants.update(participant,
                read.with("application.id", References.shared().botApplication)).send()).mentioning(orchestration);

        orchestrations.deleted(orchestration);
        participants.replaced(participant, read.with("type", "egain_bot"));
    }

    @Test
    void anAccountOnAnOwnChannelNeedsACustomerConfiguration() {
        String without = orchestrations.created(orchestrations.kind().newBody().without("applications.customerConfiguration"));
        JsonBody body = accounts.kind().newBody().with("chatConfigurations.orchestration.id", without);
        Refusal.expect("400-121", accounts.create(body).send());

        String orchestration = orchestrations.created();
        String account = accounts.created(body.with("chatConfigurations.orchestration.id", orchestration));
        Refusal.expect("400-122", orchestrations.update(orchestration,
                orchestrations.read(orchestration).without("applications.customerConfiguration")).send()).mentioning(account);
        accounts.deleted(account);
        orchestrations.replaced(orchestration, orchestrations.read(orchestration).without("applications.customerConfiguration"));
    }

    @Test
    void anAccountWithoutCustomerConfigurationHoldsItsChannelToEgainsOwnTypes() {
        String channel = channels.created(channels.kind().newBody().with("type", "email"));
        try {
            String without = orchestrations.created(orchestrations.kind().newBody().without("applications.customerConfiguration"));
            String account = accounts.created(accounts.kind().newBody().with("channel.id", channel)
                    .with("chatConfigurations.orchestration.id", without));
            Refusal.expect("400-122", channels.update(channel, channels.kind().newBody()).send()).mentioning(account);
            accounts.deleted(account);
        } finally {
            channels.deleted(channel);
        }
    }

    @Test
    void theDeskOfTheServerIsNotToBeTouched() throws ApiException {
        String desk = fixtures.deskId().toString();
        JsonBody read = applications.read(desk);
        assertThat(read.at("roles.0.name").asText()).isEqualTo("custom_agent");
        assertThat(read.at("roles.0.callback").asText()).isEqualTo("https://desk.invalid/");

        Refusal.expect("400-122", applications.update(desk, read).send());
        Refusal.expect("400-122", applications.update(desk).send());
        Refusal.expect("400-122", applications.delete(desk).send());
        Refusal.expect("400-122", Resource.call("POST", applications.kind().path() + '/' + desk + "/credentials").send());
        Refusal.expect("400-120", applications.create(applications.kind().newBody().with("name", " Ringdown-Desk ")).send()).naming("name");

        assertThat(applications.read(desk)).isEqualTo(read);
    }

    private static void inUseBy(String user, Resource used, String id) {
        JsonBody before = used.read(id);
        Refusal.expect("400-122", used.delete(id).send()).mentioning(user);
        assertThat(used.read(id)).isEqualTo(before);
    }
}
