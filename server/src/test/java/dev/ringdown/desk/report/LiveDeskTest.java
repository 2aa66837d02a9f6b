package dev.ringdown.desk.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.StandingClock;
import dev.ringdown.StatementCount;
import dev.ringdown.api.agentchat.model.DepartmentMetrics;
import dev.ringdown.api.agentchat.model.LiveMetrics;
import dev.ringdown.hub.conversation.Nodes;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The desk as it is at a moment, on a clock that stands. */
class LiveDeskTest {

    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private static Nodes nodes;
    private static LiveDesk desk;
    private static int customers;

    @BeforeAll
    static void start() {
        nodes = new Nodes("target/live-desk-test", Map.of(StandingClock.SETTING, true));
        desk = nodes.bean(LiveDesk.class);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void begin() {
        nodes.execute("DELETE FROM chat", "TRUNCATE TABLE desk_fact", "TRUNCATE TABLE figure", "TRUNCATE TABLE agent_figure", "DELETE FROM agent WHERE id > 1", "DELETE FROM department WHERE id > 1",
                "UPDATE agent SET status_id = 1", "INSERT INTO department (id, name, name_key, include_in_welcome_menu, enabled) VALUES "
                        + "(2, 'abc', 'abc', FALSE, TRUE), (3, 'Closed', 'closed', FALSE, FALSE)");
    }

    @Test
    void aDeskOnWhichNothingGoesOn() {
        LiveMetrics metrics = desk.look();
        assertEquals(List.of(0, 0, 0, 0, 0, 0, 1), List.of(metrics.unassignedChats(), metrics.openChats(), metrics.closedChatsToday(), metrics.agentsOnline(),
                metrics.agentsBusy(), metrics.agentsOnbreak(), metrics.agentsOffline()));
        assertEquals(List.of(0L, 0L), List.of(metrics.longestWaitSeconds(), metrics.averageWaitSeconds()));
        assertNull(metrics.averageFirstResponseSeconds());
        assertEquals(List.of(new DepartmentMetrics(2L, "abc", 0, 0, 0), new DepartmentMetrics(1L, "General", 0, 0, 0)), metrics.departments(),
                "the enabled ones, in the order for people");
    }

    @Test
    void whatWaitsIsOpenAndIsThere() {
        agent(11, 4, true, 1, 2);
        agent(12, 4, true, 2);
        agent(13, 2, true, 1);
        agent(14, 3, true, 1);
        agent(15, 4, false, 1);
        waiting(1, 10_000);
        waiting(2, 20_400);
        waiting(2, 31_100);
        chat(2, 2, "TRUE", "NULL");
        chat(1, 3, "NULL", "NULL");
        fact(7, 0, "NULL");
        long sinceMidnight = now().getEpochSecond() % Duration.ofDays(1).toSeconds();
        fact(7, sinceMidnight, "90000");
        fact(7, sinceMidnight + 1, "90000");
        fact(6, 0, "1000");
        fact(6, 0, "2000");

        LiveMetrics metrics = desk.look();

        assertEquals(List.of(3, 1, 2, 2, 1, 1, 1), List.of(metrics.unassignedChats(), metrics.openChats(), metrics.closedChatsToday(), metrics.agentsOnline(),
                metrics.agentsBusy(), metrics.agentsOnbreak(), metrics.agentsOffline()));
        assertEquals(31, metrics.longestWaitSeconds());
        assertEquals(21, metrics.averageWaitSeconds(), "20.5, rounded half up");
        assertEquals(2, metrics.averageFirstResponseSeconds(), "1.5, rounded half up");
        assertEquals(List.of(new DepartmentMetrics(2L, "abc", 2, 1, 2), new DepartmentMetrics(1L, "General", 1, 0, 1)), metrics.departments());
    }

    @Test
    void manyChatsTakeAsManyStatementsAsNone() {
        long none = StatementCount.of(nodes.bean(ApplicationContext.class), desk::look);
        for (int i = 0; i < 60; i++) {
            waiting(1 + i % 2, i);
            chat(1, 3, "NULL", "NULL");
        }
        assertEquals(4, none);
        assertEquals(none, StatementCount.of(nodes.bean(ApplicationContext.class), desk::look));
    }

    /** By indexes that hold all that is counted: closed chats are not gone through. */
    @Test
    void whatIsCountedIsReadByIndexes() {
        for (int i = 0; i < 60; i++) {
            waiting(1 + i % 2, i);
            chat(1, 3, "NULL", "NULL");
        }
        nodes.execute("ANALYZE TABLE chat");
        List<String> plan = nodes.rows("EXPLAIN " + LiveCountRepository.NOW);
        assertTrue(plan.stream().anyMatch(row -> row.contains(" c ref ") && row.contains(" chat_live ") && row.contains("Using index")), plan::toString);
        assertTrue(plan.stream().noneMatch(row -> row.contains(" c ALL ") || row.contains(" a ALL ")), plan::toString);
    }

    private static void agent(int id, int status, boolean enabled, int... departments) {
        nodes.execute("INSERT INTO agent (id, name, email, email_key, role_id, status_id, notifications, enabled, created) VALUES (" + id + ", 'A', 'a" + id
                + "', 'a" + id + "', 1, " + status + ", '', " + enabled + ", '2026-01-01')");
        for (int department : departments) {
            nodes.execute("INSERT INTO agent_department (agent_id, department_id) VALUES (" + id + ", " + department + ")");
        }
    }

    private static void waiting(int department, long millis) {
        chat(department, 1, "TRUE", "'" + SQL.format(now().minusMillis(millis)) + "'");
    }

    private static void chat(int department, int status, String active, String waitingSince) {
        int customer = ++customers + 100_000;
        nodes.execute("INSERT INTO customer (id, first_seen_at, last_seen_at) VALUES (" + customer + ", '2026-01-01', '2026-01-01') ON DUPLICATE KEY UPDATE id = id",
                "INSERT INTO chat (status_id, customer_id, account_id, department_id, channel, started_at, last_message_at, updated_at, active, waiting_since) VALUES ("
                        + status + ", " + customer + ", X'00000000000000000000000000000001', " + department + ", 'x', '2026-03-02', '2026-03-02', '2026-03-02', "
                        + active + ", " + waitingSince + ")");
    }

    private static void fact(int kind, long secondsAgo, String millis) {
        nodes.execute("INSERT INTO desk_fact (kind, occurred_at, department_id, amount, millis) VALUES (" + kind + ", '" + SQL.format(now().minusSeconds(secondsAgo))
                + "', 1, 1, " + millis + ")");
    }

    private static Instant now() {
        return StandingClock.SHARED.instant();
    }
}
