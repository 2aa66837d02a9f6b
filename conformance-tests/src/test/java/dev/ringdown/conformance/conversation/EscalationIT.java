package dev.ringdown.conformance.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.client.agentchat.model.MessageDirection;
import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.TranscriptMessage;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who serves a conversation, one after the other: bot, agents, other agents (contract, {@code MessageTypeName}). */
class EscalationIT {

    static final String OFF_HOURS = "system text You have reached us outside our service hours. Please write again between 9 am and 6 pm.";

    @ParameterizedTest
    @ValueSource(strings = {"custom_agent", "egain_agent"})
    void fromTheBotToAnAgentApplication(String role) throws Exception {
        Side agents = Scene.side(role);
        Scene scene = Scene.of().bot(Scene.side("custom_bot"), agents.application().id()).open();
        Side customer = scene.customer();
        Side bot = scene.bot();

        UUID conversation = scene.start("One");
        bot.awaits(conversation, "customer text One");
        bot.says(conversation, "Two");
        customer.says(conversation, "Three");
        assertThat(Scene.state(conversation)).isEqualTo("OPEN_BOT");
        unknownTo(agents, conversation);
        JsonBody handOver = bot.message(conversation, "escalation.transfer", Map.of("reason", "too hard")).with("messageId", "e-1");
        bot.sends(handOver);
        bot.sends(handOver);
        assertThat(Scene.state(conversation)).isEqualTo("QUEUED");
        customer.says(conversation, "Four");

        agents.awaits(conversation, "customer text One", "custom_bot text Two", "customer text Three", "custom_bot escalation.transfer",
                "customer text Four");
        customer.awaits(conversation, "custom_bot text Two", "system conversation.state escalated");
        assertThat(agents.heard(conversation).get(3).message().getContent().getJson()).isEqualTo(Map.of("reason", "too hard"));
        Refusal.expect("400-631", bot.sending(bot.message(conversation, "escalation.transfer")).send());
        agents.sends(agents.message(conversation, "agent.join"));
        assertThat(Scene.state(conversation)).isEqualTo("OPEN_AGENT");
        agents.says(conversation, "Five");
        customer.says(conversation, "Six");
        openTo(bot, conversation);
        openTo(agents, conversation);
        agents.ends(conversation);

        customer.awaits(conversation, "custom_bot text Two", "system conversation.state escalated", role + " agent.join", role + " text Five",
                role + " conversation.end");
        bot.awaits(conversation, "customer text One", "customer text Three", role + " conversation.end");
        agents.awaits(conversation, "customer text One", "custom_bot text Two", "customer text Three", "custom_bot escalation.transfer",
                "customer text Four", "customer text Six");
        for (Side party : List.of(customer, bot, agents)) {
            List<TranscriptMessage> said = party.fetches(conversation).getMessages().getMessage();
            assertThat(said).extracting(message -> message.getSender().getType().getValue() + ' ' + message.getType().getValue().getValue())
                    .containsExactly("customer text", "custom_bot text", "customer text", "custom_bot escalation.transfer",
                            "system conversation.state", "customer text", role + " agent.join", role + " text", "customer text",
                            role + " conversation.end");
            assertThat(said).extracting(TranscriptMessage::getCreated).isSorted();
        }
        for (Side party : List.of(customer, bot, agents)) {
            Refusal.expect("400-630", party.sending(party.text(conversation, "too late")).send());
        }
    }

    @Test
    void oneApplicationMayBeBotAndAgentsAtOnce() throws Exception {
        List<Side> both = Scene.sides("custom_bot", "custom_agent");
        Scene scene = Scene.of().bot(both.get(0), both.get(1).application().id()).open();
        UUID conversation = scene.start("One");
        both.get(0).says(conversation, "Two");
        both.get(0).sends(both.get(0).message(conversation, "escalation.transfer").with("messageId", "e-1"));
        both.get(1).says(conversation, "Three");
        scene.customer().says(conversation, "Four");
        both.get(1).awaits(conversation, "customer text One", "custom_bot text Two", "custom_bot escalation.transfer", "customer text Four");
        both.get(1).ends(conversation);
        both.get(0).awaits(conversation, "customer text One", "custom_agent conversation.end");
        scene.customer().awaits(conversation, "custom_bot text Two", "system conversation.state escalated", "custom_agent text Three",
                "custom_agent conversation.end");
    }

    @Test
    void whoTakesOverIsReadWhenTheBotHandsOver() throws Exception {
        Side before = Scene.side("custom_agent");
        Side after = Scene.side("custom_agent");
        Scene scene = Scene.of().bot(Scene.side("custom_bot"), before.application().id()).open();
        UUID conversation = scene.start("One");
        scene.handsOverTo(after.application().id());
        scene.bot().sends(scene.bot().message(conversation, "escalation.transfer"));
        scene.customer().ends(conversation);
        after.awaits(conversation, "customer text One", "custom_bot escalation.transfer", "customer conversation.end");
        before.awaits(conversation);
        unknownTo(before, conversation);
    }

    @Test
    void aBotThatCannotHandOverIsAsIfOutOfHours() throws Exception {
        Scene scene = Scene.of().bot(Scene.side("custom_bot")).agents(Scene.side("custom_agent").application().id()).retaining().open();
        UUID conversation = scene.start("One");
        JsonBody handOver = scene.bot().message(conversation, "escalation.transfer").with("messageId", "e-1");
        scene.bot().sends(handOver);
        scene.bot().sends(handOver);
        scene.customer().awaits(conversation, OFF_HOURS, "system conversation.end");
        scene.bot().awaits(conversation, "customer text One", "system conversation.end");
        assertThat(Scene.state(conversation)).isEqualTo("ENDED");
        Refusal.expect("400-630", scene.customer().sending(scene.customer().text(conversation, "Two")).send());
        Refusal.expect("400-630", scene.bot().sending(scene.bot().message(conversation, "escalation.transfer")).send());
    }

    @Test
    void fromTheBotToTheDesk() throws Exception {
        Scene scene = Scene.of();
        scene.bot(Scene.side("custom_bot"), scene.desk()).open();
        Side customer = scene.customer();
        Side bot = scene.bot();
        String email = Unique.name("customer") + "@example.com";
        UUID conversation = scene.start(email, "One");
        bot.says(conversation, "Two");
        customer.says(conversation, "Three");
        Desk desk = Desk.logOn(SharedServer.get());
        assertThatThrownBy(() -> desk.unassignedChatOf(email)).isInstanceOf(AssertionError.class);

        bot.sends(bot.message(conversation, "escalation.transfer"));
        Chat chat = desk.unassignedChatOf(email);
        assertThat(desk.messages(chat)).extracting(Message::getMessageText).containsExactly("One", "Two", "Three");
        assertThat(desk.messages(chat)).extracting(Message::getDirection)
                .containsExactly(MessageDirection.IN, MessageDirection.OUT, MessageDirection.IN);
        desk.grab(chat);
        customer.says(conversation, "Four");
        desk.answer(chat, "Five");
        assertThat(desk.messages(chat)).extracting(Message::getMessageText).containsExactly("One", "Two", "Three", "Four", "Five");
        desk.close(chat);
        customer.awaits(conversation, "custom_bot text Two", "system conversation.state escalated", "custom_agent agent.join",
                "custom_agent text Five", "custom_agent conversation.end");
        bot.awaits(conversation, "customer text One", "customer text Three", "custom_agent conversation.end");
        assertThat(bot.fetches(conversation).getMessages().getMessage()).hasSize(9);
    }

    @Test
    void agentsHandOverAmongThemselves() throws Exception {
        Side agents = Scene.side("custom_agent");
        Scene scene = Scene.of().agents(agents.application().id()).open();
        UUID conversation = scene.start("One");
        assertThat(Scene.state(conversation)).isEqualTo("QUEUED");
        steps(agents, conversation, agents.message(conversation, "agent.join"), "OPEN_AGENT");
        steps(agents, conversation, agents.message(conversation, "queue.transfer", Map.of("queue", Map.of("id", "q-2"))), "QUEUED");
        steps(agents, conversation, agents.message(conversation, "agent.transfer", Map.of("agent", Map.of("id", "7", "name", "Ada"))), "OPEN_AGENT");
        steps(agents, conversation, agents.message(conversation, "escalation.transfer"), "QUEUED");
        steps(agents, conversation, agents.message(conversation, "conversation.state", Map.of("status", "second level")), "QUEUED");
        steps(agents, conversation, agents.message(conversation, "agent.join"), "OPEN_AGENT");
        scene.customer().says(conversation, "Two");
        scene.customer().ends(conversation);
        assertThat(Scene.state(conversation)).isEqualTo("ENDED");
        agents.awaits(conversation, "customer text One", "customer text Two", "customer conversation.end");
        scene.customer().awaits(conversation, "custom_agent agent.join", "custom_agent queue.transfer", "custom_agent agent.transfer",
                "custom_agent escalation.transfer", "custom_agent conversation.state second level", "custom_agent agent.join");
    }

    private static void steps(Side agents, UUID conversation, JsonBody message, String state) {
        agents.sends(message);
        assertThat(Scene.state(conversation)).isEqualTo(state);
    }

    @Test
    void ofSeveralBotsAndAgentsTheFirstServes() throws Exception {
        List<Side> bots = Stream.generate(() -> Scene.side("custom_bot")).limit(2).toList();
        List<Side> agents = Stream.generate(() -> Scene.side("custom_agent")).limit(3).toList();
        Scene scene = Scene.of().bot(bots.get(0), agents.get(0).application().id()).bot(bots.get(1), agents.get(1).application().id())
                .agents(agents.get(2).application().id()).open();
        UUID conversation = scene.start("One");
        bots.get(0).sends(bots.get(0).message(conversation, "escalation.transfer"));
        agents.get(0).ends(conversation);
        bots.get(0).awaits(conversation, "customer text One", "custom_agent conversation.end");
        agents.get(0).awaits(conversation, "customer text One", "custom_bot escalation.transfer");
        for (Side other : List.of(bots.get(1), agents.get(1), agents.get(2))) {
            other.awaits(conversation);
            unknownTo(other, conversation);
            Refusal.expect("400-121", other.sending(other.text(conversation, "Let me in")).send());
        }
    }

    @Test
    void whatGoesToAnInactiveBotWaits() throws Exception {
        Scene byParticipant = Scene.of().bot(Scene.side("custom_bot")).open();
        Scene byApplication = Scene.of().bot(Scene.side("custom_bot")).open();
        byParticipant.activateParticipant(0, false);
        byApplication.activate(byApplication.bot(), false);
        UUID one = byParticipant.start("One");
        UUID other = byApplication.start("One");
        byParticipant.customer().says(one, "Two");
        byApplication.customer().says(other, "Two");
        // On the way of deliveries that follow: had those been tried at all, they would have come.
        Scene active = Scene.of().bot(Scene.side("custom_bot")).open();
        active.bot().awaits(active.start("Here"), "customer text Here");
        byParticipant.bot().awaits(one);
        byApplication.bot().awaits(other);

        byParticipant.activateParticipant(0, true);
        byApplication.activate(byApplication.bot(), true);
        byParticipant.bot().awaits(one, "customer text One", "customer text Two");
        byApplication.bot().awaits(other, "customer text One", "customer text Two");
    }

    private static void unknownTo(Side stranger, UUID conversation) {
        assertThatThrownBy(() -> stranger.fetches(conversation)).isInstanceOfSatisfying(ApiException.class,
                refused -> assertThat(refused.getResponseBody()).contains("404-101"));
    }

    private static void openTo(Side party, UUID conversation) {
        assertThatThrownBy(() -> party.fetches(conversation)).isInstanceOfSatisfying(ApiException.class,
                refused -> assertThat(refused.getResponseBody()).contains("404-102"));
    }
}
