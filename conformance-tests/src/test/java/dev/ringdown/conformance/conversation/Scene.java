package dev.ringdown.conformance.conversation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.ringdown.client.conversationmanager.ApiClient;
import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.AccountCreate;
import dev.ringdown.client.conversationmanager.model.AccountEntryPoint;
import dev.ringdown.client.conversationmanager.model.AgentConfiguration;
import dev.ringdown.client.conversationmanager.model.AgentUnavailability;
import dev.ringdown.client.conversationmanager.model.BotConfigurationInput;
import dev.ringdown.client.conversationmanager.model.CaseManagement;
import dev.ringdown.client.conversationmanager.model.ChannelCreate;
import dev.ringdown.client.conversationmanager.model.ClientApplicationReplace;
import dev.ringdown.client.conversationmanager.model.CustomerConfiguration;
import dev.ringdown.client.conversationmanager.model.OnEscalation;
import dev.ringdown.client.conversationmanager.model.OrchestrationApplicationsInput;
import dev.ringdown.client.conversationmanager.model.OrchestrationBot;
import dev.ringdown.client.conversationmanager.model.OrchestrationCreate;
import dev.ringdown.client.conversationmanager.model.OrchestrationReplace;
import dev.ringdown.client.conversationmanager.model.ParticipantReplace;
import dev.ringdown.client.conversationmanager.model.ResourceReference;
import dev.ringdown.conformance.fixture.ApplicationFixture;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.DeskLine;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.server.ServerDatabase;
import dev.ringdown.conformance.server.ServerUnderTest;
import dev.ringdown.conformance.server.SharedServer;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An account of its own with a customer application, bots and agent applications, all of them called back for real. In the making: each
 * method adds to what the account will be, {@link #open} makes it.
 */
final class Scene {

    private static final CallbackReceiver RECEIVER = CallbackReceiver.start();
    /** The department that a fresh desk has. */
    private static final String FIRST_DEPARTMENT = "1";

    private final ServerUnderTest server = SharedServer.get();
    private final HubFixtures fixtures = new HubFixtures(server);
    private final OrchestrationApplicationsInput applications = new OrchestrationApplicationsInput();
    private final List<UUID> participants = new ArrayList<>();
    private final List<Side> bots = new ArrayList<>();
    private final CaseManagement cases = new CaseManagement();
    private final Side customer = side("customer");
    private Consumer<ChannelCreate> onChannel = channel -> { };
    private Consumer<AccountCreate> onAccount = account -> { };
    private Connector connector;
    private UUID orchestration;

    static Scene of() {
        return new Scene();
    }

    /** A new client application of one role. */
    static Side side(String role) {
        return sides(role).get(0);
    }

    /** A new client application of several roles, each called back at a path of its own. */
    static List<Side> sides(String... roles) {
        ServerUnderTest server = SharedServer.get();
        ApplicationFixture made = new HubFixtures(server).application();
        List<String> paths = new ArrayList<>();
        for (String role : roles) {
            String path = "/" + Unique.name(role);
            made.role(role, RECEIVER.at(path).toString());
            paths.add(path);
        }
        RegisteredApplication application = made.createWithCredentials();
        List<Side> sides = new ArrayList<>();
        for (int i = 0; i < roles.length; i++) {
            sides.add(new Side(server, RECEIVER, application, roles[i], paths.get(i)));
        }
        return sides;
    }

    /** A further bot, which can hand over to nobody. */
    Scene bot(Side bot) throws ApiException {
        return bot(bot, null);
    }

    /** A further bot, which hands over to this application. */
    Scene bot(Side bot, UUID onEscalation) throws ApiException {
        UUID participant = fixtures.bot(bot.application().id());
        OrchestrationBot added = new OrchestrationBot().id(bot.application().id()).participant(reference(participant));
        if (onEscalation != null) {
            added.onEscalation(new OnEscalation().agent(reference(onEscalation)));
        }
        if (bots.isEmpty()) {
            applications.botConfiguration(new BotConfigurationInput());
        }
        applications.getBotConfiguration().addBotsItem(added);
        participants.add(participant);
        bots.add(bot);
        return this;
    }

    /** An agent application of the orchestration's own. */
    Scene agents(UUID application) {
        if (applications.getAgentConfiguration() == null) {
            applications.agentConfiguration(new AgentConfiguration());
        }
        applications.getAgentConfiguration().addAgentsItem(reference(application));
        return this;
    }

    Scene forwardingTranscripts() {
        applications.getBotConfiguration().forwardTranscript(true);
        return this;
    }

    Scene skippingBotWithin(int minutes) {
        applications.getBotConfiguration().bypassVaDuration(BigDecimal.valueOf(minutes));
        return this;
    }

    Scene sameCaseWithin(int minutes) {
        cases.sameCaseDuration(BigDecimal.valueOf(minutes));
        return this;
    }

    Scene copyingAttributes(boolean copying) {
        cases.copyCustomAttributes(copying);
        return this;
    }

    Scene retaining() {
        return account(made -> made.getChatConfigurations().onAgentUnavailability(AgentUnavailability.RETAIN_AND_RETRY));
    }

    Scene account(Consumer<AccountCreate> change) {
        onAccount = onAccount.andThen(change);
        return this;
    }

    Scene channel(Consumer<ChannelCreate> change) {
        onChannel = onChannel.andThen(change);
        return this;
    }

    Scene open() throws ApiException {
        ChannelCreate channel = fixtures.byocChannel();
        onChannel.accept(channel);
        UUID channelId = fixtures.create(channel);
        applications.customerConfiguration(new CustomerConfiguration().customer(reference(customer.application().id())));
        orchestration = fixtures.admin().orchestrations().createOrchestration(
                new OrchestrationCreate().name(Unique.name("orchestration")).applications(applications)).getId();
        AccountCreate made = fixtures.newAccount(channelId, orchestration);
        made.caseManagement(cases).getChatConfigurations().entryPoint(new AccountEntryPoint().id(FIRST_DEPARTMENT));
        onAccount.accept(made);
        UUID account = fixtures.admin().accounts().createAccount(made).getId();
        connector = new Connector(server, new DeskLine(customer.application(), channelId, channel.getType(), orchestration, account, made.getAddress()));
        return this;
    }

    Side customer() {
        return customer;
    }

    /** The first bot. */
    Side bot() {
        return bots.get(0);
    }

    /** The message by which a new customer starts a conversation. */
    JsonBody opening(String text) {
        return opening(Unique.name("customer") + "@example.com", text);
    }

    /** The message by which the customer of this e-mail address starts a conversation. */
    JsonBody opening(String email, String text) {
        return connector.opening(email, text);
    }

    /** A new customer starts a conversation. */
    UUID start(String text) {
        return customer.sends(opening(text));
    }

    UUID start(String email, String text) {
        return customer.sends(opening(email, text));
    }

    /** The state of a conversation, which the hub's API does not show. */
    static String state(UUID conversation) {
        try (var connection = ServerDatabase.of(SharedServer.get()).connect();
                var query = connection.prepareStatement("SELECT state FROM conversation WHERE HEX(id) = ?")) {
            query.setString(1, conversation.toString().replace("-", ""));
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** From now on the first bot hands over to somebody else. */
    void handsOverTo(UUID application) throws ApiException {
        applications.getBotConfiguration().getBots().get(0).onEscalation(new OnEscalation().agent(reference(application)));
        fixtures.admin().orchestrations().updateOrchestration(orchestration,
                new OrchestrationReplace().name(Unique.name("orchestration")).applications(applications));
    }

    /** Switches the bot of a participant on or off, by the participant alone. */
    void activateParticipant(int place, boolean active) throws ApiException {
        UUID id = participants.get(place);
        fixtures.admin().participants().updateParticipant(id,
                replacement(fixtures.admin().participants().getParticipant(id), ParticipantReplace.class).active(active));
    }

    void activate(Side side, boolean active) throws ApiException {
        UUID id = side.application().id();
        fixtures.admin().clientApplications().updateClientApplication(id,
                replacement(fixtures.admin().clientApplications().getClientApplication(id), ClientApplicationReplace.class).active(active));
    }

    private static <T> T replacement(Object from, Class<T> kind) {
        return ApiClient.createDefaultObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).convertValue(from, kind);
    }

    UUID desk() throws ApiException {
        return fixtures.deskId();
    }

    private static ResourceReference reference(UUID id) {
        return new ResourceReference().id(id);
    }
}
