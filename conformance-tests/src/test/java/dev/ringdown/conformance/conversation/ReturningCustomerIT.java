package dev.ringdown.conformance.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.NameValue;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.server.SharedServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a conversation has to do with the one before it, and what agents get of one that they had no part in (contract, "Who serves"). */
class ReturningCustomerIT {

    private final Side agents = Scene.side("custom_agent");
    private final String email = Unique.name("customer") + "@example.com";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoComesBackSoonSkipsTheBot(boolean copying) throws Exception {
        Scene scene = Scene.of().bot(Scene.side("custom_bot")).agents(agents.application().id()).skippingBotWithin(30).copyingAttributes(copying).open();
        UUID first = scene.customer().sends(with(scene.opening(email, "One"), Map.of("order", "4711", "colour", "red")));
        scene.customer().sends(scene.customer().message(first, "customer.info",
                Map.of("attributes", List.of(Map.of("name", "size", "value", "XL")))));
        UUID besides = scene.start(email, "While the first one is open");
        scene.bot().awaits(besides, "customer text While the first one is open");
        scene.customer().ends(first);
        UUID second = scene.customer().sends(with(scene.opening(email, "Two"), Map.of("colour", "blue")));
        UUID stranger = scene.start("Nobody's second");

        List<Callback> heard = agents.awaits(second, "customer text Two");
        List<NameValue> attributes = heard.get(0).message().getConversation().getCustomer().getAttributes();
        if (copying) {
            assertThat(attributes).extracting(NameValue::getName, NameValue::getValue)
                    .containsExactlyInAnyOrder(tuple("order", "4711"), tuple("colour", "blue"), tuple("size", "XL"));
        } else {
            assertThat(attributes).extracting(NameValue::getName, NameValue::getValue).containsExactly(tuple("colour", "blue"));
        }
        assertThat(Scene.state(second)).isEqualTo("QUEUED");
        scene.bot().awaits(stranger, "customer text Nobody's second");
        scene.bot().awaits(second);
        agents.ends(second);
        scene.customer().awaits(second, "custom_agent conversation.end");
    }

    @Test
    void withoutAgentsOfTheirOwnThoseOfTheFirstBotServe() throws Exception {
        Side seconds = Scene.side("custom_agent");
        Scene scene = Scene.of().bot(Scene.side("custom_bot"), agents.application().id()).bot(Scene.side("custom_bot"), seconds.application().id())
                .skippingBotWithin(30).open();
        scene.customer().ends(scene.start(email, "One"));
        UUID back = scene.start(email, "Two");
        agents.awaits(back, "customer text Two");
        scene.bot().awaits(back);
    }

    @Test
    void whereThereAreNoAgentsTheBotServes() throws Exception {
        Scene scene = Scene.of().bot(Scene.side("custom_bot")).skippingBotWithin(30).open();
        scene.customer().ends(scene.start(email, "One"));
        UUID back = scene.start(email, "Two");
        scene.bot().awaits(back, "customer text Two");
    }

    @Test
    void anotherAccountOrNoDurationIsNoReturn() throws Exception {
        Side bot = Scene.side("custom_bot");
        Scene scene = Scene.of().bot(bot, agents.application().id()).skippingBotWithin(0).open();
        Scene elsewhere = Scene.of().bot(Scene.side("custom_bot"), agents.application().id()).skippingBotWithin(30).sameCaseWithin(30).open();
        UUID first = scene.start(email, "One");
        scene.customer().ends(first);
        UUID back = scene.start(email, "Two");
        UUID there = elsewhere.start(email, "Two");
        bot.awaits(back, "customer text Two");
        elsewhere.bot().awaits(there, "customer text Two");
        assertThat(caseOf(bot, back)).isNotEqualTo(caseOf(bot, first)).isNotEqualTo(caseOf(elsewhere.bot(), there));
    }

    @Test
    void whoComesBackSoonGoesOnWithTheCase() throws Exception {
        Scene scene = Scene.of().agents(agents.application().id()).sameCaseWithin(30).open();
        UUID first = scene.start(email, "One");
        UUID besides = scene.start(email, "While the first one is open");
        scene.customer().ends(first);
        scene.customer().ends(besides);
        UUID back = scene.start(email.toUpperCase(Locale.ROOT), "Two");
        UUID stranger = scene.start("Somebody else");
        UUID anonymous = scene.customer().sends(scene.opening("Nobody").without("conversation.customer"));
        UUID anonymousAgain = scene.customer().sends(scene.opening("Nobody").without("conversation.customer"));
        UUID known = caseOf(agents, first);
        assertThat(List.of(caseOf(agents, besides), caseOf(agents, back))).containsOnly(known);
        assertThat(List.of(known, caseOf(agents, stranger), caseOf(agents, anonymous), caseOf(agents, anonymousAgain))).doesNotHaveDuplicates();
        scene.customer().ends(back);
        assertThat(agents.fetches(first).getCaseId()).isEqualTo(known);
        assertThat(agents.fetches(back).getCaseId()).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onEscalation", "agentConfiguration"})
    void whatWasSaidToABotAloneIsForwarded(String to) throws Exception {
        Scene scene = Scene.of();
        if (to.equals("onEscalation")) {
            scene.bot(Scene.side("custom_bot"), agents.application().id()).agents(Scene.side("custom_agent").application().id());
        } else {
            scene.bot(Scene.side("custom_bot")).agents(agents.application().id());
        }
        scene.forwardingTranscripts().open();
        UUID conversation = scene.start(email, "One");
        scene.bot().says(conversation, "Two");
        scene.customer().sends(scene.customer().text(conversation, "Oops").with("messageId", "gone"));
        scene.customer().sends(scene.customer().message(conversation, "delete.soft").with("parent", Map.of("messageId", "gone")));
        UUID anonymous = scene.customer().sends(scene.opening("Nobody").without("conversation.customer"));
        scene.customer().ends(anonymous);
        scene.bot().ends(conversation);
        assertThat(agents.awaits(conversation, "customer text One", "custom_bot text Two", "customer delete.soft", "custom_bot conversation.end"))
                .extracting(Callback::conversation).containsOnly(conversation);
        assertThat(agents.fetches(conversation).getMessages().getMessage()).hasSize(4);
        agents.awaits(anonymous);
        scene.customer().awaits(conversation, "custom_bot text Two", "custom_bot conversation.end");
    }

    @Test
    void whatWasEscalatedIsNotForwardedAgainAndNothingWhereItIsNotWanted() throws Exception {
        Scene forwarding = Scene.of().bot(Scene.side("custom_bot"), agents.application().id()).forwardingTranscripts().open();
        Scene silent = Scene.of().bot(Scene.side("custom_bot"), agents.application().id()).open();
        UUID unwanted = silent.start(email, "One");
        silent.customer().ends(unwanted);
        UUID conversation = forwarding.start(email, "One");
        forwarding.bot().sends(forwarding.bot().message(conversation, "escalation.transfer"));
        forwarding.customer().ends(conversation);
        agents.awaits(conversation, "customer text One", "custom_bot escalation.transfer", "customer conversation.end");
        UUID later = forwarding.start(email, "Two");
        forwarding.customer().ends(later);
        agents.awaits(later, "customer text Two", "customer conversation.end");
        agents.awaits(conversation, "customer text One", "custom_bot escalation.transfer", "customer conversation.end");
        agents.awaits(unwanted);
    }

    @Test
    void aTranscriptThatIsForwardedToTheDeskIsAClosedChat() throws Exception {
        Scene scene = Scene.of();
        scene.bot(Scene.side("custom_bot"), scene.desk()).forwardingTranscripts().open();
        Desk desk = Desk.logOn(SharedServer.get());
        UUID conversation = scene.start(email, "One");
        scene.bot().says(conversation, "Two");
        UUID open = scene.start(email, "Three");
        scene.bot().sends(scene.bot().message(open, "escalation.transfer"));
        Chat chat = desk.unassignedChatOf(email);
        scene.customer().ends(conversation);
        List<Chat> closed = desk.closedChatsOf(email);
        assertThat(closed).hasSize(1);
        assertThat(desk.messages(closed.get(0))).extracting(Message::getMessageText).containsExactly("One", "Two");
        assertThat(desk.unassignedChatOf(email).getChatID()).as("what is open goes on").isEqualTo(chat.getChatID());
        scene.customer().says(open, "Four");
        assertThat(desk.messages(chat)).extracting(Message::getMessageText).containsExactly("Three", "Four");
        scene.customer().ends(open);
        scene.bot().awaits(open, "customer text Three", "customer conversation.end");
        assertThat(desk.closedChatsOf(email)).hasSize(2);
    }

    private static JsonBody with(JsonBody opening, Map<String, String> attributes) {
        return opening.with("conversation.customer.attributes", attributes.entrySet().stream()
                .map(attribute -> Map.of("name", attribute.getKey(), "value", attribute.getValue())).toList());
    }

    /** The case as its first delivery says. */
    private static UUID caseOf(Side side, UUID conversation) throws ApiException {
        return await().until(() -> side.heard(conversation), heard -> !heard.isEmpty()).get(0).message().getConversation()
                .getCaseId();
    }
}
