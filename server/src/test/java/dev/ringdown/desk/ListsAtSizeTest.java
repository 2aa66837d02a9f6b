package dev.ringdown.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.SentStatements;
import dev.ringdown.api.agentchat.AgentsApi;
import dev.ringdown.api.agentchat.AuthenticationApi;
import dev.ringdown.api.agentchat.ChatsApi;
import dev.ringdown.api.agentchat.CustomersApi;
import dev.ringdown.api.agentchat.DepartmentsApi;
import dev.ringdown.api.agentchat.ReportsApi;
import dev.ringdown.api.agentchat.TagsApi;
import dev.ringdown.api.agentchat.model.AddCommentRequest;
import dev.ringdown.api.agentchat.model.AddTagRequest;
import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.agentchat.model.GetChatsResponse;
import dev.ringdown.api.agentchat.model.RemoveTagRequest;
import dev.ringdown.api.agentchat.model.ReportAnswerFormat;
import dev.ringdown.api.agentchat.model.SendMessageRequest;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.event.EventLog;
import dev.ringdown.store.Transactions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * No call of the desk goes through what grows with the company: the database tells how it comes to the rows of every statement that a call really sends,
 * and how many it has looked at in all. On the embedded database, or, of a build with such properties, on the one of {@code datasources.default.url}.
 */
class ListsAtSizeTest {

    /** What is counted is counted to 10,000, and gone through once more as it is. */
    private static final int COUNTED = 40_000;
    /** What is shown, and what leads to it. */
    private static final int SHOWN = 3_000;
    private static final int CHANGED = 200;

    private static final Caller MANAGER = new Caller(LargeCompany.MANAGER, "Manager", true, 1);
    private static final Caller AGENT = new Caller(LargeCompany.AGENT, "Agent", false, 1);
    private static final Caller AGENT_OF_MANY = new Caller(LargeCompany.AGENT_OF_MANY, "Agent", false, 1);

    /** What grows with the company. */
    private static final Set<String> LARGE = Set.of("chat", "message", "conversation", "conversation_party", "customer", "customer_word", "customer_pair", "customer_contact",
            "chat_tag", "chat_conversation", "desk_event", "desk_fact", "figure", "agent_figure", "comment", "lane", "delivery", "delivery_attempt");

    /** What the plan calls going through an index, and ends at its first row. */
    private static final List<String> ALLOWED = List.of("(SELECT started_at FROM chat ORDER BY id LIMIT 1)");

    private static ApplicationContext node;

    @BeforeAll
    static void start() {
        Map<String, Object> settings = new HashMap<>(SentStatements.SETTINGS);
        settings.putAll(Map.of("ringdown.data-dir", "target/lists-at-size-test", "ringdown.database.buffer-pool-size", "256M"));
        node = ApplicationContext.run(settings);
        if (number("SELECT COUNT(*) FROM chat") < LargeCompany.CHATS) {
            LargeCompany.make(node);
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /**
     * A call.
     *
     * @param most how many rows the database may look at for it
     */
    private record Call(String name, int most, Caller caller, Supplier<?> supplier) {
    }

    @TestFactory
    Stream<DynamicTest> everyCallReadsNoMoreThanItShows() {
        return Stream.of(chats(), messages(), customers(), otherLists(), changes(), reports()).flatMap(List::stream)
                .map(call -> DynamicTest.dynamicTest(call.name, () -> check(call)));
    }

    private static List<Call> chats() {
        List<Call> calls = new ArrayList<>();
        Map<String, Caller> callers = Map.of("a Manager", MANAGER, "an Agent", AGENT, "an Agent of 30 departments", AGENT_OF_MANY);
        callers.forEach((who, caller) -> {
            calls.add(new Call("GetChats of " + who, COUNTED, caller, () -> new Query().get()));
            calls.add(new Call("GetChats of a department, of " + who, COUNTED, caller, () -> new Query().department(2).get()));
            calls.add(new Call("GetChats of a small department, of " + who, COUNTED, caller, () -> new Query().department(30).get()));
            calls.add(new Call("GetChats of an agent, of " + who, COUNTED, caller, () -> new Query().agent(150).get()));
            calls.add(new Call("GetChats of a customer, of " + who, COUNTED, caller, () -> new Query().customer(LargeCompany.BUSY_CUSTOMER).get()));
            calls.add(new Call("GetChats of a frequent tag, of " + who, COUNTED, caller, () -> new Query().tag(LargeCompany.FREQUENT_TAG).get()));
            calls.add(new Call("GetChats of a rare tag, of " + who, SHOWN, caller, () -> new Query().tag(LargeCompany.RARE_TAG).get()));
            calls.add(new Call("GetChats of a tag in a department, of " + who, COUNTED, caller,
                    () -> new Query().tag(LargeCompany.FREQUENT_TAG).department(2).get()));
            calls.add(new Call("GetChats of a tag and an agent, of " + who, COUNTED, caller,
                    () -> new Query().tag(LargeCompany.FREQUENT_TAG).agent(150).get()));
            for (ChatStatus status : ChatStatus.values()) {
                calls.add(new Call("GetChats " + status + ", of " + who, COUNTED, caller, () -> new Query().status(status).get()));
            }
            calls.add(new Call("GetChats, a deep page, of " + who, COUNTED, caller,
                    () -> new Query().status(ChatStatus.CLOSED).after("2025-03-01T00:00:00Z").get()));
            Map.of("early", "2025-01", "in the midst", "2025-06", "late", "2026-02").forEach((when, month) -> {
                calls.add(new Call("GetChats of a day " + when + ", of " + who, SHOWN + 4_000, caller,
                        () -> new Query().from(month + "-10").to(month + "-10").get()));
                calls.add(new Call("GetChats of a month " + when + ", of " + who, COUNTED, caller,
                        () -> new Query().from(month + "-01").to(month + "-28").get()));
                calls.add(new Call("GetChats from a day " + when + ", of " + who, COUNTED, caller, () -> new Query().from(month + "-10").get()));
                calls.add(new Call("GetChats to a day " + when + ", of " + who, COUNTED, caller, () -> new Query().to(month + "-10").get()));
                calls.add(new Call("GetChats of days and a department " + when + ", of " + who, COUNTED, caller,
                        () -> new Query().from(month + "-01").to(month + "-28").department(2).get()));
                calls.add(new Call("GetChats of days and an agent " + when + ", of " + who, COUNTED, caller,
                        () -> new Query().from(month + "-01").to(month + "-28").agent(150).get()));
                calls.add(new Call("GetChats of days and a tag " + when + ", of " + who, COUNTED, caller,
                        () -> new Query().from(month + "-01").to(month + "-28").tag(LargeCompany.FREQUENT_TAG).get()));
                calls.add(new Call("GetChats updated since " + when + ", of " + who, COUNTED, caller,
                        () -> new Query().since(month + "-20T00:00:00Z").get()));
                calls.add(new Call("GetChats of a department updated since " + when + ", of " + who, COUNTED, caller,
                        () -> new Query().since(month + "-20T00:00:00Z").department(2).get()));
            });
            calls.add(new Call("GetChats with messages, of " + who, COUNTED + 10_000, caller, () -> new Query().withMessages().get()));
        });
        calls.add(new Call("GetChats, one with its messages", SHOWN, MANAGER, () -> new Query().chat(LargeCompany.LONG_CHAT).withMessages().get()));
        calls.add(new Call("GetChats, one of many conversations", SHOWN, MANAGER,
                () -> new Query().chat(LargeCompany.MANY_CONVERSATIONS).withMessages().get()));
        return calls;
    }

    private static List<Call> messages() {
        ChatsApi api = node.getBean(ChatsApi.class);
        return List.of(
                new Call("GetMessages of a long chat", SHOWN, AGENT_OF_MANY, () -> api.getMessages("1", LargeCompany.LONG_CHAT, Optional.empty(), 200)),
                new Call("GetMessages, a deep page", SHOWN, MANAGER, () -> api.getMessages("1", LargeCompany.LONG_CHAT, Optional.of(405_000L), 200)),
                new Call("GetMessages of many conversations", SHOWN, MANAGER,
                        () -> api.getMessages("1", LargeCompany.MANY_CONVERSATIONS, Optional.empty(), 200)),
                new Call("GetMessages of many conversations, a deep page", SHOWN, MANAGER,
                        () -> api.getMessages("1", LargeCompany.MANY_CONVERSATIONS, Optional.of(300_500L), 200)),
                new Call("GetAttachment", SHOWN, MANAGER, () -> refused(() -> api.getAttachment("1", 405_000L, 1))),
                new Call("ExportChat, its first page", SHOWN, MANAGER, () -> firstOf(api.exportChat("1", LargeCompany.LONG_CHAT).body())));
    }

    private static List<Call> customers() {
        CustomersApi api = node.getBean(CustomersApi.class);
        List<Call> calls = new ArrayList<>();
        for (String text : List.of("sipho", "si", "sipho dlamini", "si dl", "c123", "example", "nobody", "sipho nobody", "0123", "+27830000123")) {
            calls.add(new Call("SearchCustomer " + text, 20_000, AGENT, () -> api.searchCustomer("1", text, 50)));
        }
        calls.add(new Call("GetCustomer of many chats", SHOWN, MANAGER, () -> api.getCustomer("1", LargeCompany.BUSY_CUSTOMER)));
        calls.add(new Call("GetCustomer of many chats, of an Agent", SHOWN, AGENT_OF_MANY, () -> api.getCustomer("1", LargeCompany.BUSY_CUSTOMER)));
        calls.add(new Call("GetComments", SHOWN, MANAGER, () -> api.getComments("1", LargeCompany.BUSY_CUSTOMER, Optional.empty(), 200)));
        calls.add(new Call("GetComments, a deep page", SHOWN, MANAGER, () -> api.getComments("1", LargeCompany.BUSY_CUSTOMER,
                Optional.of(number("SELECT id FROM comment WHERE customer_id = " + LargeCompany.BUSY_CUSTOMER + " ORDER BY created LIMIT 300, 1")), 200)));
        return calls;
    }

    private static List<Call> otherLists() {
        return List.of(
                new Call("GetAgents", SHOWN, MANAGER, () -> node.getBean(AgentsApi.class).getAgents("1")),
                new Call("GetDepartments", SHOWN, MANAGER, () -> node.getBean(DepartmentsApi.class).getDepartments("1")),
                new Call("GetTagGroups", SHOWN, MANAGER, () -> node.getBean(TagsApi.class).getTagGroups("1")),
                new Call("GetSessions", SHOWN, MANAGER, () -> node.getBean(AuthenticationApi.class).getSessions("1", Optional.empty())),
                new Call("GetSessions of an agent", SHOWN, MANAGER, () -> node.getBean(AuthenticationApi.class).getSessions("1", Optional.of(150L))),
                new Call("Events, a replay", SHOWN, MANAGER, () -> node.getBean(EventLog.class).after(20_000, 200)));
    }

    /** Each is undone when it is counted. */
    private static List<Call> changes() {
        ChatsApi chats = node.getBean(ChatsApi.class);
        TagsApi tags = node.getBean(TagsApi.class);
        CustomersApi customers = node.getBean(CustomersApi.class);
        long waiting = LargeCompany.CHATS - 100;
        long open = LargeCompany.CHATS - 101;
        return List.of(
                new Call("GrabChat", CHANGED, MANAGER, () -> chats.grabChat("1", waiting)),
                new Call("AssignChat", CHANGED, MANAGER, () -> refused(() -> chats.assignChat("1", waiting, 150L))),
                new Call("TransferChatToDepartment", CHANGED, MANAGER, () -> refused(() -> chats.transferChatToDepartment("1", open, 30L))),
                new Call("SendMessage", CHANGED, MANAGER, () -> chats.sendMessage("1", new SendMessageRequest(open, "Good morning", null, null, null))),
                new Call("SendMessage into a long chat", CHANGED, MANAGER,
                        () -> refused(() -> chats.sendMessage("1", new SendMessageRequest(LargeCompany.LONG_CHAT, "Good morning", null, null, null)))),
                new Call("CloseChat", CHANGED, MANAGER, () -> chats.closeChat("1", open)),
                new Call("AddTag", CHANGED, MANAGER, () -> tags.addTag("1", new AddTagRequest(open, null, 3L))),
                new Call("RemoveTag", CHANGED, MANAGER, () -> tags.removeTag("1", new RemoveTagRequest(open, LargeCompany.FREQUENT_TAG))),
                new Call("AddComment", CHANGED, MANAGER, () -> refused(() -> customers.addComment("1", new AddCommentRequest(100 + open % 5000, "Note")))));
    }

    /** Calls of reports come here, as lines of the same kind. */
    private static List<Call> reports() {
        ReportsApi api = node.getBean(ReportsApi.class);
        List<Call> calls = new ArrayList<>();
        calls.add(new Call("GetLiveMetrics", SHOWN, AGENT, () -> api.getLiveMetrics("1")));
        calls.add(new Call("GetDashboard", SHOWN, MANAGER, () -> api.getDashboard("1", Optional.empty(), Optional.empty(), Optional.empty())));
        calls.add(new Call("GetDashboard of a year and a department", SHOWN, MANAGER,
                () -> api.getDashboard("1", Optional.of(LocalDate.parse("2025-01-01")), Optional.of(LocalDate.parse("2025-12-31")), Optional.of(2L))));
        for (long report = 1; report <= 5; report++) {
            long id = report;
            calls.add(new Call("GetReport " + id, SHOWN, MANAGER, () -> api.getReport("1", id, LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31"),
                    ReportAnswerFormat.JSON)));
        }
        calls.add(new Call("GetRecipients", SHOWN, MANAGER, () -> api.getRecipients("1")));
        return calls;
    }

    @Test
    void whoGoesThroughAllIsSeen() {
        assertEquals(1, goingThroughAll("SELECT COUNT(channel) FROM chat c WHERE c.channel <> 'x'").size());
        assertEquals(1, goingThroughAll("SELECT COUNT(*) FROM (SELECT 1 FROM message m WHERE m.status = 'x') found").size());
        assertEquals(1, goingThroughAll("UPDATE customer SET name = 'x' WHERE comments = 'y'").size());
        assertEquals(List.of(), goingThroughAll("SELECT COUNT(channel) FROM chat c WHERE c.id = 1"));
        List<String> sent = SentStatements.of(() -> as(MANAGER, () -> new Query().get()));
        assertTrue(sent.size() > 1 && sent.stream().allMatch(sql -> sql.startsWith("SELECT")), sent::toString);
    }

    private static void check(Call call) {
        List<String> sent = new ArrayList<>();
        long[] rows = new long[1];
        // In one transaction, on one connection, whose rows the database counts; what it has changed is undone.
        try {
            node.getBean(Transactions.class).inTransaction(() -> {
                sent.clear();
                long before = rowsRead();
                sent.addAll(SentStatements.of(() -> as(call.caller, call.supplier)));
                rows[0] = rowsRead() - before;
                throw new Undone();
            });
        } catch (Undone done) {
            // As it should be.
        }
        List<String> large = sent.stream().flatMap(sql -> goingThroughAll(sql).stream()).toList();
        assertEquals(List.of(), large);
        assertTrue(rows[0] <= call.most, () -> "It looks at " + rows[0] + " rows:\n" + String.join("\n", sent));
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final Pattern TABLE = Pattern.compile("\\b(?:FROM|JOIN|UPDATE)\\s+\\(?([a-z_]+)(?:\\s+(?:AS\\s+)?(?!ON\\b|SET\\b|WHERE\\b|FORCE\\b|JOIN\\b)([a-z]\\w*))?",
            Pattern.CASE_INSENSITIVE);

    /** The large tables that the statement goes through, with the plan's word for it. */
    private static List<String> goingThroughAll(String sql) {
        String begin = sql.stripLeading().toUpperCase(Locale.ROOT);
        if (!begin.startsWith("SELECT") && !begin.startsWith("UPDATE") && !begin.startsWith("DELETE")) {
            return List.of();
        }
        Map<String, String> tables = new HashMap<>();
        Matcher named = TABLE.matcher(sql);
        while (named.find()) {
            tables.put(named.group(1), named.group(1));
            if (named.group(2) != null) {
                tables.put(named.group(2), named.group(1));
            }
        }
        String explained = ALLOWED.stream().reduce(sql, (rest, allowed) -> rest.replace(allowed, "NULL"));
        return query("EXPLAIN FORMAT=TRADITIONAL " + explained, plan -> {
            List<String> found = new ArrayList<>();
            while (plan.next()) {
                String table = plan.getString("table");
                String type = plan.getString("type");
                if (table != null && LARGE.contains(tables.getOrDefault(table, table)) && ("ALL".equals(type) || "index".equals(type))) {
                    found.add(tables.getOrDefault(table, table) + " " + type + ": " + sql);
                }
            }
            return found;
        });
    }

    private static long rowsRead() {
        return query("SHOW SESSION STATUS LIKE 'Handler_read%'", status -> {
            long reads = 0;
            while (status.next()) {
                reads += status.getLong(2);
            }
            return reads;
        });
    }

    private static long number(String sql) {
        return query(sql, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    private interface Reading<T> {
        T of(ResultSet rows) throws java.sql.SQLException;
    }

    private static <T> T query(String sql, Reading<T> reading) {
        return node.getBean(JdbcOperations.class).execute(connection -> {
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
                return reading.of(rows);
            }
        });
    }

    private static <T> T as(Caller caller, Supplier<T> call) {
        HttpRequest<?> request = HttpRequest.GET("/").setAttribute(HttpAttributes.PRINCIPAL, caller.authentication());
        return ServerRequestContext.with(request, call);
    }

    private static Object refused(Supplier<?> call) {
        try {
            return call.get();
        } catch (DeskException e) {
            return e;
        }
    }

    private static int firstOf(InputStream file) {
        try {
            return file.readNBytes(2_000).length;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A call of GetChats. */
    private static final class Query {

        private Optional<Long> chat = Optional.empty();
        private Optional<ChatStatus> status = Optional.empty();
        private Optional<Long> department = Optional.empty();
        private Optional<Long> agent = Optional.empty();
        private Optional<Long> customer = Optional.empty();
        private Optional<Long> tag = Optional.empty();
        private Optional<LocalDate> from = Optional.empty();
        private Optional<LocalDate> to = Optional.empty();
        private Optional<Instant> since = Optional.empty();
        private Optional<Instant> after = Optional.empty();
        private boolean messages;

        GetChatsResponse get() {
            return node.getBean(ChatsApi.class).getChats("1", chat, status, department, agent, customer, tag, from, to, since, messages, 50, after,
                    after.map(instant -> 1_000_000L)).body();
        }

        Query chat(long id) {
            chat = Optional.of(id);
            return this;
        }

        Query status(ChatStatus wanted) {
            status = Optional.of(wanted);
            return this;
        }

        Query department(long id) {
            department = Optional.of(id);
            return this;
        }

        Query agent(long id) {
            agent = Optional.of(id);
            return this;
        }

        Query customer(long id) {
            customer = Optional.of(id);
            return this;
        }

        Query tag(long id) {
            tag = Optional.of(id);
            return this;
        }

        Query from(String day) {
            from = Optional.of(LocalDate.parse(day));
            return this;
        }

        Query to(String day) {
            to = Optional.of(LocalDate.parse(day));
            return this;
        }

        Query since(String instant) {
            since = Optional.of(Instant.parse(instant));
            return this;
        }

        Query after(String instant) {
            after = Optional.of(Instant.parse(instant));
            return this;
        }

        Query withMessages() {
            messages = true;
            return this;
        }
    }
}
