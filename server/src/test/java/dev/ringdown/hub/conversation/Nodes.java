package dev.ringdown.hub.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.api.conversationmanager.model.ConversationAccount;
import dev.ringdown.api.conversationmanager.model.ConversationChannel;
import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import dev.ringdown.api.conversationmanager.model.ConversationEntryPoint;
import dev.ringdown.api.conversationmanager.model.CustomerContact;
import dev.ringdown.api.conversationmanager.model.CustomerContacts;
import dev.ringdown.api.conversationmanager.model.MessageAttachment;
import dev.ringdown.api.conversationmanager.model.MessageAttachments;
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
import dev.ringdown.hub.channel.OutboundLimits;
import dev.ringdown.hub.channel.Restrictions;
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
        this("target/conversation-test", settings);
    }

    /** @param dataDirectory where the database is, with what was left in it */
    public Nodes(String dataDirectory, Map<String, Object> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        own.putAll(Map.of("ringdown.data-dir", dataDirectory, "ringdown.database.buffer-pool-size", "64M"));
        first = ApplicationContext.run(own);
        DatasourceConfiguration pool = first.getBean(DatasourceConfiguration.class);
        Map<String, Object> others = new HashMap<>(settings);
        others.putAll(Map.of("ringdown.data-dir", dataDirectory + "-unused", "datasources.default.url", pool.getUrl(),
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

    public <T> T beanOfSecond(Class<T> type) {
        return second.getBean(type);
    }

    public List<ApplicationContext> both() {
        return List.of(first, second);
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

    public void execute(String... statements) {
        try (Connection connection = DelegatingDataSource.unwrapDataSource(first.getBean(DataSource.class)).getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String hex(UUID id) {
        return "0x" + id.toString().replace("-", "");
    }

    public String state(UUID conversation) {
        return rows("select state from conversation where id = " + hex(conversation)).get(0);
    }

    /** All messages of a conversation in their order: sequence, sender and type. */
    public List<String> messages(UUID conversation) {
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
        public double timeout = 30;
        public AgentUnavailability unavailability = AgentUnavailability.OFF_HOURS;
        public boolean queueTransferUnattended;
        public boolean bot;
        public boolean forwards;
        double bypass;
        double sameCase;
        /** Who the agents are; null: an application of the line's own. */
        public UUID agents;
        public String entryPoint = "0";
        /** What the channel takes of a text to the customer; null: any length. */
        public Integer longestText;
    }

    public Line line(Plan plan) {
        return new Line(plan);
    }

    /** An account with a customer, a bot and an agent application, the bot first if the plan has one. */
    public final class Line {

        final UUID customer = application(RoleName.CUSTOMER);
        final UUID bot = application(RoleName.CUSTOM_BOT);
        final UUID agents;
        public final UUID account;
        private final ConversationAccount address;

        private Line(Plan plan) {
            agents = plan.agents == null ? application(RoleName.CUSTOM_AGENT) : plan.agents;
            ConfigurationService configuration = bean(ConfigurationService.class);
            UUID participant = configuration.create(Participant.TYPE,
                    new Participant(unique("bot"), ParticipantType.CUSTOM_BOT, null, true, bot, List.of(), List.of()));
            String type = unique("custom.channel");
            UUID channel = configuration.create(Channel.TYPE, new Channel(type, type, "iVBORw0KGgo=", null, true,
                    plan.longestText == null ? null : new Restrictions(null, new OutboundLimits(plan.longestText, null, null, null, null, null)),
                    List.of()));
            BotConfiguration bots = plan.bot ? new BotConfiguration(plan.forwards, plan.bypass, List.of(new Bot(bot, participant, agents))) : null;
            UUID orchestration = configuration.create(Orchestration.TYPE, new Orchestration(unique("orchestration"), null, true, bots, customer,
                    plan.bot ? List.of() : List.of(agents)));
            String at = unique("address");
            account = configuration.create(Account.TYPE, new Account(unique("account"), null, true, at, channel, new CaseSettings(plan.sameCase, false),
                    new ChatSettings(plan.timeout, null, plan.unavailability, false, plan.queueTransferUnattended, orchestration, plan.entryPoint),
                    List.of()));
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

        public UUID start(ConversationService node, String email) {
            return start(node, email, text(PartyType.CUSTOMER, "Hello"), null);
        }

        /** Somebody without an address starts. */
        public UUID startUnknown() {
            return accept(bean(ConversationService.class), text(PartyType.CUSTOMER, "Hello"), null, null);
        }

        /** @param entryPoint in place of the account's; null: the account's */
        public UUID start(ConversationService node, String email, NewMessage message, String entryPoint) {
            return accept(node, message, new ConversationCustomer(email, null, null,
                    new CustomerContacts(List.of(new CustomerContact("email", null, email)))), entryPoint);
        }

        private UUID accept(ConversationService node, NewMessage message, ConversationCustomer known, String entryPoint) {
            return node.accept(customer, List.of(new IncomingMessage(message, new RequestConversation(null, address,
                    entryPoint == null ? null : new ConversationEntryPoint(entryPoint), null, null, null, known), "messages.message[0]")),
                    Wording.NONE).get(0).conversationId();
        }

        /** What the customer's application is given of a conversation, in order: of texts what they say, of all else the type. */
        public List<String> told(UUID conversation) {
            return rows("select m.type, coalesce(m.document, '{}') from delivery d join lane l on l.id = d.lane_id join message m on m.conversation_id = "
                    + "l.conversation_id and m.sequence = d.sequence where l.conversation_id = " + hex(conversation) + " and l.application_id = "
                    + hex(customer) + " order by d.sequence").stream().map(row -> row.startsWith("text ") ? words(row.substring("text ".length()))
                    : row.substring(0, row.indexOf(' '))).toList();
        }

        public void customerSends(UUID conversation, MessageTypeName type) {
            send(customer, conversation, message(PartyType.CUSTOMER, type));
        }

        public void customerSends(UUID conversation, NewMessage message) {
            send(customer, conversation, message);
        }

        public void customerSays(UUID conversation, String text) {
            send(customer, conversation, text(PartyType.CUSTOMER, text));
        }

        public void botSends(UUID conversation, MessageTypeName type) {
            send(bot, conversation, message(PartyType.CUSTOM_BOT, type));
        }

        public void customerSends(ConversationService node, UUID conversation, NewMessage message) {
            send(node, customer, conversation, message);
        }

        public void botHandsOver(ConversationService node, UUID conversation) {
            send(node, bot, conversation, message(PartyType.CUSTOM_BOT, MessageTypeName.ESCALATION_TRANSFER));
        }

        public void botSays(UUID conversation, String text) {
            send(bot, conversation, text(PartyType.CUSTOM_BOT, text));
        }

        void agentsSay(UUID conversation, MessageTypeName type) {
            send(agents, conversation, new NewMessage(null, type, json(type), PartyType.CUSTOM_AGENT, null));
        }

        void send(UUID application, UUID conversation, NewMessage message) {
            send(bean(ConversationService.class), application, conversation, message);
        }

        public void customerSays(ConversationService node, UUID conversation, String text) {
            send(node, customer, conversation, text(PartyType.CUSTOMER, text));
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

    private static String words(String document) {
        try {
            return new ObjectMapper().readTree(document).at("/content/text").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A message of the customer with a file, with or without a text. */
    public static NewMessage file(String text) {
        return new NewMessage(unique("m"), MessageTypeName.TEXT, new MessageBody(text == null ? null : new MessageContent(text, null, null, null),
                new MessageAttachments(List.of(new MessageAttachment(null, "photo.png", "image/png", null, "https://files.ringdown.test/photo.png"))),
                null, null), PartyType.CUSTOMER, null);
    }

    public static NewMessage text(PartyType sender, String text) {
        return new NewMessage(unique("m"), MessageTypeName.TEXT, MessageBody.ofText(text), sender, null);
    }

    public static NewMessage message(PartyType sender, MessageTypeName type) {
        return new NewMessage(unique("m"), type, json(type), sender, null);
    }

    static NewMessage about(String parent, MessageTypeName type) {
        return new NewMessage(unique("m"), type, new MessageBody(null, null, null, new ParentMessage(parent)), PartyType.CUSTOMER, null);
    }

    private static MessageBody json(MessageTypeName type) {
        return type != MessageTypeName.AGENT_UNAVAILABLE ? MessageBody.empty()
                : new MessageBody(new MessageContent(null, null, Map.of("reason", "nobody there"), null), null, null, null);
    }

    public static String unique(String kind) {
        return kind + "-" + UUID.randomUUID();
    }
}
