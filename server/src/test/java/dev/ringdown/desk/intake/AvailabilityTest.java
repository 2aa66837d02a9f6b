package dev.ringdown.desk.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.hub.conversation.Nodes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When somebody is there, and what customers get who write while nobody is, on accounts that let nobody wait (agentchat, behaviour of a chat, 1). */
class AvailabilityTest {

    private static final String CHANNELS_TEXT = "There is nobody here to answer you at the moment. Please write again during our service hours.";

    @RegisterExtension
    static final Company company = new Company();

    private final String customer = Company.customer();
    private long sales;
    private Caller agent;

    @BeforeEach
    void begin() {
        sales = company.department("Sales");
        agent = company.agent(AgentStatus.Online, sales);
    }

    @Test
    void whoWritesWhileNobodyIsThereIsToldSoAndThatIsAll() {
        company.turns(agent, AgentStatus.Offline);
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID conversation = line.start(customer);
        company.assertSentAway(conversation);
        assertEquals(List.of(CHANNELS_TEXT, "conversation.end"), line.told(conversation));
        assertEquals(List.of("1 customer text", "2 custom_agent agent.unavailable", "3 system text", "4 system conversation.end"),
                company.nodes.messages(conversation), "the message is kept");
        assertEquals(0, company.chatsOf(customer));
        company.turns(agent, AgentStatus.Online);
        company.pass(Duration.ofMinutes(1));
        company.assertWaits(sales, line.start(customer));
    }

    @Test
    void theCompanysTextGoesBeforeTheChannels() {
        company.turns(agent, AgentStatus.Offline);
        company.set("OutOfHoursMessage", "Open from nine");
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        assertEquals(List.of("Open from nine", "conversation.end"), line.told(line.start(customer)));
    }

    @Test
    void aCompanysTextThatIsTooLongForTheChannelGivesWayToTheChannels() {
        company.turns(agent, AgentStatus.Offline);
        company.set("OutOfHoursMessage", "Open from nine");
        Nodes.Plan plan = Company.planTo(sales);
        plan.longestText = "Open from nine".length() - 1;
        Nodes.Line line = company.nodes.line(plan);
        UUID conversation = line.start(customer);
        assertEquals(List.of(CHANNELS_TEXT, "conversation.end"), line.told(conversation));
        company.assertSentAway(conversation);
    }

    @Test
    void onlyWhoIsOnlineIsThere() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        for (AgentStatus away : List.of(AgentStatus.Offline, AgentStatus.Busy, AgentStatus.Onbreak)) {
            company.turns(agent, away);
            company.assertSentAway(line.start(Company.customer()));
        }
        company.turns(agent, AgentStatus.Online);
        company.assertWaits(sales, line.start(customer));
        company.nodes.execute("UPDATE agent SET enabled = FALSE WHERE id = " + agent.agentId());
        company.assertSentAway(line.start(Company.customer()));
    }

    @Test
    void whoIsOnlineInAnotherDepartmentIsNotThere() {
        long support = company.department("Support");
        company.assertSentAway(company.nodes.line(Company.planTo(support)).start(customer));
    }

    @Test
    void beforeADepartmentIsChosenSomebodyAnywhereWillDo() {
        company.departmentInMenu("Support", 1);
        company.departmentInMenu("Billing", 2);
        Nodes.Line line = company.nodes.line(Company.plan());
        assertEquals(List.of("1. Support\n2. Billing"), line.told(line.start(customer)));
        company.turns(agent, AgentStatus.Busy);
        company.assertSentAway(line.start(Company.customer()));
    }

    @Test
    void whoIsOnlineInADisabledDepartmentOnlyOrInNoneIsNotThere() {
        company.departmentInMenu("Support", 1);
        company.departmentInMenu("Billing", 2);
        company.disable(sales);
        company.agent(AgentStatus.Online);
        company.assertSentAway(company.nodes.line(Company.plan()).start(customer));
    }

    @Test
    void hoursOfSeveralSpansAreReadInTheCompanysTimeZone() {
        company.set("TimeZone", "Africa/Johannesburg");
        // It is Monday, 11:00 there.
        company.open(1, 0, "08:00", "12:30");
        company.open(1, 1, "13:30", "17:00");
        company.open(3, 0, "00:00", "23:59");
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        assertOpen(true, line);
        company.pass(Duration.ofMinutes(90).minus(Company.MILLI));
        assertOpen(true, line);
        company.pass(Company.MILLI);
        assertOpen(false, line);
        company.pass(Duration.ofMinutes(60).minus(Company.MILLI));
        assertOpen(false, line);
        company.pass(Company.MILLI);
        assertOpen(true, line);
        company.pass(Duration.ofMinutes(210));
        assertOpen(false, line);
        company.pass(Duration.ofHours(18));
        assertOpen(false, line);
        company.pass(Duration.ofHours(13));
        assertOpen(true, line);
        company.set("TimeZone", "UTC");
        assertOpen(false, line);
    }

    @Test
    void outOfTheHoursNobodyIsThereWhoeverIsOnline() {
        company.open(1, 0, "10:00", "17:00");
        assertOpen(false, company.nodes.line(Company.planTo(sales)));
        company.departmentInMenu("Support", 1);
        company.departmentInMenu("Billing", 2);
        company.assertSentAway(company.nodes.line(Company.plan()).start(customer));
    }

    @Test
    void whoHasAChatGoesOnInItWhoeverIsThere() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID first = line.start(customer);
        company.open(1, 0, "00:00", "00:01");
        UUID second = line.start(customer);
        assertEquals(company.chat(first).id(), company.chat(second).id());
        assertEquals("QUEUED", company.nodes.state(second));
        assertTrue(!company.isHeldByHub(second));
    }

    private static void assertOpen(boolean open, Nodes.Line line) {
        UUID conversation = line.start(Company.customer());
        assertEquals(open, company.find(conversation).isPresent());
        assertEquals(open ? "QUEUED" : "ENDED", company.nodes.state(conversation));
    }
}
