package dev.ringdown.desk.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.hub.account.Account;
import dev.ringdown.hub.account.ChatSettings;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.hub.conversation.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Chats that wait on accounts that let customers wait where nobody is there (agentchat, behaviour of a chat, 1). */
class HeldChatsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String WAIT = "All our agents are busy or away. Your message is kept and will be answered as soon as an agent is available.";

    @RegisterExtension
    static final Company company = new Company();

    private final String customer = Company.customer();
    private long sales;
    private long support;
    private Caller agent;
    private Nodes.Line line;

    @BeforeEach
    void begin() {
        sales = company.department("Sales");
        support = company.department("Support");
        agent = company.agent(AgentStatus.Offline, sales);
        line = company.nodes.line(retaining());
    }

    private Nodes.Plan retaining() {
        Nodes.Plan plan = Company.planTo(sales);
        plan.unavailability = AgentUnavailability.RETAIN_AND_RETRY;
        plan.queueTransferUnattended = true;
        return plan;
    }

    @Test
    void theChatIsMadeAndWaitsAndTheCustomerIsToldOnce() {
        String tag = company.departmentTag(sales, true, true);
        UUID conversation = line.start(customer);
        company.assertWaits(sales, conversation);
        assertEquals(List.of(tag), company.tags(conversation));
        line.customerSays(conversation, "Anybody?");
        company.pass(MINUTE);
        line.customerSays(conversation, "Hello?");
        assertTrue(company.isHeldByHub(conversation));
        assertEquals(List.of(WAIT), line.told(conversation));
    }

    @Test
    void itGoesOnWhenAnAgentOfTheDepartmentComesOnlineAndIsGreetedThen() {
        UUID conversation = line.start(customer);
        company.pass(MINUTE);
        line.customerSays(conversation, "Anybody?");
        Instant asked = company.clock.instant();
        company.turns(company.agent(AgentStatus.Offline, support), AgentStatus.Online);
        company.pass(MINUTE);
        assertTrue(company.isHeldByHub(conversation), "somebody elsewhere is of no use");
        company.turns(agent, AgentStatus.Online);
        company.workIsDone();
        assertFalse(company.isHeldByHub(conversation));
        assertFalse(company.isHeldAtDesk(conversation));
        assertEquals(List.of(WAIT, "New at Sales"), line.told(conversation));
        assertTrue(company.chat(conversation).lastMessageAt().isAfter(asked));
        company.assertWaits(sales, conversation);
        company.pass(MINUTE);
        assertEquals(List.of(WAIT, "New at Sales"), line.told(conversation), "greeted once");
        line.customerSays(conversation, "At last");
        assertEquals(company.clock.instant(), company.chat(conversation).lastMessageAt());
    }

    @Test
    void whatWasSaidMeanwhileReachesTheChatInOrder() {
        UUID conversation = line.start(customer);
        List<String> said = new ArrayList<>(List.of("1 customer text", "2 custom_agent agent.unavailable", "3 system text"));
        for (int i = 0; i < 3; i++) {
            company.pass(MINUTE);
            line.customerSays(conversation, "Anybody?");
            said.add(4 + i + " customer text");
        }
        Instant last = company.clock.instant();
        company.nodes.execute("UPDATE department SET new_customer_message = NULL WHERE id = " + sales);
        company.turns(agent, AgentStatus.Online);
        company.pass(MINUTE);
        assertEquals(last, company.chat(conversation).lastMessageAt());
        said.add("7 system conversation.state");
        assertEquals(said, company.nodes.messages(conversation));
    }

    @Test
    void itGoesOnWhenTheHoursBegin() {
        company.open(1, 0, "10:00", "17:00");
        company.turns(agent, AgentStatus.Online);
        UUID conversation = line.start(customer);
        company.pass(Duration.ofMinutes(60).minus(Company.MILLI));
        assertEquals(List.of(WAIT), line.told(conversation));
        company.pass(Company.MILLI);
        assertEquals(List.of(WAIT, "New at Sales"), line.told(conversation));
    }

    @Test
    void hoursThatBeginWithNobodyThereLetNothingGoOn() {
        company.open(1, 0, "10:00", "17:00");
        UUID conversation = line.start(customer);
        company.pass(Duration.ofHours(2));
        assertTrue(company.isHeldByHub(conversation));
        company.turns(agent, AgentStatus.Online);
        company.workIsDone();
        assertFalse(company.isHeldByHub(conversation));
    }

    @Test
    void theTimeoutRestsWhileItWaitsAndBeginsAnewThen() {
        UUID conversation = line.start(customer);
        company.pass(Duration.ofDays(3));
        company.assertWaits(sales, conversation);
        company.turns(agent, AgentStatus.Online);
        company.workIsDone();
        company.pass(Duration.ofMinutes(30).minus(Company.MILLI));
        company.assertWaits(sales, conversation);
        company.pass(Company.MILLI);
        company.assertChat(ChatStatus.CLOSED, sales, conversation);
    }

    @Test
    void aManagerWhoGrabsItIsThere() {
        UUID conversation = line.start(customer);
        line.customerSays(conversation, "Anybody?");
        company.agents.grab(company.manager(), company.chat(conversation).id());
        company.assertChat(ChatStatus.OPEN, sales, conversation);
        assertFalse(company.isHeldAtDesk(conversation));
        assertEquals(List.of(WAIT, "New at Sales", "agent.join"), line.told(conversation));
        company.turns(agent, AgentStatus.Online);
        company.workIsDone();
        assertEquals(List.of(WAIT, "New at Sales", "agent.join"), line.told(conversation), "greeted once");
    }

    @Test
    void whomAManagerAssignsItToIsThereWhateverTheStatus() {
        UUID conversation = line.start(customer);
        company.agents.assign(company.manager(), company.chat(conversation).id(), agent.agentId());
        company.assertChat(ChatStatus.OPEN, sales, conversation);
        assertEquals(List.of(WAIT, "New at Sales", "agent.join"), line.told(conversation));
        assertFalse(company.isHeldByHub(conversation));
    }

    @Test
    void movedToADepartmentWhereNobodyIsItWaitsThereOn() {
        UUID conversation = line.start(customer);
        company.agents.transferToDepartment(company.manager(), company.chat(conversation).id(), support);
        company.assertWaits(support, conversation);
        company.turns(agent, AgentStatus.Online);
        company.pass(Duration.ofDays(1));
        assertEquals(List.of(WAIT), line.told(conversation));
        company.agent(AgentStatus.Online, support);
        company.workIsDone();
        assertEquals(List.of(WAIT, "New at Support"), line.told(conversation));
        company.assertWaits(support, conversation);
    }

    @Test
    void movedToADepartmentWhereSomebodyIsItGoesOnThere() {
        UUID conversation = line.start(customer);
        company.agent(AgentStatus.Online, support);
        company.agents.transferToDepartment(company.manager(), company.chat(conversation).id(), support);
        company.workIsDone();
        assertEquals(List.of(WAIT, "New at Support"), line.told(conversation));
        assertFalse(company.isHeldByHub(conversation));
    }

    @Test
    void whoClosesItGreetsNobody() {
        UUID conversation = line.start(customer);
        company.set("ChatClosedMessage", "Goodbye");
        company.agents.close(company.manager(), company.chat(conversation).id());
        assertEquals(List.of(WAIT, "Goodbye", "conversation.end"), line.told(conversation));
        company.assertChat(ChatStatus.CLOSED, sales, conversation);
        company.nodes.execute("DELETE FROM setting WHERE name = 'ChatClosedMessage'");
        UUID another = line.start(Company.customer());
        company.agents.close(company.manager(), company.chat(another).id());
        assertEquals(List.of(WAIT, "conversation.end"), line.told(another));
    }

    @Test
    void theCustomersEndClosesItWithAllThatWasSaid() {
        UUID conversation = line.start(customer);
        company.pass(MINUTE);
        line.customerSays(conversation, "Never mind");
        Instant last = company.clock.instant();
        company.pass(MINUTE);
        line.customerSends(conversation, MessageTypeName.CONVERSATION_END);
        company.assertChat(ChatStatus.CLOSED, sales, conversation);
        assertEquals(last, company.chat(conversation).lastMessageAt());
        company.turns(agent, AgentStatus.Online);
        company.workIsDone();
        assertEquals(List.of(WAIT), line.told(conversation));
    }

    @Test
    void aSecondStartWaitsOnInTheSameChat() {
        UUID first = line.start(customer);
        company.pass(MINUTE);
        UUID second = line.start(customer);
        assertEquals(company.chat(first).id(), company.chat(second).id());
        company.assertWaits(sales, second);
        assertEquals(List.of(WAIT, "conversation.end"), line.told(first), "nobody is there to be greeted by");
        assertTrue(company.isHeldByHub(second));
        company.pass(Duration.ofDays(1));
        company.assertWaits(sales, second);
        assertEquals(List.of(WAIT), line.told(second));
        company.turns(agent, AgentStatus.Online);
        company.workIsDone();
        assertEquals(List.of(WAIT, "New at Sales"), line.told(second), "who waits for the first chat is new");
        assertFalse(company.isHeldAtDesk(second));
    }

    @Test
    void aSecondStartGoesOnAtOnceWhereSomebodyHasComeMeanwhile() {
        UUID first = line.start(customer);
        company.turns(agent, AgentStatus.Online);
        UUID second = line.start(customer);
        assertEquals(List.of(WAIT, "conversation.end"), line.told(first));
        assertEquals(List.of("New at Sales"), line.told(second));
        assertFalse(company.isHeldAtDesk(second));
    }

    @Test
    void aSecondStartOnAnAccountThatLetsNobodyWaitAnyMoreEndsTheChat() {
        UUID first = line.start(customer);
        account(AgentUnavailability.OFF_HOURS);
        company.set("OutOfHoursMessage", "Nobody here");
        UUID second = line.start(customer);
        company.assertChat(ChatStatus.CLOSED, sales, first);
        assertEquals(List.of("Nobody here", "conversation.end"), line.told(second));
        assertEquals("ENDED", company.nodes.state(first));
    }

    @Test
    void whatIsHeldWaitsOnWhateverTheAccountSaysThen() {
        UUID conversation = line.start(customer);
        account(AgentUnavailability.OFF_HOURS);
        line.customerSays(conversation, "Anybody?");
        company.pass(MINUTE);
        company.assertWaits(sales, conversation);
        company.turns(agent, AgentStatus.Online);
        company.workIsDone();
        assertEquals(List.of(WAIT, "New at Sales"), line.told(conversation));
    }

    @Test
    void twoNodesLetEachGoOnOnce() throws Exception {
        List<UUID> conversations = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            conversations.add(line.start(Company.customer()));
        }
        company.turns(agent, AgentStatus.Online);
        Releases one = company.nodes.bean(Releases.class);
        Releases other = company.nodes.beanOfSecond(Releases.class);
        CompletableFuture.allOf(CompletableFuture.runAsync(one::releaseDue), CompletableFuture.runAsync(other::releaseDue),
                CompletableFuture.runAsync(one::releaseDue), CompletableFuture.runAsync(other::releaseDue)).get();
        for (UUID conversation : conversations) {
            assertEquals(List.of(WAIT, "New at Sales"), line.told(conversation));
            assertFalse(company.isHeldAtDesk(conversation));
        }
    }

    @Test
    void whoIsGrabbedAndReleasedAtOnceIsGreetedOnce() {
        company.turns(agent, AgentStatus.Online);
        Releases other = company.nodes.beanOfSecond(Releases.class);
        Caller manager = company.manager();
        for (int i = 0; i < 20; i++) {
            company.turns(agent, AgentStatus.Busy);
            UUID conversation = line.start(Company.customer());
            company.turns(agent, AgentStatus.Online);
            long chat = company.chat(conversation).id();
            CompletableFuture.allOf(CompletableFuture.runAsync(other::releaseDue), CompletableFuture.runAsync(() -> company.agents.grab(manager, chat)),
                    CompletableFuture.runAsync(() -> line.customerSays(conversation, "Anybody?"))).join();
            assertEquals(List.of(WAIT, "New at Sales", "agent.join"), line.told(conversation));
            company.assertChat(ChatStatus.OPEN, sales, conversation);
            assertFalse(company.isHeldAtDesk(conversation));
        }
    }

    @Test
    void whoStartsAnewWhileReleasedIsGreetedOnceInEachCase() {
        Releases other = company.nodes.beanOfSecond(Releases.class);
        for (int i = 0; i < 20; i++) {
            company.turns(agent, AgentStatus.Busy);
            String email = Company.customer();
            UUID first = line.start(email);
            company.turns(agent, AgentStatus.Online);
            CompletableFuture<UUID> second = CompletableFuture.supplyAsync(() -> line.start(email));
            CompletableFuture.allOf(CompletableFuture.runAsync(other::releaseDue), second).join();
            List<String> told = new ArrayList<>(line.told(first));
            told.addAll(line.told(second.join()));
            told.remove("conversation.end");
            assertEquals(List.of(WAIT, "New at Sales"), told);
            assertEquals(1, company.chatsOf(email));
            assertFalse(company.isHeldAtDesk(second.join()));
        }
    }

    private void account(AgentUnavailability unavailability) {
        company.nodes.bean(ConfigurationService.class).replace(Account.TYPE, line.account, null, account -> new Account(account.name(), null, true,
                account.address(), account.channel(), account.cases(), new ChatSettings(account.chats().timeout(), null, unavailability, false, true,
                        account.chats().orchestration(), account.chats().entryPoint()), List.of()));
        company.nodes.beanOfSecond(CurrentConfiguration.class).refresh();
    }
}
