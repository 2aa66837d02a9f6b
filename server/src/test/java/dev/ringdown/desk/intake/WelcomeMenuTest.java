package dev.ringdown.desk.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.MessageBody;
import dev.ringdown.hub.conversation.NewMessage;
import dev.ringdown.hub.conversation.Nodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How customers are asked for a department (agentchat, behaviour of a chat, 2). */
class WelcomeMenuTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String MENU = "2. Sales\n10. Support";
    private static final String WELCOME = "Welcome!\n\n" + MENU;
    private static final String UNKNOWN = "What?\n\n" + MENU;
    private static final int RACES = 20;

    @RegisterExtension
    static final Company company = new Company();

    private final String customer = Company.customer();
    private long support;
    private long sales;
    private Caller agent;

    @BeforeEach
    void begin() {
        support = company.departmentInMenu("Support", 10);
        sales = company.departmentInMenu("Sales", 2);
        agent = company.agent(AgentStatus.Online, sales, support, company.general);
        company.set("WelcomeMessage", "Welcome!");
        company.set("UnknownOptionMessage", "What?");
    }

    @Test
    void theCustomerChoosesFromTheMenu() {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        assertEquals(List.of(WELCOME), line.told(conversation));
        assertEquals(0, company.chatsOf(customer), "there is no chat before a department is chosen");
        company.pass(MINUTE);
        line.customerSays(conversation, "10");
        company.assertWaits(support, conversation);
        assertEquals(List.of(WELCOME, "New at Support"), line.told(conversation));
        assertEquals(company.clock.instant(), company.chat(conversation).startedAt());
        assertEquals(company.clock.instant(), company.chat(conversation).lastMessageAt());
        line.customerSays(conversation, "2");
        company.pass(MINUTE.multipliedBy(3));
        company.assertWaits(support, conversation);
        assertEquals(List.of(WELCOME, "New at Support"), line.told(conversation));
    }

    @Test
    void withoutAWelcomeMessageTheMenuStandsAlone() {
        company.nodes.execute("DELETE FROM setting WHERE name IN ('WelcomeMessage', 'UnknownOptionMessage')");
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        line.customerSays(conversation, "3");
        assertEquals(List.of(MENU, MENU), line.told(conversation));
    }

    @Test
    void oneDepartmentInTheMenuIsNoMenu() {
        company.disable(support);
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        company.assertWaits(sales, conversation);
        assertEquals(List.of("New at Sales"), line.told(conversation));
    }

    @Test
    void noneInTheMenuLeadsToTheDefaultDepartment() {
        company.takeOutOfMenu(support);
        company.takeOutOfMenu(sales);
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        company.assertWaits(company.general, conversation);
        assertEquals(List.of("New at General"), line.told(conversation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", " 2 ", "2.", "2)", "(2)", "[2]", "#2", "# 2", "02", "\n2\n", "\u0662", "\uff12"})
    void anAnswerMayBeWrittenInManyWays(String answer) {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        line.customerSays(conversation, answer);
        company.assertWaits(sales, conversation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "0", "00", "002", "22", "-2", "2.5", "2 please", "two", "Sales", "2 10", "?", "999999999999999999999999"})
    void whatIsNoOptionIsAskedForOnceMore(String answer) {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        line.customerSays(conversation, answer);
        assertEquals(List.of(WELCOME, UNKNOWN), line.told(conversation));
        assertEquals(0, company.chatsOf(customer));
        company.pass(MINUTE);
        line.customerSays(conversation, "2");
        company.assertWaits(sales, conversation);
        assertEquals(List.of(WELCOME, UNKNOWN, "New at Sales"), line.told(conversation));
    }

    @Test
    void aSecondWrongAnswerLeadsToTheDefaultDepartment() {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        line.customerSays(conversation, "Help");
        line.customerSays(conversation, "Somebody");
        company.assertWaits(company.general, conversation);
        assertEquals(List.of(WELCOME, UNKNOWN, "New at General"), line.told(conversation));
    }

    @Test
    void aFileAloneIsAWrongAnswerAndOneWithANumberIsARightOne() {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        line.customerSends(conversation, Nodes.file(null));
        assertEquals(List.of(WELCOME, UNKNOWN), line.told(conversation));
        line.customerSends(conversation, Nodes.file("2"));
        company.assertWaits(sales, conversation);
    }

    @Test
    void silenceLeadsToTheDefaultDepartmentAfterTwoMinutes() {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        company.pass(MINUTE.multipliedBy(2).minus(Company.MILLI));
        assertEquals(0, company.chatsOf(customer));
        company.pass(Company.MILLI);
        company.assertWaits(company.general, conversation);
        assertEquals(List.of(WELCOME, "New at General"), line.told(conversation));
        line.customerSays(conversation, "2");
        company.assertWaits(company.general, conversation);
    }

    @Test
    void silenceCountsFromTheLastShowing() {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        company.pass(MINUTE);
        line.customerSays(conversation, "Help");
        company.pass(MINUTE.multipliedBy(2).minus(Company.MILLI));
        assertEquals(0, company.chatsOf(customer));
        company.pass(Company.MILLI);
        company.assertWaits(company.general, conversation);
        assertEquals(List.of(WELCOME, UNKNOWN, "New at General"), line.told(conversation));
    }

    @Test
    void whatOnlySteersIsNoAnswer() {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        line.customerSends(conversation, MessageTypeName.TYPING_START);
        line.customerSends(conversation, MessageTypeName.CUSTOMER_ACTIVE);
        line.customerSends(conversation, new NewMessage(null, MessageTypeName.CUSTOMER_INFO, MessageBody.ofJson(Map.of("name", "2")),
                PartyType.CUSTOMER, null));
        assertEquals(List.of(WELCOME), line.told(conversation));
        line.customerSays(conversation, "2");
        company.assertWaits(sales, conversation);
    }

    @Test
    void whoEndsTheConversationInTheMenuHasNoChat() {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        line.customerSends(conversation, MessageTypeName.CONVERSATION_END);
        company.pass(MINUTE.multipliedBy(3));
        company.assertSentAway(conversation);
        assertEquals(List.of(WELCOME), line.told(conversation));
    }

    @Test
    void aConversationThatRunsOutInTheMenuIsNoChat() {
        Nodes.Plan plan = Company.plan();
        plan.timeout = 1;
        Nodes.Line line = line(plan);
        UUID conversation = line.start(customer);
        company.pass(MINUTE);
        assertEquals("TIMED_OUT", company.nodes.state(conversation));
        company.pass(MINUTE);
        assertEquals(0, company.chatsOf(customer));
        assertEquals(List.of(WELCOME, "conversation.end"), line.told(conversation));
    }

    @Test
    void silenceInAConversationThatHasRunOutIsNoChatWhicheverIsNotedFirst() {
        Nodes.Plan plan = Company.plan();
        plan.timeout = 1;
        Nodes.Line line = line(plan);
        UUID conversation = line.start(customer);
        company.pass(MINUTE.multipliedBy(2));
        assertEquals("TIMED_OUT", company.nodes.state(conversation));
        company.pass(MINUTE);
        assertEquals(0, company.chatsOf(customer));
        assertEquals(List.of(), company.nodes.rows("SELECT 1 FROM menu_session"));
    }

    @Test
    void whoStartsAnewInTheMenuIsAskedThere() {
        Nodes.Line line = line();
        UUID first = line.start(customer);
        company.pass(MINUTE);
        UUID second = line.start(customer);
        assertEquals(List.of(WELCOME, "conversation.end"), line.told(first));
        assertEquals(List.of(WELCOME), line.told(second));
        company.pass(MINUTE);
        assertEquals(0, company.chatsOf(customer), "the time to answer counts from the second menu");
        line.customerSays(second, "2");
        company.assertWaits(sales, second);
        company.pass(MINUTE.multipliedBy(3));
        assertEquals(1, company.chatsOf(customer));
        company.assertSentAway(first);
    }

    @Test
    void whoStartsAnewAfterTheMenusConversationHasRunOutIsAskedToo() {
        Nodes.Plan plan = Company.plan();
        plan.timeout = 1;
        Nodes.Line line = line(plan);
        UUID first = line.start(customer);
        company.clock.move(MINUTE);
        UUID second = line.start(customer);
        assertEquals("TIMED_OUT", company.nodes.state(first));
        line.customerSays(second, "2");
        company.assertWaits(sales, second);
    }

    @Test
    void whoGoesStraightToADepartmentLeavesTheMenu() {
        Nodes.Line line = line();
        UUID asked = line.start(customer);
        UUID direct = line.start(company.nodes.bean(ConversationService.class), customer, Nodes.text(PartyType.CUSTOMER, "Hello"),
                Long.toString(support));
        assertEquals(List.of(WELCOME, "conversation.end"), line.told(asked));
        company.pass(MINUTE.multipliedBy(2));
        company.assertSentAway(asked);
        company.assertWaits(support, direct);
        assertEquals("QUEUED", company.nodes.state(direct), "the chat goes on with the conversation that came last");
    }

    @Test
    void whoStartsAnewInTheMenuWhenNobodyIsThereAnyMoreIsSentAwayFromBoth() {
        Nodes.Line line = line();
        UUID first = line.start(customer);
        company.turns(agent, AgentStatus.Offline);
        UUID second = line.start(customer);
        company.assertSentAway(second);
        company.assertSentAway(first);
    }

    @Test
    void whoHasAChatIsNotAsked() {
        Nodes.Line line = line();
        UUID first = line.start(customer);
        line.customerSays(first, "2");
        UUID second = line.start(customer);
        assertEquals(company.chat(first).id(), company.chat(second).id());
        assertEquals(List.of(), line.told(second));
    }

    @Test
    void theMenuOfAnAccountIsNoneOfAnother() {
        Nodes.Line one = line();
        UUID first = one.start(customer);
        Nodes.Line other = line();
        UUID second = other.start(customer);
        assertEquals(List.of(WELCOME), one.told(first));
        one.customerSays(first, "2");
        other.customerSays(second, "10");
        company.assertWaits(sales, first);
        company.assertWaits(support, second);
        assertEquals(2, company.chatsOf(customer));
    }

    @Test
    void whatIsTooLongForTheChannelTogetherComesInTwoParts() {
        Nodes.Plan plan = Company.plan();
        plan.longestText = WELCOME.length() - 1;
        Nodes.Line line = line(plan);
        UUID conversation = line.start(customer);
        assertEquals(List.of("Welcome!", MENU), line.told(conversation));
        line.customerSays(conversation, "2");
        company.assertWaits(sales, conversation);
    }

    @Test
    void aWelcomeThatIsTooLongForTheChannelIsLeftOut() {
        company.set("WelcomeMessage", "Welcome! ".repeat(100));
        Nodes.Plan plan = Company.plan();
        plan.longestText = MENU.length();
        Nodes.Line line = line(plan);
        UUID conversation = line.start(customer);
        assertEquals(List.of(MENU), line.told(conversation));
    }

    @Test
    void aMenuThatIsTooLongForTheChannelLeadsToTheDefaultDepartment() {
        Nodes.Plan plan = Company.plan();
        plan.longestText = MENU.length() - 1;
        Nodes.Line line = line(plan);
        UUID conversation = line.start(customer);
        company.assertWaits(company.general, conversation);
        assertEquals(List.of("Welcome!", "New at General"), line.told(conversation));
        company.pass(MINUTE.multipliedBy(3));
        assertEquals(1, company.chatsOf(customer));
    }

    @Test
    void anOptionThatIsGoneMeanwhileIsUnknownAndTheMenuIsShownAsItIsNow() {
        long billing = company.departmentInMenu("Billing", 3);
        company.agent(AgentStatus.Online, billing);
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        company.disable(sales);
        line.customerSays(conversation, "2");
        assertEquals("What?\n\n3. Billing\n10. Support", line.told(conversation).get(1));
        line.customerSays(conversation, "3");
        company.assertWaits(billing, conversation);
    }

    @Test
    void whereOneDepartmentIsLeftMeanwhileAWrongAnswerLeadsThere() {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        company.takeOutOfMenu(sales);
        line.customerSays(conversation, "2");
        company.assertWaits(support, conversation);
    }

    @Test
    void whereNoneIsLeftMeanwhileAWrongAnswerLeadsToTheDefaultDepartment() {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        company.takeOutOfMenu(sales);
        company.takeOutOfMenu(support);
        line.customerSays(conversation, "2");
        company.assertWaits(company.general, conversation);
    }

    @Test
    void anAnswerIsReadByTheMenuAsItIsThen() {
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        company.takeOutOfMenu(sales);
        long billing = company.departmentInMenu("Billing", 2);
        company.agent(AgentStatus.Online, billing);
        line.customerSays(conversation, "2");
        company.assertWaits(billing, conversation);
    }

    @Test
    void whoHasChosenWhereNobodyIsIsSentAway() {
        Caller seller = onlyInSales();
        Nodes.Line line = line();
        UUID conversation = line.start(customer);
        line.customerSays(conversation, "10");
        company.assertSentAway(conversation);
        UUID again = line.start(customer);
        company.turns(seller, AgentStatus.Offline);
        company.pass(MINUTE.multipliedBy(2));
        company.assertSentAway(again);
    }

    @Test
    void whoHasChosenWhereNobodyIsWaitsThereIfTheAccountLetsThem() {
        onlyInSales();
        Nodes.Line line = line(retaining());
        UUID conversation = line.start(customer);
        line.customerSays(conversation, "10");
        company.assertWaits(support, conversation);
        assertTrue(company.isHeldByHub(conversation));
        company.workIsDone();
        assertTrue(company.isHeldByHub(conversation), "somebody in another department is of no use now");
    }

    @Test
    void whereNobodyIsAnywhereTheChatWaitsInTheDefaultDepartmentAndNobodyIsAsked() {
        company.turns(agent, AgentStatus.Busy);
        Nodes.Line line = line(retaining());
        UUID conversation = line.start(customer);
        company.assertWaits(company.general, conversation);
        assertEquals(1, line.told(conversation).size());
        line.customerSays(conversation, "2");
        company.turns(agent, AgentStatus.Online);
        company.workIsDone();
        company.assertWaits(company.general, conversation);
        assertEquals("New at General", line.told(conversation).get(1));
    }

    @Test
    void whatWasSaidToABotIsNoAnswer() {
        Nodes.Plan plan = Company.plan();
        plan.bot = true;
        Nodes.Line line = line(plan);
        UUID conversation = line.start(customer);
        line.botSays(conversation, "1 or 2?");
        line.customerSays(conversation, "2");
        line.customerSays(conversation, "A person");
        line.botSends(conversation, MessageTypeName.ESCALATION_TRANSFER);
        assertEquals(List.of("1 or 2?", WELCOME, "conversation.state"), line.told(conversation));
        assertEquals(0, company.chatsOf(customer));
        line.customerSays(conversation, "10");
        company.assertWaits(support, conversation);
    }

    @Test
    void aTranscriptForwardedToTheMenuIsAClosedChatOfTheDefaultDepartment() {
        Nodes.Plan plan = Company.plan();
        plan.bot = true;
        plan.forwards = true;
        Nodes.Line line = line(plan);
        UUID conversation = line.start(customer);
        line.botSays(conversation, "Solved");
        line.botSends(conversation, MessageTypeName.CONVERSATION_END);
        company.assertChat(ChatStatus.CLOSED, company.general, conversation);
        assertEquals(List.of("Solved", "conversation.end"), line.told(conversation));
    }

    @Test
    void twoNodesLeadTheSilentOnce() throws Exception {
        Nodes.Line line = line();
        List<UUID> conversations = new ArrayList<>();
        for (int i = 0; i < RACES; i++) {
            conversations.add(line.start(Company.customer()));
        }
        company.clock.move(MINUTE.multipliedBy(2));
        WelcomeMenu one = company.nodes.bean(WelcomeMenu.class);
        WelcomeMenu other = company.nodes.beanOfSecond(WelcomeMenu.class);
        atOnce(one::leadSilent, other::leadSilent, one::leadSilent, other::leadSilent);
        for (UUID conversation : conversations) {
            company.assertWaits(company.general, conversation);
            assertEquals(List.of(WELCOME, "New at General"), line.told(conversation));
        }
    }

    @Test
    void ofAnAnswerAndTheEndOfTheTimeOneIsFirst() throws Exception {
        Nodes.Line line = line();
        WelcomeMenu one = company.nodes.bean(WelcomeMenu.class);
        WelcomeMenu other = company.nodes.beanOfSecond(WelcomeMenu.class);
        ConversationService second = company.nodes.beanOfSecond(ConversationService.class);
        for (int i = 0; i < RACES; i++) {
            String email = Company.customer();
            UUID conversation = line.start(email);
            company.clock.move(MINUTE.multipliedBy(2));
            atOnce(one::leadSilent, other::leadSilent, () -> line.customerSays(second, conversation, "2"));
            boolean answered = company.chat(conversation).departmentId() == sales;
            company.assertWaits(answered ? sales : company.general, conversation);
            assertEquals(List.of(WELCOME, answered ? "New at Sales" : "New at General"), line.told(conversation));
            assertEquals(1, company.chatsOf(email));
        }
    }

    @Test
    void ofManyStartsAtOnceOneIsAskedOrHasTheChat() throws Exception {
        Nodes.Line line = line();
        ConversationService[] both = {company.nodes.bean(ConversationService.class), company.nodes.beanOfSecond(ConversationService.class)};
        for (int i = 0; i < RACES; i++) {
            String email = Company.customer();
            List<Runnable> starts = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                ConversationService node = both[n % 2];
                String entryPoint = i % 2 == 1 && n == 3 ? Long.toString(support) : null;
                starts.add(() -> line.start(node, email, Nodes.text(PartyType.CUSTOMER, "Hello"), entryPoint));
            }
            atOnce(starts.toArray(Runnable[]::new));
            List<String> open = company.nodes.rows("SELECT COUNT(*) FROM conversation WHERE contact_key = 'email:" + email + "' AND ended_at IS NULL");
            assertEquals(List.of("1"), open, "one conversation goes on");
            company.clock.move(MINUTE.multipliedBy(2));
            company.workIsDone();
            assertEquals(1, company.chatsOf(email));
            assertEquals(List.of("1"), company.nodes.rows("SELECT COUNT(*) FROM conversation WHERE contact_key = 'email:" + email + "' AND ended_at IS NULL"));
        }
    }

    private static Nodes.Line line(Nodes.Plan plan) {
        return company.nodes.line(plan);
    }

    private static Nodes.Line line() {
        return line(Company.plan());
    }

    private static Nodes.Plan retaining() {
        Nodes.Plan plan = Company.plan();
        plan.unavailability = AgentUnavailability.RETAIN_AND_RETRY;
        return plan;
    }

    /** @return who is the only one who is Online */
    private Caller onlyInSales() {
        company.turns(agent, AgentStatus.Offline);
        return company.agent(AgentStatus.Online, sales);
    }

    /** All of them at the same moment. */
    private static void atOnce(Runnable... all) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(all.length);
        try {
            CyclicBarrier ready = new CyclicBarrier(all.length);
            List<Callable<Void>> calls = new ArrayList<>();
            for (Runnable one : all) {
                calls.add(() -> {
                    ready.await();
                    one.run();
                    return null;
                });
            }
            for (Future<Void> call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
