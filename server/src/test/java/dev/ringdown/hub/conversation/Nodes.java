package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.api.conversationmanager.model.ConversationAccount;
import dev.ringdown.api.conversationmanager.model.ConversationChannel;
import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import dev.ringdown.api.conversationmanager.model.CustomerContact;
import dev.ringdown.api.conversationmanager.model.CustomerContacts;
import dev.ringdown.api.conversationmanager.model.MessageContent;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.ParentMessage;
import dev.ringdown.api.conversationmanager.model.ParticipantType;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.api.conversationmanager.model.RequestConversation;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.api.conversationmanager.model.RoleVersion;
import dev.ringdown.hub.account.Account;
import dev.ringdown.hub.account.CaseSettings;
import dev.ringdown.hub.account.ChatSettings;
import dev.ringdown.hub.channel.Channel;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.clientapplication.Role;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.hub.orchestration.Bot;
import dev.ringdown.hub.orchestration.BotConfiguration;
import dev.ringdown.hub.orchestration.Orchestration;
import dev.ringdown.hub.participant.Participant;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Two nodes on one database. Nothing is delivered and nothing is done by itself, since no server runs. */
public final class Nodes implements AutoCloseable {

    private final ApplicationContext first;
    private final ApplicationContext second;

    /** @param settings of both, besides what it takes to start */
    public Nodes(Map<String, Object> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        own.putAll(Map.of("ringdown.data-dir", "target/conversation-test", "ringdown.database.buffer-pool-size", "64M"));
        first = ApplicationContext.run(own);
        DatasourceConfiguration pool = first.getBean(DatasourceConfiguration.class);
        Map<String, Object> others = new HashMap<>(settings);
        others.putAll(Map.of("ringdown.data-dir", "target/conversation-test-unused", "datasources.default.url", pool.getUrl(),
                "datasources.default.username", pool.getUsername(), "datasources.default.password", pool.getPassword(),
                "ringdown.secret-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
        second = ApplicationContext.run(others);
    }

    @Override
    public void close() {
        second.close();
        first.close();
    }

    public <T> T bean(Class<T> type) {
        return first.getBean(type);
    }

    <T> T beanOfSecond(Class<T> type) {
        return second.getBean(type);
    }

    /** The rows of a query, each as its columns' texts with a space between. */
    public List<String> rows(String query) {
        try (Connection connection = DelegatingDataSource.unwrapDataSource(first.getBean(DataSource.class)).getConnection();
                Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(rows.getString(i));
                }
                all.add(String.join(" ", columns));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(UUID id) {
        return "0x" + id.toString().replace("-", "");
    }

    String state(UUID conversation) {
        return rows("select state from conversation where id = " + hex(conversation)).get(0);
    }

    /** All messages of a conversation in their order: sequence, sender and type. */
    List<String> messages(UUID conversation) {
        return rows("select sequence, sender_type, type from message where conversation_id = " + hex(conversation) + " order by sequence");
    }

    /** What is on its way to a client application: sequence, sender and type. */
    List<String> deliveries(UUID conversation, UUID application) {
        return rows("select d.sequence, m.sender_type, m.type from delivery d join lane l on l.id = d.lane_id join message m "
                + "on m.conversation_id = l.conversation_id and m.sequence = d.sequence where l.conversation_id = " + hex(conversation)
                + " and l.application_id = " + hex(application) + " order by d.sequence");
    }

    /** Who may take part on an account, and how the account is to be; an account is made of it. */
    public static final class Plan {
        double timeout = 30;
        AgentUnavailability unavailability = AgentUnavailability.OFF_HOURS;
        boolean bot;
        boolean forwards;
        double bypass;
        double sameCase;
        /** Who the agents are; null: an application of the line's own. */
        public UUID agents;
    }

    public Line line(Plan plan) {
        return new Line(plan);
    }

    /** An account with a customer, a bot and an agent application, the bot first if the plan has one. */
    public final class Line {

        final UUID customer = application(RoleName.CUSTOMER);
        final UUID bot = application(RoleName.CUSTOM_BOT);
        final UUID agents;
        final UUID account;
        private final ConversationAccount address;

        private Line(Plan plan) {
            agents = plan.agents == null ? application(RoleName.CUSTOM_AGENT) : plan.agents;
            ConfigurationService configuration = bean(ConfigurationService.class);
            UUID participant = configuration.create(Participant.TYPE,
                    new Participant(unique("bot"), ParticipantType.CUSTOM_BOT, null, true, bot, List.of(), List.of()));
            String type = unique("custom.channel");
            UUID channel = configuration.create(Channel.TYPE, new Channel(type, type, "iVBORw0KGgo=", null, true, null, List.of()));
            BotConfiguration bots = plan.bot ? new BotConfiguration(plan.forwards, plan.bypass, List.of(new Bot(bot, participant, agents))) : null;
            UUID orchestration = configuration.create(Orchestration.TYPE, new Orchestration(unique("orchestration"), null, true, bots, customer,
                    plan.bot ? List.of() : List.of(agents)));
            String at = unique("address");
            account = configuration.create(Account.TYPE, new Account(unique("account"), null, true, at, channel, new CaseSettings(plan.sameCase, false),
                    new ChatSettings(plan.timeout, null, plan.unavailability, false, false, orchestration, "0"), List.of()));
            address = new ConversationAccount(at, new ConversationChannel(type));
            beanOfSecond(CurrentConfiguration.class).refresh();
        }

        /** A new customer starts a conversation with a text. */
        public UUID start() {
            return start(unique("customer") + "@example.com");
        }

        public UUID start(String email) {
            return start(bean(ConversationService.class), email);
        }

        UUID start(ConversationService node, String email) {
            ConversationCustomer known = new ConversationCustomer(email, null, null,
                    new CustomerContacts(List.of(new CustomerContact("email", null, email))));
            return node.accept(customer, List.of(new IncomingMessage(text(PartyType.CUSTOMER, "Hello"),
                    new RequestConversation(null, address, null, null, null, null, known), "messages.message[0]")), Wording.NONE).get(0).conversationId();
        }

        public void customerSays(UUID conversation, String text) {
            send(customer, conversation, text(PartyType.CUSTOMER, text));
        }

        void botSays(UUID conversation, String text) {
            send(bot, conversation, text(PartyType.CUSTOM_BOT, text));
        }

        void agentsSay(UUID conversation, MessageTypeName type) {
            send(agents, conversation, new NewMessage(null, type, json(type), PartyType.CUSTOM_AGENT, null));
        }

        void send(UUID application, UUID conversation, NewMessage message) {
            send(bean(ConversationService.class), application, conversation, message);
        }

        void send(ConversationService node, UUID application, UUID conversation, NewMessage message) {
            node.accept(application, List.of(new IncomingMessage(message, new RequestConversation(conversation, null, null, null, null, null, null),
                    "messages.message[0]")), Wording.NONE);
        }

        private UUID application(RoleName role) {
            return bean(ConfigurationService.class).create(ClientApplication.TYPE, new ClientApplication(unique("application"), null, true,
                    List.of(new Role(role, RoleVersion.V3, "https://nobody.ringdown.test/", "admin@example.com", List.of(), null))));
        }
    }

    static NewMessage text(PartyType sender, String text) {
        return new NewMessage(unique("m"), MessageTypeName.TEXT, MessageBody.ofText(text), sender, null);
    }

    static NewMessage message(PartyType sender, MessageTypeName type) {
        return new NewMessage(unique("m"), type, json(type), sender, null);
    }

    static NewMessage about(String parent, MessageTypeName type) {
        return new NewMessage(unique("m"), type, new MessageBody(null, null, null, new ParentMessage(parent)), PartyType.CUSTOMER, null);
    }

    private static MessageBody json(MessageTypeName type) {
        return type != MessageTypeName.AGENT_UNAVAILABLE ? MessageBody.empty()
                : new MessageBody(new MessageContent(null, null, Map.of("reason", "nobody there"), null), null, null, null);
    }

    static String unique(String kind) {
        return kind + "-" + UUID.randomUUID();
    }
}
