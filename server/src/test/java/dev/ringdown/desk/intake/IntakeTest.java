package dev.ringdown.desk.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How conversations become chats, by their entry point and their customer (agentchat, behaviour of a chat). */
class IntakeTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    static final Company company = new Company();

    private final String customer = Company.customer();
    private long sales;
    private Caller agent;

    @BeforeEach
    void begin() {
        sales = company.department("Sales");
        agent = company.agent(AgentStatus.Online, sales, company.general);
    }

    @Test
    void anEntryPointLeadsStraightToItsDepartment() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID conversation = line.start(customer);
        company.assertWaits(sales, conversation);
        assertEquals(List.of("New at Sales"), line.told(conversation));
        assertEquals(List.of("1 customer text", "2 custom_agent text"), company.nodes.messages(conversation));
    }

    @Test
    void anEntryPointThatNamesNoEnabledDepartmentLeadsToTheDefaultOne() {
        company.disable(sales);
        for (String entryPoint : List.of(Long.toString(sales), "987654321", "9999999999999999999", "00")) {
            Nodes.Plan plan = Company.plan();
            plan.entryPoint = entryPoint;
            company.assertWaits(company.general, company.nodes.line(plan).start(Company.customer()));
        }
    }

    @Test
    void theEntryPointOfTheConversationGoesBeforeTheAccounts() {
        Nodes.Line line = company.nodes.line(Company.planTo(company.general));
        UUID conversation = startAt(line, Long.toString(sales));
        company.assertWaits(sales, conversation);
    }

    @Test
    void whoWasSeenBeforeIsGreetedAsSuch() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID first = line.start(customer);
        company.agents.grab(agent, company.chat(first).id());
        company.agents.close(agent, company.chat(first).id());
        company.pass(MINUTE);
        UUID second = company.nodes.line(Company.planTo(company.general)).start(customer);
        assertEquals(List.of("1 customer text", "2 custom_agent text"), company.nodes.messages(second));
        UUID third = line.start(customer);
        assertEquals(List.of("Back at Sales"), line.told(third));
        assertEquals(company.chat(first).customerId(), company.chat(third).customerId());
        assertNotEquals(company.chat(first).id(), company.chat(third).id());
    }

    @Test
    void whoCannotBeKnownAgainIsAlwaysNew() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID first = line.startUnknown();
        company.pass(MINUTE);
        UUID second = line.startUnknown();
        assertNotEquals(company.chat(first).customerId(), company.chat(second).customerId());
        assertEquals(List.of("New at Sales"), line.told(second));
    }

    @Test
    void aGreetingThatIsTooLongForTheChannelIsNotSent() {
        Nodes.Plan plan = Company.planTo(sales);
        plan.longestText = "New at Sales".length() - 1;
        Nodes.Line line = company.nodes.line(plan);
        UUID conversation = line.start(customer);
        company.assertWaits(sales, conversation);
        assertEquals(List.of(), line.told(conversation));
        assertEquals(company.clock.instant(), company.chat(conversation).lastMessageAt());
    }

    @Test
    void theChatCarriesTheTagsOfItsDepartmentThatAreEnabled() {
        String tag = company.departmentTag(sales, true, true);
        company.departmentTag(sales, false, true);
        company.departmentTag(sales, true, false);
        assertEquals(List.of(tag), company.tags(company.nodes.line(Company.planTo(sales)).start(customer)));
    }

    @Test
    void aSecondStartGoesOnInTheActiveChatWithItsHolderAndWithoutAGreeting() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID first = line.start(customer);
        long chat = company.chat(first).id();
        company.agents.grab(agent, chat);
        company.pass(MINUTE);
        UUID second = line.start(customer);
        assertEquals(chat, company.chat(second).id());
        company.assertChat(ChatStatus.OPEN, sales, second);
        assertEquals(agent.agentId(), company.chat(second).agentId());
        assertEquals(company.clock.instant(), company.chat(second).lastMessageAt());
        assertEquals("ENDED", company.nodes.state(first));
        assertEquals(List.of("New at Sales", "agent.join", "conversation.end"), line.told(first));
        assertEquals(List.of(), line.told(second));
        company.agents.say(agent, chat, "Still here");
        assertEquals(List.of("Still here"), line.told(second));
    }

    @Test
    void whenACustomerLastWroteInIsKept() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID first = line.start(customer);
        company.pass(MINUTE);
        line.customerSays(first, "Anybody?");
        assertSeenNow(first);
        company.pass(MINUTE);
        assertSeenNow(line.start(customer));
        company.agents.grab(agent, company.chat(first).id());
        company.clock.move(MINUTE);
        company.agents.say(agent, company.chat(first).id(), "What agents say is nothing to it");
        company.clock.move(MINUTE.negated());
        assertSeenNow(first);
    }

    private static void assertSeenNow(UUID conversation) {
        assertEquals(List.of(Long.toString(company.clock.millis())), company.nodes.rows("SELECT CAST(UNIX_TIMESTAMP(last_seen_at) * 1000 AS SIGNED) "
                + "FROM customer WHERE id = " + company.chat(conversation).customerId()));
    }

    @Test
    void theTimeoutClosesTheChatAndWhatComesThenIsANewOne() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID first = line.start(customer);
        company.agents.grab(agent, company.chat(first).id());
        company.pass(Duration.ofMinutes(30).minus(Company.MILLI));
        company.assertChat(ChatStatus.OPEN, sales, first);
        company.pass(Company.MILLI);
        company.assertChat(ChatStatus.CLOSED, sales, first);
        assertEquals(company.clock.instant(), company.chat(first).closedAt());
        UUID second = line.start(customer);
        company.assertWaits(sales, second);
        assertEquals(List.of("Back at Sales"), line.told(second));
    }

    @Test
    void aTimeoutThatNobodyHasNotedYetClosesTheChatAllTheSame() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID first = line.start(customer);
        company.clock.move(Duration.ofMinutes(30));
        UUID second = line.start(customer);
        company.assertChat(ChatStatus.CLOSED, sales, first);
        assertEquals("TIMED_OUT", company.nodes.state(first));
        company.assertWaits(sales, second);
        assertNotEquals(company.chat(first).id(), company.chat(second).id());
    }

    @Test
    void theCustomersEndClosesTheChat() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID conversation = line.start(customer);
        line.customerSends(conversation, MessageTypeName.CONVERSATION_END);
        company.assertChat(ChatStatus.CLOSED, sales, conversation);
    }

    @Test
    void anOldConversationThatEndsDoesNotCloseTheChatThatHasGoneOn() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID first = line.start(customer);
        UUID second = line.start(customer);
        assertEquals(List.of("New at Sales", "conversation.end"), line.told(first));
        company.assertWaits(sales, second);
        line.customerSends(second, MessageTypeName.CONVERSATION_END);
        company.assertChat(ChatStatus.CLOSED, sales, first);
    }

    @Test
    void whatABotHandsOverEntersWithAllThatWasSaid() {
        Nodes.Plan plan = Company.planTo(sales);
        plan.bot = true;
        Nodes.Line line = company.nodes.line(plan);
        UUID conversation = line.start(customer);
        line.botSays(conversation, "I am a bot");
        company.pass(MINUTE);
        line.customerSays(conversation, "A person, please");
        assertEquals(0, company.chatsOf(customer));
        line.botSends(conversation, MessageTypeName.ESCALATION_TRANSFER);
        company.assertWaits(sales, conversation);
        assertEquals(List.of("I am a bot", "New at Sales", "conversation.state"), line.told(conversation));
        assertEquals(company.clock.instant(), company.chat(conversation).lastMessageAt());
    }

    @Test
    void whatABotHandsOverGoesOnInTheActiveChat() {
        Nodes.Line direct = company.nodes.line(Company.planTo(sales));
        UUID before = direct.start(customer);
        long chat = company.chat(before).id();
        Nodes.Plan plan = Company.planTo(sales);
        plan.bot = true;
        Nodes.Line line = company.nodes.line(plan);
        UUID other = line.start(customer);
        line.botSends(other, MessageTypeName.ESCALATION_TRANSFER);
        assertNotEquals(chat, company.chat(other).id(), "a chat per account");
        UUID again = line.start(customer);
        line.botSends(again, MessageTypeName.ESCALATION_TRANSFER);
        assertEquals(company.chat(other).id(), company.chat(again).id());
        assertEquals("ENDED", company.nodes.state(other));
    }

    @Test
    void whatABotHandsOverWhileNobodyIsThereIsNoChatAndNoClosedOneEither() {
        company.turns(agent, AgentStatus.Onbreak);
        for (String entryPoint : List.of(Long.toString(sales), "0")) {
            Nodes.Plan plan = Company.plan();
            plan.entryPoint = entryPoint;
            plan.bot = true;
            plan.forwards = true;
            Nodes.Line line = company.nodes.line(plan);
            company.set("OutOfHoursMessage", "Nobody here");
            UUID conversation = line.start(customer);
            line.botSays(conversation, "I am a bot");
            line.customerSays(conversation, "A person, please");
            line.botSends(conversation, MessageTypeName.ESCALATION_TRANSFER);
            company.assertSentAway(conversation);
            assertEquals(List.of("I am a bot", "Nobody here", "conversation.end"), line.told(conversation));
        }
        assertEquals(0, company.chatsOf(customer));
    }

    @Test
    void whatABotHandsOverWhileNobodyIsThereWaitsWhereTheAccountLetsItWait() {
        company.turns(agent, AgentStatus.Onbreak);
        Nodes.Plan plan = Company.planTo(sales);
        plan.bot = true;
        plan.unavailability = AgentUnavailability.RETAIN_AND_RETRY;
        Nodes.Line line = company.nodes.line(plan);
        UUID conversation = line.start(customer);
        line.botSays(conversation, "I am a bot");
        line.botSends(conversation, MessageTypeName.ESCALATION_TRANSFER);
        company.assertWaits(sales, conversation);
        company.turns(agent, AgentStatus.Online);
        company.workIsDone();
        assertEquals("New at Sales", line.told(conversation).get(line.told(conversation).size() - 1));
    }

    @Test
    void whatWasSaidToABotAloneIsAClosedChatWhereTheAccountForwardsIt() {
        Nodes.Plan plan = Company.planTo(sales);
        plan.bot = true;
        plan.forwards = true;
        Nodes.Line line = company.nodes.line(plan);
        UUID escalated = line.start(customer);
        line.botSends(escalated, MessageTypeName.ESCALATION_TRANSFER);
        company.assertWaits(sales, escalated);
        UUID conversation = line.start(customer);
        line.botSays(conversation, "Solved");
        line.customerSends(conversation, MessageTypeName.CONVERSATION_END);
        company.assertChat(ChatStatus.CLOSED, sales, conversation);
        assertEquals(List.of("Solved"), line.told(conversation));
        company.assertWaits(sales, escalated);
        assertEquals(List.of(), company.tags(conversation));
        UUID silent = line.start(customer);
        company.pass(Duration.ofMinutes(30));
        company.assertChat(ChatStatus.CLOSED, sales, silent);
    }

    @Test
    void whoOnlySaysWhoTheyAreHasAChat() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID conversation = line.start(company.nodes.bean(ConversationService.class), customer, new NewMessage(null, MessageTypeName.CUSTOMER_INFO,
                MessageBody.ofJson(Map.of("name", "Ada")), PartyType.CUSTOMER, null), null);
        company.assertWaits(sales, conversation);
        assertEquals(company.clock.instant(), company.chat(conversation).lastMessageAt());
        assertEquals(List.of("New at Sales"), line.told(conversation));
    }

    @Test
    void agentsHearOfWhatBecomesKnownOfACustomerAndOfThatAlone() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID conversation = line.start(customer);
        long before = chatEvents(conversation);
        NewMessage number = new NewMessage(null, MessageTypeName.CUSTOMER_INFO, MessageBody.ofJson(Map.of("contacts",
                Map.of("contact", List.of(Map.of("type", "phone", "address", "+27835550142"))))), PartyType.CUSTOMER, null);
        line.customerSends(conversation, number);
        assertEquals("+27835550142", company.chat(conversation).mobileNumber());
        assertEquals(before + 1, chatEvents(conversation));
        line.customerSends(conversation, number);
        assertEquals(before + 1, chatEvents(conversation), "nothing new");
    }

    private static long chatEvents(UUID conversation) {
        return Long.parseLong(company.nodes.rows("SELECT COUNT(*) FROM desk_event WHERE chat_id = " + company.chat(conversation).id()).get(0));
    }

    @Test
    void aFileAloneStartsAChat() {
        Nodes.Line line = company.nodes.line(Company.planTo(sales));
        UUID conversation = line.start(company.nodes.bean(ConversationService.class), customer, Nodes.file(null), null);
        company.assertWaits(sales, conversation);
    }

    private UUID startAt(Nodes.Line line, String entryPoint) {
        return line.start(company.nodes.bean(ConversationService.class), customer, Nodes.text(PartyType.CUSTOMER, "Hello"), entryPoint);
    }
}
