package dev.ringdown.desk.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringdown.StandingClock;
import dev.ringdown.api.agentchat.AgentsApi;
import dev.ringdown.api.agentchat.AuthenticationApi;
import dev.ringdown.api.agentchat.ChatsApi;
import dev.ringdown.api.agentchat.CustomersApi;
import dev.ringdown.api.agentchat.DepartmentsApi;
import dev.ringdown.api.agentchat.TagsApi;
import dev.ringdown.api.agentchat.model.AddCommentRequest;
import dev.ringdown.api.agentchat.model.AddTagRequest;
import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.RemoveTagRequest;
import dev.ringdown.api.agentchat.model.SendMessageRequest;
import dev.ringdown.api.agentchat.model.UpdateAgentRequest;
import dev.ringdown.api.agentchat.model.UpdateCustomerRequest;
import dev.ringdown.api.agentchat.model.UpdateDepartmentRequest;
import dev.ringdown.api.agentchat.model.UpdateTagRequest;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Agent;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.event.NumberedEvents;
import dev.ringdown.desk.session.LoggedOn;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.MessageBody;
import dev.ringdown.hub.conversation.MessagePlace;
import dev.ringdown.hub.conversation.NewMessage;
import dev.ringdown.hub.conversation.Nodes;
import dev.ringdown.store.Transactions;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A round of {@link DeskRacesTest}: one or two customers with their conversations, two to six acts at once, and what must hold then. */
final class RacingRound {

    private static final long LONGEST_DELAY_NANOS = 3_000_000;
    private static final Duration MENU_TIME = Duration.ofMinutes(2);
    /** As the accounts have it. */
    private static final Duration ACCOUNT_TIME = Duration.ofMinutes(30);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final RacingDesk desk;
    private final SplittableRandom random;
    private final List<String> emails = new ArrayList<>();
    private final List<Started> started = Collections.synchronizedList(new ArrayList<>());
    /** Texts that were to be stored, and whether they were accepted. */
    private final Map<String, Boolean> said = new ConcurrentHashMap<>();
    private List<Caller> callers = List.of();
    private List<Long> chats = List.of();
    private List<Long> customers = List.of();
    private long lastFact;
    private final List<Act> acts = new ArrayList<>();

    /** A conversation, and the address of its customer. */
    private record Started(UUID id, Nodes.Line line, String email) {
    }

    private interface Call {
        void make(ApplicationContext node);
    }

    /** One of the things that happen at once, on one of the nodes. */
    final class Act {

        private final String name;
        private final Set<ErrorCode> refusals;
        private final ApplicationContext node = desk.nodes.both().get(random.nextInt(2));
        private final long delay = random.nextLong(LONGEST_DELAY_NANOS);
        private final Call call;
        private volatile String outcome = "?";

        private Act(String name, Call call, ErrorCode... refusals) {
            this.name = name;
            this.call = call;
            this.refusals = Set.of(refusals);
        }

        String run() {
            LockSupport.parkNanos(delay);
            try {
                call.make(node);
                outcome = "done";
            } catch (DeskException refused) {
                outcome = refused.code().getValue();
                if (!refusals.contains(refused.code())) {
                    throw new AssertionError(name + " may not be refused with " + outcome, refused);
                }
            } catch (HubException refused) {
                outcome = refused.code().name();
                if (refused.code() != HubErrorCode.CONVERSATION_OVER && refused.code() != HubErrorCode.TYPE_NOT_ALLOWED) {
                    throw new AssertionError(name + " may not be refused with " + outcome, refused);
                }
            } catch (RuntimeException e) {
                outcome = e.toString();
                throw new AssertionError(name + " has failed", e);
            }
            return name + " " + outcome;
        }

        @Override
        public String toString() {
            return name + ": " + outcome;
        }
    }

    RacingRound(RacingDesk desk, SplittableRandom random) {
        this.desk = desk;
        this.random = random;
    }

    /** Customers have come, some way gone already. */
    void prepare() {
        lastFact = Long.parseLong(desk.nodes.rows("select coalesce(max(id), 0) from desk_fact").get(0));
        callers = desk.staff(random);
        boolean two = random.nextInt(3) == 0;
        for (int i = 0; i < (two ? 2 : 1); i++) {
            // Two accounts of one customer, or two customers.
            String email = i == 1 && random.nextBoolean() ? emails.get(0) : Nodes.unique("customer") + "@example.com";
            emails.add(email);
            Nodes.Line line = pick(List.of(desk.menu, desk.direct, desk.direct, desk.patient, desk.bot));
            for (int starts = line == desk.bot ? 1 + random.nextInt(3) : 1; starts > 0; starts--) {
                started.add(new Started(line.start(email), line, email));
            }
        }
        if (random.nextInt(4) == 0) {
            // They have come while nobody was there, and now somebody is.
            callers = desk.staff(random);
        }
        look();
        if (random.nextBoolean()) {
            chats.forEach(chat -> assign(chat, desk.agents.get(random.nextInt(2))).run());
        }
        for (int steps = random.nextInt(3); steps > 0; steps--) {
            act().run();
            look();
        }
        if (random.nextInt(4) == 0) {
            StandingClock.SHARED.move(ACCOUNT_TIME.minus(MOMENT));
        }
        int most = 2 + random.nextInt(5);
        for (int i = 0; i < most; i++) {
            acts.add(act());
        }
    }

    List<Act> acts() {
        return acts;
    }

    void clearAway() {
        desk.clearAway(started.stream().map(Started::id).toList());
    }

    private void look() {
        chats = desk.nodes.rows("select distinct chat_id from chat_conversation where conversation_id in (" + conversations() + ")").stream()
                .map(Long::valueOf).toList();
        customers = desk.nodes.rows("select distinct id from (select customer_id as id from chat where id in (select chat_id from chat_conversation "
                + "where conversation_id in (" + conversations() + ")) union select customer_id from menu_session where conversation_id in ("
                + conversations() + ")) known").stream().map(Long::valueOf).toList();
    }

    private Act act() {
        Caller caller = random.nextInt(3) == 0 ? desk.manager : holderOrAnybody();
        Started conversation = started.get(random.nextInt(started.size()));
        Agent agent = pick(desk.agents);
        if (chats.isEmpty() || random.nextInt(3) == 0) {
            return switch (random.nextInt(12)) {
                case 0, 1 -> says(conversation, pick(List.of("1", "71", "72", "what?")));
                case 2 -> customerActs("customer ends", conversation, Nodes.message(PartyType.CUSTOMER, MessageTypeName.CONVERSATION_END));
                case 3 -> customerActs("customer tells a name", conversation, new NewMessage(Nodes.unique("m"), MessageTypeName.CUSTOMER_INFO,
                        MessageBody.ofJson(Map.of("name", "Ada " + random.nextInt(100))), PartyType.CUSTOMER, null));
                case 4, 5 -> new Act("start again", node -> started.add(new Started(conversation.line.start(node.getBean(ConversationService.class),
                        conversation.email), conversation.line, conversation.email)));
                case 6 -> conversation.line != desk.bot ? says(conversation, "1")
                        : new Act("bot hands over", node -> desk.bot.botHandsOver(node.getBean(ConversationService.class), conversation.id));
                case 7 -> new Act("menu time is up", node -> {
                    StandingClock.SHARED.move(MENU_TIME);
                    RacingDesk.work(node, "welcome-menu-timeouts");
                });
                case 8 -> new Act("account time is up", node -> {
                    StandingClock.SHARED.move(MOMENT);
                    RacingDesk.work(node, "conversation-timeouts");
                });
                case 9 -> works("chat-releases");
                case 10 -> delivery(conversation);
                default -> pick(List.of(works("ended-sessions"), works("figures"), new Act("number events", NumberedEvents::number)));
            };
        }
        long chat = pick(chats);
        long customer = pick(customers);
        long department = pick(List.of(RacingDesk.GENERAL, desk.sales, desk.support));
        long tag = pick(List.of(desk.salesTag, desk.freeTag));
        return switch (random.nextInt(22)) {
            case 0, 1, 2 -> desk("grab", caller, node -> node.getBean(ChatsApi.class).grabChat("1", chat), ErrorCode.NOT_FOUND,
                    ErrorCode.CHAT_NOT_UNASSIGNED, ErrorCode.CHAT_CLOSED);
            case 3, 4 -> assign(chat, agent);
            case 5 -> desk("transfer to agent", caller, node -> node.getBean(ChatsApi.class).transferChatToAgent("1", chat, agent.id()),
                    ErrorCode.NOT_FOUND, ErrorCode.NOT_ALLOWED, ErrorCode.CHAT_CLOSED, ErrorCode.CHAT_NOT_ASSIGNED, ErrorCode.ALREADY_HOLDER,
                    ErrorCode.AGENT_NOT_IN_DEPARTMENT, ErrorCode.AGENT_NOT_ONLINE);
            case 6, 7 -> desk("transfer to department", caller, node -> node.getBean(ChatsApi.class).transferChatToDepartment("1", chat, department),
                    ErrorCode.NOT_FOUND, ErrorCode.NOT_ALLOWED, ErrorCode.CHAT_CLOSED, ErrorCode.SAME_DEPARTMENT, ErrorCode.DEPARTMENT_DISABLED,
                    ErrorCode.NO_AGENT_AVAILABLE);
            case 8 -> desk("close", caller, node -> node.getBean(ChatsApi.class).closeChat("1", chat), ErrorCode.NOT_FOUND, ErrorCode.NOT_ALLOWED,
                    ErrorCode.CHAT_CLOSED);
            case 9, 10 -> sends(caller, chat, false);
            case 11 -> sends(caller, chat, true);
            case 12 -> says(conversation, "Hello?");
            case 13 -> desk("add tag", caller, node -> node.getBean(TagsApi.class).addTag("1", new AddTagRequest(chat, null, tag)), ErrorCode.NOT_FOUND,
                    ErrorCode.NOT_ALLOWED, ErrorCode.CHAT_CLOSED, ErrorCode.TAG_DISABLED);
            case 14 -> desk("add tag to customer's", caller, node -> node.getBean(TagsApi.class).addTag("1", new AddTagRequest(null, customer, tag)),
                    ErrorCode.NO_ACTIVE_CHAT, ErrorCode.SEVERAL_ACTIVE_CHATS, ErrorCode.NOT_ALLOWED, ErrorCode.TAG_DISABLED);
            case 15 -> desk("remove tag", caller, node -> node.getBean(TagsApi.class).removeTag("1", new RemoveTagRequest(chat, tag)),
                    ErrorCode.NOT_FOUND, ErrorCode.NOT_ALLOWED, ErrorCode.CHAT_CLOSED);
            case 16 -> desk("update customer", caller, node -> node.getBean(CustomersApi.class).updateCustomer("1",
                    new UpdateCustomerRequest(customer, "Bob " + caller.agentId(), null, null, null)));
            case 17 -> desk("update customer and tag", caller, node -> node.getBean(CustomersApi.class).updateCustomer("1",
                    new UpdateCustomerRequest(customer, "Bea " + caller.agentId(), null, "called", tag)), ErrorCode.NO_ACTIVE_CHAT,
                    ErrorCode.SEVERAL_ACTIVE_CHATS, ErrorCode.NOT_ALLOWED, ErrorCode.TAG_DISABLED);
            case 18 -> desk("add comment", caller, node -> node.getBean(CustomersApi.class).addComment("1", new AddCommentRequest(customer, "Noted")),
                    ErrorCode.NO_ACTIVE_CHAT, ErrorCode.SEVERAL_ACTIVE_CHATS, ErrorCode.NOT_ALLOWED);
            case 19 -> random.nextBoolean()
                    ? desk("update department", desk.manager, node -> node.getBean(DepartmentsApi.class).updateDepartment("1",
                            new UpdateDepartmentRequest(department, null, null, null, null, null, null, department == RacingDesk.GENERAL, null)),
                            ErrorCode.DEPARTMENT_IN_USE)
                    : desk("disable tag", desk.manager, node -> node.getBean(TagsApi.class).updateTag("1", new UpdateTagRequest(tag, null, false)));
            case 20 -> updates(agent);
            default -> sessions(caller, agent);
        };
    }

    private Act assign(long chat, Agent agent) {
        return desk("assign", desk.manager, node -> node.getBean(ChatsApi.class).assignChat("1", chat, agent.id()), ErrorCode.CHAT_CLOSED,
                ErrorCode.ALREADY_HOLDER, ErrorCode.AGENT_NOT_IN_DEPARTMENT, ErrorCode.AGENT_NOT_ONLINE);
    }

    private Act updates(Agent agent) {
        List<Long> departments = random.nextBoolean() ? List.of(desk.sales) : List.of(RacingDesk.GENERAL, desk.support);
        return switch (random.nextInt(3)) {
            case 0 -> desk("disable agent", desk.manager, node -> node.getBean(AgentsApi.class).updateAgent("1",
                    new UpdateAgentRequest(agent.id(), null, null, null, null, null, null, null, false)));
            case 1 -> desk("move agent", desk.manager, node -> node.getBean(AgentsApi.class).updateAgent("1", new UpdateAgentRequest(agent.id(), null,
                    null, null, null, null, null, departments, null)));
            default -> desk("agent's status", desk.manager, node -> node.getBean(AgentsApi.class).updateAgent("1", new UpdateAgentRequest(agent.id(),
                    null, null, null, null, null, AgentStatus.Busy, null, null)), ErrorCode.AGENT_NOT_ONLINE);
        };
    }

    private Act sessions(Caller caller, Agent agent) {
        Caller leaving = caller == desk.manager ? callers.get(0) : caller;
        return switch (random.nextInt(3)) {
            case 0 -> desk("log off", leaving, node -> node.getBean(AuthenticationApi.class).agentLogoff("1"), ErrorCode.INVALID_SESSION,
                    ErrorCode.OPEN_CHATS_HELD);
            case 1 -> desk("end session", desk.manager, node -> node.getBean(AuthenticationApi.class).endSession("1", leaving.sessionId()),
                    ErrorCode.NOT_FOUND);
            default -> new Act("log on", node -> LoggedOn.agent(node, agent), ErrorCode.INVALID_LOGON);
        };
    }

    private Caller holderOrAnybody() {
        if (!chats.isEmpty() && random.nextInt(3) > 0) {
            List<String> holders = desk.nodes.rows("select agent_id from chat where status_id = 2 and id in (" + ids(chats) + ")");
            List<Caller> found = callers.stream().filter(caller -> holders.contains(Long.toString(caller.agentId()))).toList();
            if (!found.isEmpty()) {
                return pick(found);
            }
        }
        return pick(callers);
    }

    private Act desk(String name, Caller caller, Consumer<ApplicationContext> call, ErrorCode... refusals) {
        return new Act(name, node -> RacingDesk.as(caller, () -> {
            call.accept(node);
            return null;
        }), refusals);
    }

    private Act works(String task) {
        return new Act(task, node -> RacingDesk.work(node, task));
    }

    private Act sends(Caller caller, long chat, boolean file) {
        String text = Nodes.unique("answer");
        SendMessageRequest request = file
                ? new SendMessageRequest(chat, text, "text/plain", text + ".txt", Base64.getEncoder().encodeToString(text.getBytes()))
                : new SendMessageRequest(chat, text, null, null, null);
        said.put(text, false);
        return desk(file ? "send file" : "send", caller, node -> {
            node.getBean(ChatsApi.class).sendMessage("1", request);
            said.put(text, true);
        }, ErrorCode.NOT_FOUND, ErrorCode.NOT_ALLOWED, ErrorCode.CHAT_NOT_ASSIGNED, ErrorCode.CHAT_CLOSED, ErrorCode.CONVERSATION_OVER);
    }

    private Act says(Started conversation, String text) {
        // Known again by its messageId: the text may be an answer to the menu.
        NewMessage message = Nodes.text(PartyType.CUSTOMER, text);
        said.put(message.messageId(), false);
        return new Act("customer says", node -> {
            conversation.line.customerSends(node.getBean(ConversationService.class), conversation.id, message);
            said.put(message.messageId(), true);
        });
    }

    private Act customerActs(String name, Started conversation, NewMessage message) {
        return new Act(name, node -> conversation.line.customerSends(node.getBean(ConversationService.class), conversation.id, message));
    }

    /** As lanes tell it: the customer has the first messages, or cannot be reached with one. */
    private Act delivery(Started conversation) {
        if (random.nextBoolean()) {
            return new Act("delivered", node -> node.getBean(Transactions.class).inTransaction(() -> node.getBean(ConversationService.class)
                    .statusChanged(List.of(new MessagePlace(conversation.id, 1), new MessagePlace(conversation.id, 2)))));
        }
        return new Act("given up", node -> node.getBean(Transactions.class).inTransaction(() -> {
            node.getBean(ConversationService.class).lock(conversation.id);
            desk.nodes.rows("select sequence from message where type = 'text' and sender_type = 'custom_agent' and conversation_id = "
                    + Nodes.hex(conversation.id) + " order by sequence desc limit 1").forEach(sequence ->
                    node.getBean(ConversationService.class).deliveryGivenUp(conversation.id, Long.parseLong(sequence)));
        }));
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static String ids(List<Long> some) {
        return some.isEmpty() ? "0" : some.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private String conversations() {
        synchronized (started) {
            return started.stream().map(Started::id).map(Nodes::hex).collect(Collectors.joining(", "));
        }
    }

    /** What must hold whatever has happened. */
    void check() {
        look();
        String ofChats = " c.id in (" + ids(chats) + ") ";
        none("chats whose columns do not agree with their states", "select c.id, c.status_id from chat c where" + ofChats + "and not coalesce("
                + "(c.status_id = 1 and c.agent_id is null and c.assigned_at is null and c.waiting_since is not null and c.closed_at is null "
                + "and c.active = true) or (c.status_id = 2 and c.agent_id is not null and c.assigned_at is not null and c.waiting_since is null "
                + "and c.closed_at is null and c.active = true)"
                + " or (c.status_id = 3 and c.active is null and c.closed_at is not null and c.waiting_since is null and c.held is null), false)");
        none("several active chats of a customer on an account", "select customer_id, account_id from chat c where" + ofChats
                + "and status_id <> 3 group by customer_id, account_id having count(*) > 1");
        none("active chats in disabled departments", "select c.id, d.name from chat c join department d on d.id = c.department_id where" + ofChats
                + "and c.status_id <> 3 and d.enabled = false");
        none("conversations of a chat not in their places", "select c.id, count(*) from chat c left join chat_conversation o on o.chat_id = c.id where"
                + ofChats + "group by c.id having count(o.position) = 0 or min(o.position) <> 1 or max(o.position) <> count(*)");
        none("conversations and their chats do not end together", "select c.id, c.status_id, v.state, o.position from chat c join chat_conversation o "
                + "on o.chat_id = c.id join conversation v on v.id = o.conversation_id where" + ofChats + "and (v.ended_at is null) <> (c.status_id <> 3 "
                + "and o.position = (select max(position) from chat_conversation p where p.chat_id = c.id))");
        none("chats are not held as the hub holds them", "select c.id, c.status_id, c.held, v.held_for is not null from chat c join chat_conversation o "
                + "on o.chat_id = c.id join conversation v on v.id = o.conversation_id where" + ofChats
                + "and o.position = (select max(position) from chat_conversation p where p.chat_id = c.id) "
                + "and coalesce(c.held, false) <> (v.held_for is not null)");
        none("held chats that agents have", "select c.id from chat c where" + ofChats + "and c.held = true and c.status_id <> 1");
        none("menus of conversations that are over or in a chat", "select v.state from menu_session s join conversation v on v.id = s.conversation_id "
                + "where v.id in (" + conversations() + ") and (v.ended_at is not null or exists (select 1 from chat_conversation o where "
                + "o.conversation_id = v.id))");
        none("menus of one customer and account at once", "select customer_id from menu_session where conversation_id in (" + conversations()
                + ") group by customer_id, account_id having count(*) > 1");
        none("conversations that are with nobody", "select v.state, v.created from conversation v where v.id in (" + conversations() + ") and v.ended_at is "
                + "null and v.state <> 'OPEN_BOT' and not exists (select 1 from chat_conversation o where o.conversation_id = v.id) and not exists "
                + "(select 1 from menu_session s where s.conversation_id = v.id)");
        none("agents who are there without a session", "select id, status_id from agent a where a.status_id <> 1 and a.id in ("
                + ids(desk.agents.stream().map(Agent::id).toList()) + ") and not exists (select 1 from session s where s.agent_id = a.id)");
        none("disabled agents with sessions", "select a.id from agent a join session s on s.agent_id = a.id where a.enabled = false");
        none("customers who are not found by their names, or by former ones", "select p.name from customer p where p.id in (" + ids(customers)
                + ") and p.name is not null and (select min(w.word = cast(lower(p.name) as binary)) from customer_word w where w.customer_id = p.id "
                + "and w.kind = 1) is not true");
        checkMessages();
        checkEvents();
        checkFacts();
    }

    private void checkMessages() {
        Map<String, Integer> times = new TreeMap<>();
        said.keySet().forEach(text -> times.put(text, 0));
        for (String row : desk.nodes.rows("select coalesce(message_id, ''), coalesce(document, '') from message where conversation_id in ("
                + conversations() + ")")) {
            said.keySet().stream().filter(row::contains).forEach(text -> times.merge(text, 1, Integer::sum));
        }
        Map<String, Integer> wanted = new TreeMap<>();
        said.forEach((text, accepted) -> wanted.put(text, accepted ? 1 : 0));
        assertEquals(wanted, times, "what was accepted is stored once, and nothing else");
        none("messages out of order", "select v.id from conversation v join message m on m.conversation_id = v.id where v.id in (" + conversations()
                + ") group by v.id, v.next_sequence having count(*) <> v.next_sequence - 1 or min(m.sequence) <> 1");
        none("conversations that do not end once", "select hex(v.id), v.state from conversation v where v.id in (" + conversations() + ") and "
                + "(v.ended_at is not null) <> (select count(*) from message m where m.conversation_id = v.id and m.type = 'conversation.end')");
        // The hub alone goes on: it tells who could not be reached.
        none("conversations that go on behind their end", "select hex(m.conversation_id), m.sequence, m.type from message m join message e on "
                + "e.conversation_id = m.conversation_id and e.type = 'conversation.end' and e.sequence < m.sequence where m.conversation_id in ("
                + conversations() + ") and m.sender_type <> 'system'");
    }

    private void checkEvents() {
        NumberedEvents.number(desk.nodes.both().get(random.nextInt(2)));
        assertEquals(List.of("1 1 0"), desk.nodes.rows("select coalesce(max(number) - min(number) + 1 = count(number), true), coalesce(max(number), 0) <= "
                + "(select last_number from desk_event_count), sum(number is null) from desk_event"), "events are numbered without gaps");
        none("chats of which no event tells", "select c.id from chat c where c.id in (" + ids(chats)
                + ") and not exists (select 1 from desk_event e where e.chat_id = c.id)");
    }

    private void checkFacts() {
        facts("started", "kind in (1, 2)", "1");
        facts("closed", "kind = 7", "(c.closed_at is not null)");
        facts("answered", "kind = 6", "(c.first_response_at is not null)");
        facts("with an agent", "kind = 5", "(select count(*) from message m join chat_conversation o on o.conversation_id = m.conversation_id where "
                + "o.chat_id = c.id and m.type = 'agent.join')");
        none("tags that do not count once where they were put on", "select t.chat_id, t.tag_id from chat_tag t where t.chat_id in (" + ids(chats)
                + ") and (select coalesce(sum(f.amount), 0) from desk_fact f where f.id > " + lastFact + " and f.kind = 8 and f.chat_id = t.chat_id and "
                + "f.tag_id = t.tag_id and f.department_id = t.department_id and f.occurred_at = t.put_on_at) <> 1");
        facts("tagged", "kind = 8", "(select count(*) from chat_tag t where t.chat_id = c.id)");
    }

    /** @param times how often that counts of a chat, as there is to be found elsewhere */
    private void facts(String what, String kind, String times) {
        none("chats that do not count as " + what + " as they are", "select c.id, " + times + " from chat c where c.id in (" + ids(chats) + ") and "
                + "(select coalesce(sum(f.amount), 0) from desk_fact f where f.id > " + lastFact + " and f.chat_id = c.id and f." + kind + ") <> " + times);
    }

    private void none(String what, String query) {
        assertEquals(List.of(), desk.nodes.rows(query), what);
    }

    /** For whoever looks into a failure. */
    List<String> state() {
        List<String> all = new ArrayList<>(desk.nodes.rows("select 'chat', c.id, c.status_id, c.customer_id, c.department_id, coalesce(c.agent_id, '-'), "
                + "coalesce(c.held, '-'), coalesce(c.active, '-') from chat c where c.id in (" + ids(chats) + ")"));
        all.addAll(desk.nodes.rows("select 'conversation', hex(v.id), v.state, coalesce(o.chat_id, '-'), coalesce(o.position, '-'), v.held_for is not null "
                + "from conversation v left join chat_conversation o on o.conversation_id = v.id where v.id in (" + conversations() + ")"));
        all.addAll(desk.nodes.rows("select hex(conversation_id), sequence, type, sender_type, coalesce(sender_name, '-'), coalesce(document, '') from message "
                + "where conversation_id in (" + conversations() + ") order by conversation_id, sequence"));
        return all;
    }

    @Override
    public String toString() {
        return acts.toString();
    }
}
