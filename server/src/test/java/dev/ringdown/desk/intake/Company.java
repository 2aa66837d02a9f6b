package dev.ringdown.desk.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringdown.StandingClock;
import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.agentchat.model.Role;
import dev.ringdown.desk.DeskApplication;
import dev.ringdown.desk.agent.Agent;
import dev.ringdown.desk.agent.AgentRepository;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.chat.ChatActs;
import dev.ringdown.desk.chat.ChatConversation;
import dev.ringdown.desk.chat.ChatConversationRepository;
import dev.ringdown.desk.chat.ChatRepository;
import dev.ringdown.desk.chat.ChatView;
import dev.ringdown.desk.department.Department;
import dev.ringdown.desk.department.DepartmentRepository;
import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.hub.conversation.ConversationTimeouts;
import dev.ringdown.hub.conversation.Nodes;
import dev.ringdown.store.Keys;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A company whose desk is on two nodes and goes by a clock that stands until a test moves it. Nothing is done by itself but what {@link #pass}
 * does. Its default department is called General, and stands in no menu. Each test begins with it as if it had just been set up.
 */
final class Company implements BeforeEachCallback, AfterAllCallback {

    static final Duration MILLI = Duration.ofMillis(1);

    final Nodes nodes;
    final StandingClock clock = StandingClock.SHARED;
    final ChatActs agents;
    private final AgentRepository people;
    private final DepartmentRepository departments;
    private final ChatRepository chats;
    private final ChatConversationRepository conversations;

    long general;

    Company() {
        this("target/intake-test");
    }

    Company(String dataDirectory) {
        nodes = new Nodes(dataDirectory, Map.of(StandingClock.SETTING, true));
        agents = new ChatActs(nodes);
        people = nodes.bean(AgentRepository.class);
        departments = nodes.bean(DepartmentRepository.class);
        chats = nodes.bean(ChatRepository.class);
        conversations = nodes.bean(ChatConversationRepository.class);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        nodes.close();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin();
    }

    /** A company that has just been set up, on a Monday at nine in the morning (UTC), always open, and nobody logged on. */
    private void begin() {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        ZonedDateTime monday = now.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).truncatedTo(ChronoUnit.DAYS).with(LocalTime.of(9, 0));
        clock.move(Duration.between(now, monday));
        nodes.execute("UPDATE agent SET status_id = " + AgentStatus.Offline.getValue(), "DELETE FROM menu_session", "DELETE FROM working_hours",
                "DELETE FROM setting", "UPDATE chat SET held = NULL", "UPDATE department SET include_in_welcome_menu = FALSE, menu_place = NULL");
        general = department("General");
        nodes.bean(DeskSettings.class).setDefaultDepartmentId(general);
    }

    /** Lets time pass, and does what has become due. */
    void pass(Duration time) {
        clock.move(time);
        nodes.bean(WelcomeMenu.class).leadSilent();
        nodes.bean(Releases.class).releaseDue();
        nodes.bean(ConversationTimeouts.class).endDue();
    }

    /** Does what is due at this moment. */
    void workIsDone() {
        pass(Duration.ZERO);
    }

    // What a Manager sets up

    void set(String setting, String value) {
        nodes.execute("REPLACE INTO setting (name, value) VALUES ('" + setting + "', '" + value + "')");
    }

    /** @param day Monday is 1 */
    void open(int day, int position, String from, String to) {
        nodes.execute("INSERT INTO working_hours (day, position, open, start_time, end_time) VALUES (" + day + ", " + position + ", TRUE, "
                + LocalTime.parse(from).toSecondOfDay() / 60 + ", " + LocalTime.parse(to).toSecondOfDay() / 60 + ")");
    }

    /** A department in no menu; it greets new customers with "New at" and those who were seen before with "Back at" it. */
    long department(String name) {
        return save(name, null);
    }

    long departmentInMenu(String name, int option) {
        return save(name, option);
    }

    private long save(String name, Integer option) {
        String unique = name + " " + UUID.randomUUID();
        return departments.save(new Department(null, unique, Keys.bytes(Keys.caseless(unique)), option != null, name, option, option,
                "New at " + name, "Back at " + name, true)).id();
    }

    void disable(long department) {
        nodes.execute("UPDATE department SET enabled = FALSE, menu_place = NULL WHERE id = " + department);
    }

    void takeOutOfMenu(long department) {
        nodes.execute("UPDATE department SET menu_place = NULL WHERE id = " + department);
    }

    /** @return what the tag is called */
    String departmentTag(long department, boolean enabled, boolean groupEnabled) {
        String name = "tag-" + UUID.randomUUID();
        nodes.execute("INSERT INTO tag_group (name, name_key, enabled) VALUES ('" + name + "', '" + name + "', " + groupEnabled + ")",
                "INSERT INTO tag (tag_group_id, name, name_key, enabled, listed) SELECT id, name, name_key, " + enabled
                        + ", TRUE FROM tag_group WHERE name = '" + name + "'",
                "INSERT INTO department_tag (department_id, tag_id) SELECT " + department + ", id FROM tag WHERE name = '" + name + "'");
        return name;
    }

    // Agents

    Caller agent(AgentStatus status, long... memberOf) {
        return person(Role.Agent, status, memberOf);
    }

    Caller manager() {
        return person(Role.Manager, AgentStatus.Busy);
    }

    private Caller person(Role role, AgentStatus status, long... memberOf) {
        String email = UUID.randomUUID() + "@ringdown.test";
        Agent agent = people.save(new Agent(null, "Thandi", email, Keys.bytes(email), null, role.getValue(), status.getValue(), "", true, null,
                clock.instant()));
        for (long department : memberOf) {
            people.join(agent.id(), department);
        }
        return new Caller(agent.id(), agent.name(), role == Role.Manager, 1);
    }

    void turns(Caller agent, AgentStatus status) {
        people.setStatus(agent.agentId(), status.getValue());
    }

    // Customers

    static String customer() {
        return UUID.randomUUID() + "@example.com";
    }

    /** A line on which conversations enter at the welcome menu and end where nobody is there; for a test to change. */
    static Nodes.Plan plan() {
        Nodes.Plan plan = new Nodes.Plan();
        plan.agents = DeskApplication.ID;
        return plan;
    }

    static Nodes.Plan planTo(long department) {
        Nodes.Plan plan = plan();
        plan.entryPoint = Long.toString(department);
        return plan;
    }

    // What has come of it

    /** The chat that a conversation is part of. */
    ChatView chat(UUID conversation) {
        return find(conversation).orElseThrow(() -> new AssertionError("The conversation is part of no chat"));
    }

    Optional<ChatView> find(UUID conversation) {
        return conversations.find(conversation).map(ChatConversation::chatId).flatMap(chats::view);
    }

    /** Whether the conversation is part of no chat and is over. */
    void assertSentAway(UUID conversation) {
        assertEquals(Optional.empty(), find(conversation));
        assertEquals("ENDED", nodes.state(conversation));
    }

    void assertWaits(long department, UUID conversation) {
        assertChat(ChatStatus.UNASSIGNED, department, conversation);
    }

    void assertChat(ChatStatus status, long department, UUID conversation) {
        ChatView chat = chat(conversation);
        assertEquals(status.getValue() + " in " + department, chat.statusId() + " in " + chat.departmentId());
    }

    /** By name. */
    List<String> tags(UUID conversation) {
        return nodes.rows("SELECT t.name FROM chat_tag c JOIN tag t ON t.id = c.tag_id WHERE c.chat_id = " + chat(conversation).id() + " ORDER BY t.name");
    }

    boolean isHeldByHub(UUID conversation) {
        return nodes.rows("SELECT held_for IS NOT NULL FROM conversation WHERE id = " + Nodes.hex(conversation)).equals(List.of("1"));
    }

    boolean isHeldAtDesk(UUID conversation) {
        return nodes.rows("SELECT held IS NOT NULL FROM chat WHERE id = " + chat(conversation).id()).equals(List.of("1"));
    }

    /** How many chats a customer has, or had. */
    int chatsOf(String email) {
        return nodes.rows("SELECT c.id FROM chat c JOIN customer p ON p.id = c.customer_id WHERE p.email = '" + email + "'").size();
    }
}
