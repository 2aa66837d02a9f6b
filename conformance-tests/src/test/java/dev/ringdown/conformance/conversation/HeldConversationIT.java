package dev.ringdown.conformance.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.conversationmanager.model.LocalizedProperties;
import dev.ringdown.client.conversationmanager.model.LocalizedProperty;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens while no agent is available (contract, {@code MessageTypeName}, note 2). */
class HeldConversationIT {

    private static final String RETAINED = "system text All our agents are busy at the moment. Your message is kept, and the next free agent will "
            + "answer it.";
    private static final String RELEASED = "system conversation.state released";
    private static final String END = "system conversation.end";

    private final Side agents = Scene.side("custom_agent");

    @Test
    void outOfHoursTheConversationEnds() throws Exception {
        Scene scene = Scene.of().agents(agents.application().id()).open();
        UUID conversation = scene.start("One");
        JsonBody unavailable = agents.unavailable(conversation).with("messageId", "u-1");
        agents.sends(unavailable);
        agents.sends(unavailable);
        scene.customer().awaits(conversation, EscalationIT.OFF_HOURS, END);
        agents.awaits(conversation, "customer text One", END);
        assertThat(Scene.state(conversation)).isEqualTo("ENDED");
        Refusal.expect("400-630", scene.customer().sending(scene.customer().text(conversation, "Two")).send());
        Refusal.expect("400-630", agents.sending(agents.unavailable(conversation)).send());
    }

    @Test
    void outOfHoursInTheWordsOfTheAgentApplication() throws Exception {
        Scene scene = Scene.of().agents(agents.application().id()).open();
        UUID conversation = scene.start("One");
        agents.sends(agents.message(conversation, "agent.unavailable", Map.of("reason", "lunch", "text", "Back at two.")));
        scene.customer().awaits(conversation, "system text Back at two.", END);
    }

    @Test
    void outOfHoursInTheCustomersLanguage() throws Exception {
        Scene scene = Scene.of().agents(agents.application().id()).channel(channel -> channel.addL10nPropertiesItem(new LocalizedProperties()
                .language("de").addPropertiesItem(new LocalizedProperty().name("msg_hub_off_hours").value("Niemand da.")))).open();
        UUID conversation = scene.customer().sends(scene.opening("One")
                .with("conversation.customer.attributes", List.of(Map.of("name", "language", "value", "de-AT"))));
        agents.sends(agents.unavailable(conversation));
        scene.customer().awaits(conversation, "system text Niemand da.", END);
    }

    @Test
    void whereTheChannelTakesNoTextsOfTheHubsOwnOnlyTheEndIsHeard() throws Exception {
        Scene scene = Scene.of().agents(agents.application().id()).channel(channel -> channel.getRestrictions().getOutbound().systemMessages(false))
                .open();
        UUID conversation = scene.start("One");
        agents.sends(agents.message(conversation, "agent.unavailable", Map.of("reason", "lunch", "text", "Back at two.")));
        scene.customer().awaits(conversation, END);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allThatIsHeldForTheApplicationIsReleasedAndNothingElse(boolean namingOne) throws Exception {
        Side others = Scene.side("custom_agent");
        Scene scene = Scene.of().agents(agents.application().id()).retaining().open();
        Scene elsewhere = Scene.of().bot(Scene.side("custom_bot"), agents.application().id()).retaining().open();
        Scene foreign = Scene.of().agents(others.application().id()).retaining().open();
        UUID first = scene.start("One");
        UUID second = scene.start("One");
        UUID escalated = elsewhere.start("One");
        elsewhere.bot().sends(elsewhere.bot().message(escalated, "escalation.transfer"));
        UUID stays = foreign.start("One");
        UUID notHeld = scene.start("One");
        for (UUID held : List.of(first, second, escalated)) {
            agents.sends(agents.unavailable(held));
        }
        others.sends(others.unavailable(stays));
        agents.sends(agents.unavailable(first), agents.message(first, "typing.end"));
        scene.customer().says(first, "Two", "Three");
        elsewhere.customer().says(escalated, "Two");
        foreign.customer().says(stays, "Two");
        scene.customer().says(notHeld, "Two");

        scene.customer().awaits(first, RETAINED);
        elsewhere.customer().awaits(escalated, "system conversation.state escalated", RETAINED);
        agents.awaits(notHeld, "customer text One", "customer text Two");
        agents.awaits(first, "customer text One");
        agents.awaits(second, "customer text One");
        agents.awaits(escalated, "customer text One", "custom_bot escalation.transfer");
        for (UUID held : List.of(first, second, escalated, stays)) {
            assertThat(Scene.state(held)).isEqualTo("QUEUED");
        }

        agents.sends(namingOne ? agents.message(second, "agent.available") : agents.available());
        agents.awaits(first, "customer text One", "customer text Two", "customer text Three", RELEASED);
        agents.awaits(second, "customer text One", RELEASED);
        agents.awaits(escalated, "customer text One", "custom_bot escalation.transfer", "customer text Two", RELEASED);
        scene.customer().says(first, "Four");
        agents.says(first, "Here I am");
        scene.customer().ends(first);
        agents.awaits(first, "customer text One", "customer text Two", "customer text Three", RELEASED, "customer text Four",
                "customer conversation.end");
        scene.customer().awaits(first, RETAINED, "custom_agent text Here I am");
        scene.customer().ends(notHeld);
        agents.awaits(notHeld, "customer text One", "customer text Two", "customer conversation.end");
        others.awaits(stays, "customer text One");
        others.sends(others.available());
        others.awaits(stays, "customer text One", "customer text Two", RELEASED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent.join", "text", "conversation.state", "customer.info"})
    void whoSpeaksIsThere(String type) throws Exception {
        Scene scene = Scene.of().agents(agents.application().id()).retaining().open();
        UUID conversation = scene.start("One");
        UUID other = scene.start("One");
        agents.sends(agents.unavailable(conversation));
        agents.sends(agents.unavailable(other));
        scene.customer().says(conversation, "Two");
        agents.awaits(conversation, "customer text One");
        agents.sends(switch (type) {
            case "text" -> agents.text(conversation, "Here");
            case "conversation.state" -> agents.message(conversation, type, Map.of("status", "taken"));
            case "customer.info" -> agents.message(conversation, type, Map.of("name", "Ada"));
            default -> agents.message(conversation, type);
        });
        agents.awaits(conversation, "customer text One", "customer text Two", RELEASED);
        scene.customer().ends(other);
        agents.awaits(other, "customer text One", "customer conversation.end");
        agents.sends(agents.unavailable(conversation));
        scene.customer().says(conversation, "Three");
        agents.sends(agents.message(conversation, "agent.available"));
        agents.awaits(conversation, "customer text One", "customer text Two", RELEASED, "customer text Three", RELEASED);
        assertThat(scene.customer().heard(conversation).stream().filter(heard -> "text".equals(heard.type()) && heard.text().startsWith("All our")))
                .as("told again when it is held again").hasSize(2);
    }

    @Test
    void whatIsHeldGoesOutWhenTheConversationEnds() throws Exception {
        Scene scene = Scene.of().agents(agents.application().id()).retaining().open();
        UUID byCustomer = scene.start("One");
        UUID byAgents = scene.start("One");
        for (UUID conversation : List.of(byCustomer, byAgents)) {
            agents.sends(agents.unavailable(conversation));
            scene.customer().says(conversation, "Two");
        }
        scene.customer().ends(byCustomer);
        agents.ends(byAgents);
        agents.awaits(byCustomer, "customer text One", "customer text Two", "customer conversation.end");
        agents.awaits(byAgents, "customer text One", "customer text Two", RELEASED);
        scene.customer().awaits(byAgents, RETAINED, "custom_agent conversation.end");
        agents.sends(agents.available());
        assertThat(agents.fetches(byCustomer).getMessages().getMessage()).hasSize(5);
    }

    @Test
    void aBotIsNotHeld() throws Exception {
        Scene scene = Scene.of().bot(Scene.side("custom_bot"), agents.application().id()).retaining().open();
        UUID conversation = scene.start("One");
        scene.bot().sends(scene.bot().message(conversation, "escalation.transfer"));
        agents.sends(agents.unavailable(conversation));
        scene.bot().says(conversation, "Please be patient");
        scene.customer().awaits(conversation, "system conversation.state escalated", RETAINED, "custom_bot text Please be patient");
        scene.customer().ends(conversation);
        scene.bot().awaits(conversation, "customer text One", "customer conversation.end");
    }

    @Test
    void availabilityIsSaidByAgentsAlone() throws Exception {
        Scene scene = Scene.of().bot(Scene.side("custom_bot"), agents.application().id()).open();
        UUID conversation = scene.start("One");
        Refusal.expect("400-631", scene.bot().sending(scene.bot().message(conversation, "agent.available")).send());
        Refusal.expect("400-631", scene.customer().sending(scene.customer().unavailable(conversation)).send());
        Refusal.expect("400-121", agents.sending(agents.message(conversation, "agent.available")).send());
        Refusal.expect("400-121", agents.sending(agents.unavailable(conversation)).send());
        Refusal.expect("400-121", agents.sending(agents.message(UUID.randomUUID(), "agent.available")).send());
        Refusal.expect("403-102", scene.customer().sending(agents.available()).send());
        Refusal.expect("400-143", agents.sending(agents.unavailable(conversation).without("content.json.reason")).send());
        assertThat(Scene.state(conversation)).isEqualTo("OPEN_BOT");
    }
}
