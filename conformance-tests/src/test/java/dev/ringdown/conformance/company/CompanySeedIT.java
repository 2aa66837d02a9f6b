package dev.ringdown.conformance.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.agentchat.ChatsApi;
import dev.ringdown.client.agentchat.model.AgentLogonRequest;
import dev.ringdown.client.agentchat.model.AddTagRequest;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.ChatStatus;
import dev.ringdown.client.agentchat.model.Customer;
import dev.ringdown.client.agentchat.model.GetChatsResponse;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.client.agentchat.model.SendMessageRequest;
import dev.ringdown.client.agentchat.model.SenderType;
import dev.ringdown.client.conversationmanager.model.AccountEntryPoint;
import dev.ringdown.client.conversationmanager.model.AccountCreate;
import dev.ringdown.client.conversationmanager.model.ChannelCreate;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.DeskLine;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.receiver.CallbackReceiver;
import dev.ringdown.conformance.server.ServerDatabase;
import dev.ringdown.conformance.server.ServerProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A seeded company is one that the server understands, and whose rows look like those that the server writes itself. */
class CompanySeedIT {

    private static final CompanySize SIZE = CompanySize.of(500);
    private static final int ALL = 200;
    /** Of one call. */
    private static final int MOST_MESSAGES = 10;

    private static ServerProcess server;
    private static Connection database;
    private static CompanySeed.Seeded seeded;
    private static long customers;
    private static DeskClient manager;
    private static ChatsApi chats;

    @BeforeAll
    static void seed() throws Exception {
        assumeThat(System.getenv("DATASOURCES_DEFAULT_URL")).as("outside databases may not admit LOAD DATA LOCAL").isNull();
        CompanyServer.Started started = CompanyServer.fresh(SIZE);
        server = started.server();
        seeded = started.seeded().orElseThrow();
        database = ServerDatabase.of(server.server()).connect();
        customers = number("SELECT COUNT(*) FROM customer");
        manager = new DeskClient(server.server(), Access.to(server.server())::managerSession);
        chats = manager.chats();
    }

    @AfterAll
    static void stop() throws SQLException {
        if (database != null) {
            database.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void chatsAreListedByTheirStateAndShowTheirMessages() throws Exception {
        GetChatsResponse all = all(null);

        assertThat(all.getTotalCount()).isEqualTo(SIZE.chats());
        assertThat(all.getUnassignedChats()).hasSize(SIZE.unassigned()).allMatch(chat -> chat.getAgentID() == null && chat.getClosedAt() == null);
        assertThat(all.getOpenChats()).hasSize(SIZE.open()).allMatch(chat -> chat.getAgentID() != null && chat.getFirstResponseAt() != null);
        assertThat(all.getClosedChats()).hasSize(ALL).allMatch(chat -> chat.getClosedAt() != null && !chat.getClosedAt().isBefore(chat.getStartedAt()));
        assertThat(all(true).getOpenChats()).allSatisfy(chat -> {
            assertThat(chat.getMessages()).isNotEmpty();
            assertThat(chat.getMessages().get(0).getSentAt()).isEqualTo(chat.getLastMessageAt());
            assertThat(chat.getMessages()).extracting(Message::getSenderType).contains(SenderType.CUSTOMER, SenderType.AGENT, SenderType.SYSTEM);
        });
        assertThat(customers).isEqualTo(SIZE.customers());
        assertThat(seeded.messages()).isBetween(SIZE.longestChat() + 8L * SIZE.chats(), SIZE.longestChat() + 12L * SIZE.chats());
    }

    @Test
    void closedChatsOfACustomerAreCounted() throws Exception {
        long customer = number("SELECT customer_id FROM chat GROUP BY customer_id ORDER BY COUNT(*) DESC LIMIT 1");
        await().atMost(Duration.ofSeconds(60)).until(() -> number("SELECT COUNT(*) FROM desk_fact WHERE fold IS NULL") == 0);

        assertThat(number("SELECT SUM(chats) FROM closed_chats WHERE listing = 3")).isEqualTo(number("SELECT COUNT(*) FROM chat WHERE status_id = 3"));
        assertThat(number("SELECT SUM(chats) FROM closed_chats WHERE listing = 3 AND subject_id = " + customer))
                .isEqualTo(number("SELECT COUNT(*) FROM chat WHERE status_id = 3 AND customer_id = " + customer));
    }

    @Test
    void theLongChatIsReadToItsBeginning() throws Exception {
        long chat = number("SELECT x.chat_id FROM chat_conversation x JOIN conversation c ON c.id = x.conversation_id ORDER BY c.next_sequence DESC LIMIT 1");
        int read = 0;
        Long before = null;
        List<Message> page;
        do {
            page = chats.getMessages(DeskClient.VERSION, chat, before, ALL).getMessages();
            read += page.size();
            before = page.isEmpty() ? before : page.get(page.size() - 1).getMessageID();
        } while (page.size() == ALL);

        // Two of them say that the agent came, and that it is over.
        assertThat(read).isEqualTo(SIZE.longestChat() - 2);
        long withFile = number("SELECT m.number FROM asset_use u JOIN message m ON m.id = u.message_id ORDER BY m.number LIMIT 1");
        assertThat(chats.getAttachment(DeskClient.VERSION, withFile, null)).hasContent("Dear customer, this is the copy that you have asked for.");
    }

    @Test
    void customersAreFoundByNameNumberAndAddress() throws Exception {
        List<Customer> some = new ArrayList<>();
        for (long id : numbers("SELECT id FROM customer WHERE name IS NOT NULL AND mobile_number IS NOT NULL AND email IS NOT NULL ORDER BY id LIMIT 20")) {
            some.add(manager.customers().getCustomer(DeskClient.VERSION, id).getCustomer());
        }
        for (Customer customer : some) {
            for (String text : List.of(customer.getCustomerName(), customer.getMobileNumber(), customer.getEmailAddress(),
                    customer.getMobileNumber().substring(customer.getMobileNumber().length() - 4))) {
                assertThat(manager.customers().searchCustomer(DeskClient.VERSION, text, ALL).getCustomers()).as(text).extracting(Customer::getCustomerID)
                        .contains(customer.getCustomerID());
            }
        }
    }

    @Test
    void agentsAnswerCloseAndTakeSeededChats() throws Exception {
        Chat open = all(null).getOpenChats().get(0);
        DeskClient holder = agent(open.getAgentID());

        long message = holder.chats().sendMessage(DeskClient.VERSION,
                new SendMessageRequest().chatID(open.getChatID()).messageText("Still there?")).getMessageID();
        assertThat(holder.chats().getMessages(DeskClient.VERSION, open.getChatID(), null, 1).getMessages()).extracting(Message::getMessageID)
                .containsExactly(message);
        assertThat(holder.chats().closeChat(DeskClient.VERSION, open.getChatID()).getChat().getChatStatusID()).isEqualTo(ChatStatus.CLOSED);

        Chat waiting = all(null).getUnassignedChats().get(0);
        DeskClient member = agent(number("SELECT MIN(agent_id) FROM agent_department WHERE department_id = " + waiting.getDepartmentID()));
        assertThat(member.chats().grabChat(DeskClient.VERSION, waiting.getChatID()).getChat().getChatStatusID()).isEqualTo(ChatStatus.OPEN);
    }

    /** Each kind of row that a life of real chats leaves has the same columns filled in as one of the seeded rows of that kind. */
    @Test
    void rowsLookLikeThoseOfRealChats() throws Exception {
        Map<String, Set<String>> shapesOfSeeded = shapes();
        try (var callbacks = CallbackReceiver.start()) {
            realChats(callbacks);
        }
        Map<String, Set<String>> unlike = new TreeMap<>();
        Map<String, Set<String>> shapesOfAll = shapes();
        // On its way to the company's connector, which is not there.
        shapesOfAll.keySet().removeIf(kind -> kind.endsWith(" WAITING") || kind.endsWith(" ACCEPTED") || kind.endsWith(" LEASED"));
        shapesOfAll.forEach((kind, found) -> {
            Set<String> strange = new TreeSet<>(found);
            strange.removeAll(shapesOfSeeded.getOrDefault(kind, Set.of()));
            if (!strange.isEmpty()) {
                unlike.put(kind, strange);
            }
        });

        assertThat(unlike).isEmpty();
        assertThat(shapesOfSeeded).containsKeys("message text custom_agent SENT", "message agent.join custom_agent SENT", "chat 1", "chat 2", "chat 3",
                "desk_fact 7", "lane customer", "delivery DELIVERED");
    }

    /** The words and digits by which the server finds customers of all parts of the world are those that were seeded. */
    @Test
    void customersAreKnownByTheKeysThatTheServerMakes() throws Exception {
        var people = new People(new SplittableRandom(7));
        try (var callbacks = CallbackReceiver.start()) {
            Connector connector = connector(callbacks, number("SELECT MIN(id) FROM department"));
            List<People.Person> persons = IntStream.range(0, 40).mapToObj(i -> people.person(100_000 + i)).toList();
            for (int i = 0; i < persons.size(); i += MOST_MESSAGES) {
                connector.accepted(persons.stream().skip(i).limit(MOST_MESSAGES).map(person -> opening(connector, person, "Hello")).toArray(JsonBody[]::new));
            }
            for (People.Person person : persons) {
                String found = text("SELECT CONCAT_WS(' ', COALESCE(p.mobile_reversed, '-'), COALESCE(p.mobile_national, '-'), COALESCE(p.name, '-')) "
                        + "FROM customer p JOIN customer_contact c ON c.customer_id = p.id WHERE c.contact_key = '" + person.contactKey() + "'");
                assertThat(found).isEqualTo((person.mobile() == null ? "-" : new StringBuilder(person.mobile().substring(1)).reverse()) + " "
                        + (person.national() == null ? "-" : person.national()) + ' ' + (person.name() == null ? "-" : person.name()));
                assertThat(texts("SELECT CONCAT(w.kind, ' ', CONVERT(w.word USING utf8mb4), ' ', w.letters) FROM customer_word w JOIN customer_contact c "
                        + "ON c.customer_id = w.customer_id WHERE c.contact_key = '" + person.contactKey() + "'"))
                        .containsExactlyInAnyOrderElementsOf(People.words(person).stream()
                                .map(word -> word.kind() + " " + word.word() + ' ' + Long.toUnsignedString(People.letters(People.words(person)))).toList());
                assertThat(texts("SELECT HEX(r.pair) FROM customer_pair r JOIN customer_contact c ON c.customer_id = r.customer_id WHERE c.contact_key = '"
                        + person.contactKey() + "'")).containsExactlyInAnyOrderElementsOf(People.pairs(People.words(person)).stream()
                        .map(HexFormat.of().withUpperCase()::formatHex).toList());
            }
        }
    }

    /** Columns that have a value, by the kind of row. */
    private static Map<String, Set<String>> shapes() throws SQLException {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("conversation", "state");
        kinds.put("conversation_party", "role");
        kinds.put("conversation_configuration", "''");
        kinds.put("conversation_start", "''");
        kinds.put("message", "CONCAT(type, ' ', sender_type, ' ', status)");
        kinds.put("lane", "CONCAT(role, IF(lease_token IS NULL, '', ' LEASED'))");
        kinds.put("lane_receiver", "role");
        kinds.put("delivery", "state");
        kinds.put("asset", "content_type");
        kinds.put("asset_use", "''");
        kinds.put("asset_content", "part");
        kinds.put("chat", "status_id");
        kinds.put("chat_conversation", "position");
        kinds.put("chat_tag", "''");
        kinds.put("comment", "''");
        kinds.put("desk_fact", "kind");
        kinds.put("customer", "''");
        Map<String, Set<String>> shapes = new TreeMap<>();
        try (Statement statement = database.createStatement()) {
            for (Map.Entry<String, String> kind : kinds.entrySet()) {
                try (ResultSet rows = statement.executeQuery("SELECT " + kind.getValue() + " AS kind_of_row, t.* FROM " + kind.getKey() + " t")) {
                    ResultSetMetaData columns = rows.getMetaData();
                    while (rows.next()) {
                        StringBuilder shape = new StringBuilder();
                        for (int i = 2; i <= columns.getColumnCount(); i++) {
                            // Facts are folded at any time; the name and the number of a customer are what they are.
                            boolean free = columns.getColumnLabel(i).equals("fold") || kind.getKey().equals("customer");
                            shape.append(free || rows.getObject(i) == null ? "" : columns.getColumnLabel(i) + ' ');
                        }
                        shapes.computeIfAbsent((kind.getKey() + ' ' + rows.getString(1)).strip(), key -> new TreeSet<>()).add(shape.toString());
                    }
                }
            }
        }
        return shapes;
    }

    /** Waiting, held, moved, closed by either side; with tags, files and comments. */
    private static void realChats(CallbackReceiver callbacks) throws Exception {
        long department = numbers("SELECT department_id FROM department_tag ORDER BY department_id").get(0);
        long other = numbers("SELECT id FROM department ORDER BY id DESC LIMIT 1").get(0);
        // Where nobody is, customers are told so.
        agent(number("SELECT MIN(agent_id) FROM agent_department WHERE department_id = " + department));
        Connector connector = connector(callbacks, department);
        List<UUID> conversations = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            var person = new People.Person("Real " + i, "+2782999000" + i, null, "real" + i + "@example.com");
            conversations.add(connector.accepted(opening(connector, person, "Hello")).get(0));
        }
        List<Long> real = new ArrayList<>();
        for (UUID conversation : conversations) {
            real.add(await().atMost(Duration.ofSeconds(30)).until(() -> number("SELECT COALESCE(MAX(chat_id), 0) FROM chat_conversation WHERE "
                    + "conversation_id = UNHEX('" + conversation.toString().replace("-", "") + "')"), found -> found > 0));
        }
        long tag = number("SELECT MAX(id) FROM tag");
        for (int i = 1; i < 4; i++) {
            chats.grabChat(DeskClient.VERSION, real.get(i));
            chats.sendMessage(DeskClient.VERSION, new SendMessageRequest().chatID(real.get(i)).messageText("Good day").fileType("text/plain")
                    .fileName("a.txt").fileContent("aGVsbG8="));
            connector.accepted(Connector.further(conversations.get(i), "Thank you").with("messageId", UUID.randomUUID().toString())
                    .with("sender.participant", Map.of("name", "Real " + i)));
            manager.tags().addTag(DeskClient.VERSION, new AddTagRequest().chatID(real.get(i)).tagID(tag));
        }
        chats.transferChatToDepartment(DeskClient.VERSION, real.get(2), other);
        chats.grabChat(DeskClient.VERSION, real.get(2));
        chats.closeChat(DeskClient.VERSION, real.get(2));
        connector.accepted(Connector.end(conversations.get(3)));
        String all = conversations.stream().map(id -> "UNHEX('" + id.toString().replace("-", "") + "')").collect(Collectors.joining(", "));
        await().atMost(Duration.ofSeconds(30)).until(() -> number("SELECT status_id FROM chat WHERE id = " + real.get(3)) == 3
                && number("SELECT COUNT(*) FROM delivery d JOIN lane l ON l.id = d.lane_id WHERE d.state = 'WAITING' AND l.conversation_id IN (" + all
                        + ")") == 0);
    }

    private static JsonBody opening(Connector connector, People.Person person, String text) {
        List<Map<String, String>> contacts = new ArrayList<>();
        if (person.mobile() != null) {
            contacts.add(Map.of("type", "phone", "subType", "mobile", "address", person.mobile()));
        }
        if (person.email() != null) {
            contacts.add(Map.of("type", "email", "address", person.email()));
        }
        Map<String, Object> customer = new LinkedHashMap<>(Map.of("contacts", Map.of("contact", contacts)));
        if (person.name() != null) {
            customer.put("name", person.name());
        }
        return connector.opening("nobody@example.com", text).with("messageId", UUID.randomUUID().toString()).with("conversation.customer", customer);
    }

    private static Connector connector(CallbackReceiver callbacks, long department) throws Exception {
        var hub = new HubFixtures(server.server());
        RegisteredApplication customer = hub.application().role("customer", callbacks.at("/").toString()).createWithCredentials();
        ChannelCreate channel = hub.byocChannel();
        UUID channelId = hub.create(channel);
        UUID orchestration = hub.deskOrchestration(customer.id());
        AccountCreate account = hub.newAccount(channelId, orchestration);
        account.getChatConfigurations().allowQueueTransferOnAgentUnavailability(true).entryPoint(new AccountEntryPoint().id(String.valueOf(department)));
        UUID id = hub.admin().accounts().createAccount(account).getId();
        return new Connector(server.server(), new DeskLine(customer, channelId, channel.getType(), orchestration, id, account.getAddress()));
    }

    private static GetChatsResponse all(Boolean withMessages) throws Exception {
        return chats.getChats(DeskClient.VERSION, null, null, null, null, null, null, null, null, null, withMessages, ALL, null, null);
    }

    private static DeskClient agent(long id) throws Exception {
        String email = text("SELECT email FROM agent WHERE id = " + id);
        String session = new DeskClient(server.server()).authentication().agentLogon(DeskClient.VERSION,
                new AgentLogonRequest().emailAddress(email).password(CompanyServer.AGENT_PASSWORD)).getSessionToken();
        return new DeskClient(server.server(), () -> session);
    }

    private static long number(String sql) throws SQLException {
        return numbers(sql).get(0);
    }

    private static List<Long> numbers(String sql) throws SQLException {
        return texts(sql).stream().map(Long::valueOf).toList();
    }

    private static String text(String sql) throws SQLException {
        return texts(sql).get(0);
    }

    private static List<String> texts(String sql) throws SQLException {
        try (Statement statement = database.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
