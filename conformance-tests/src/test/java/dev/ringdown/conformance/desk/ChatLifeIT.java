package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.ChatStatus;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.client.agentchat.model.MessageDirection;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.http.JsonBody;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a chat comes about, who gets it, how it goes on and how it ends (contract, "The life of a chat"). */
class ChatLifeIT {

    private static final int RACERS = 20;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.open();
    }

    @Test
    void ofManyGrabsAtOnceExactlyOneWins() throws Exception {
        List<Seat> racers = IntStream.range(0, 4).mapToObj(i -> desk.colleague()).toList();
        long chat = desk.waitingChat();

        List<Response> responses = atOnce(IntStream.range(0, RACERS)
                .mapToObj(i -> (Callable<Response>) () -> racers.get(i % racers.size()).grab(chat).send()).toList());

        List<Response> won = responses.stream().filter(response -> response.statusCode() == 200).toList();
        assertThat(won).hasSize(1);
        responses.stream().filter(response -> response.statusCode() != 200)
                .forEach(response -> DeskRefusal.expect(409, "ChatNotUnassigned", response));
        assertThat(desk.chat(chat).getAgentID()).isEqualTo(won.get(0).jsonPath().getLong("Chat.AgentID"));
    }

    @Test
    void ofManyClosesAtOnceExactlyOneWins() throws Exception {
        long chat = desk.openChat();
        List<Response> responses = atOnce(IntStream.range(0, RACERS).mapToObj(i -> (Callable<Response>) () -> desk.agent().close(chat).send()).toList());
        assertThat(responses).filteredOn(response -> response.statusCode() == 200).hasSize(1);
        responses.stream().filter(response -> response.statusCode() != 200).forEach(response -> DeskRefusal.expect(409, "ChatClosed", response));
    }

    @Test
    void ofManyFirstMessagesAtOnceOneChatComes() throws Exception {
        String customer = Desk.customer();
        List<Response> responses = atOnce(IntStream.range(0, 8).mapToObj(i -> (Callable<Response>) () ->
                desk.connector().send(desk.connector().opening(customer, "text " + i))).toList());

        assertThat(responses).allSatisfy(response -> assertThat(response.statusCode()).as(response.asString()).isEqualTo(202));
        Chat chat = desk.chatOf(customer);
        assertThat(desk.agent().get("GetChats").send().<Integer>path("TotalCount")).isEqualTo(1);
        assertThat(desk.agent().reads(chat.getChatID())).extracting(Message::getMessageText)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 8).mapToObj(i -> "text " + i).toList());
    }

    @Test
    void onlyTheHolderOrAManagerWritesAndCloses() throws ApiException {
        long chat = desk.openChat();
        Seat colleague = desk.colleague();
        assertThat(colleague.messages(chat).send().statusCode()).as("a colleague may read").isEqualTo(200);
        DeskRefusal.expect(403, "NotAllowed", colleague.say(chat, "x").send());
        DeskRefusal.expect(403, "NotAllowed", colleague.close(chat).send());
        Desk.manager().says(chat, "from above");
        assertThat(desk.chat(chat).getAgentID()).as("a Manager does not become the holder").isEqualTo(desk.agent().agent().id());
        Desk.manager().closes(chat);
        assertThat(desk.chat(chat).getAgentID()).as("nor by closing").isEqualTo(desk.agent().agent().id());
    }

    @Test
    void aClosedChatCanBeReadButNotChanged() throws ApiException {
        long chat = desk.closedChat();
        Chat before = desk.chat(chat);
        for (Call call : new Call[]{desk.agent().say(chat, "x"), desk.agent().grab(chat), desk.agent().close(chat), Desk.manager().say(chat, "x"),
                Desk.manager().grab(chat), Desk.manager().close(chat)}) {
            DeskRefusal.expect(409, "ChatClosed", call.send()).naming("ChatID");
        }
        assertThat(desk.chat(chat)).isEqualTo(before);
        assertThat(desk.agent().reads(chat)).hasSize(1);
    }

    @Test
    void afterACloseTheCustomersNextMessageMakesANewChat() throws ApiException {
        String customer = Desk.customer();
        UUID conversation = desk.connector().start(customer, "first");
        Chat first = desk.chatOf(customer);
        desk.agent().grabs(first.getChatID());
        desk.agent().closes(first.getChatID());
        Refusal.expect("400-630", desk.connector().send(Connector.further(conversation, "too late")));

        desk.connector().start(customer, "second");

        Chat second = desk.chatOf(customer);
        assertThat(second.getChatID()).isNotEqualTo(first.getChatID());
        assertThat(second.getChatStatusID()).isEqualTo(ChatStatus.UNASSIGNED);
        assertThat(second.getCustomer()).isEqualTo(first.getCustomer());
        assertThat(desk.agent().reads(second.getChatID())).extracting(Message::getMessageText).containsExactly("second");
        assertThat(desk.agent().reads(first.getChatID())).extracting(Message::getMessageText).containsExactly("first");
    }

    @Test
    void theCustomersEndClosesTheChat() throws ApiException {
        String customer = Desk.customer();
        UUID conversation = desk.connector().start(customer, "Hello");
        long chat = desk.chatOf(customer).getChatID();
        desk.agent().grabs(chat);

        desk.connector().accepted(Connector.end(conversation));

        await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(10)).until(() -> desk.chat(chat).getChatStatusID() == ChatStatus.CLOSED);
        assertThat(desk.chat(chat).getAgentID()).isEqualTo(desk.agent().agent().id());
        DeskRefusal.expect(409, "ChatClosed", desk.agent().say(chat, "x").send());
    }

    @Test
    void aSecondStartGoesOnInTheActiveChat() throws ApiException {
        String customer = Desk.customer();
        UUID before = desk.connector().start(customer, "one");
        long chat = desk.chatOf(customer).getChatID();
        desk.agent().grabs(chat);

        UUID after = desk.connector().start(customer, "two");

        assertThat(after).isNotEqualTo(before);
        await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(10)).until(() -> desk.agent().reads(chat).size() == 2);
        Chat same = desk.chatOf(customer);
        assertThat(same.getChatID()).isEqualTo(chat);
        assertThat(same.getChatStatusID()).isEqualTo(ChatStatus.OPEN);
        assertThat(same.getAgentID()).isEqualTo(desk.agent().agent().id());
        Refusal.expect("400-630", desk.connector().send(Connector.further(before, "the old one has ended")));
        desk.connector().accepted(Connector.further(after, "three"));
        desk.agent().says(chat, "four");
        assertThat(desk.agent().reads(chat)).extracting(Message::getMessageText).containsExactly("four", "three", "two", "one");
        long third = desk.agent().reads(chat).get(1).getMessageID();
        assertThat(desk.agent().chats().getMessages("1", chat, third, 1).getMessages()).extracting(Message::getMessageText).containsExactly("two");
        assertThat(desk.agent().get("GetChats").withQuery("IncludeMessages", true).send().jsonPath()
                .<String>getList("OpenChats[0].Messages.MessageText")).containsExactly("four", "three", "two", "one");
    }

    @Test
    void aCustomerHasAChatPerAccount() throws ApiException {
        Desk other = Desk.open();
        String customer = Desk.customer();
        desk.connector().start(customer, "here");
        other.connector().start(customer, "there");
        assertThat(other.chatOf(customer).getChatID()).isNotEqualTo(desk.chatOf(customer).getChatID());
        assertThat(other.chatOf(customer).getCustomer()).isEqualTo(desk.chatOf(customer).getCustomer());
    }

    @Test
    void theRequestsEntryPointGoesBeforeTheAccounts() throws ApiException {
        Desk other = Desk.open();
        String customer = Desk.customer();
        desk.connector().accepted(desk.connector().opening(customer, "Hello")
                .with("conversation.entryPoint", Map.of("id", String.valueOf(other.department()))));
        assertThat(other.chatOf(customer).getDepartmentID()).isEqualTo(other.department());
    }

    @Test
    void messagesStandInTheOrderInWhichTheyCame() throws ApiException {
        String customer = Desk.customer();
        UUID conversation = desk.connector().start(customer, "text 0");
        long chat = desk.chatOf(customer).getChatID();
        desk.agent().grabs(chat);
        List<String> texts = new ArrayList<>(List.of("text 0"));
        for (int i = 1; i < 20; i++) {
            texts.add(0, "text " + i);
            if (i % 3 == 0) {
                desk.agent().says(chat, "text " + i);
            } else {
                desk.connector().accepted(Connector.further(conversation, "text " + i));
            }
        }

        List<Message> read = desk.agent().reads(chat);

        assertThat(read).extracting(Message::getMessageText).containsExactlyElementsOf(texts);
        assertThat(read).extracting(Message::getDirection).filteredOn(MessageDirection.OUT::equals).hasSize(6);
        assertThat(read).extracting(Message::getSentAt).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        List<String> sent = List.of("text 3", "text 6", "text 9", "text 12", "text 15", "text 18");
        await().atMost(Duration.ofSeconds(30)).until(() -> delivered("text").size() >= sent.size());
        assertThat(delivered("text")).as("the customer's connector gets them in order").containsExactlyElementsOf(sent);
        await().atMost(Duration.ofSeconds(10)).until(() -> desk.agent().reads(chat).stream()
                .allMatch(message -> message.getDeliveryStatus().toString().equals("Sent")));
    }

    @Test
    void whatTheCustomerTookBackKeepsItsPlaceAndWhatTheChannelBarsIsNotRead() throws ApiException {
        String customer = Desk.customer();
        UUID conversation = desk.connector().start(customer, "Hello");
        long chat = desk.chatOf(customer).getChatID();
        desk.agent().grabs(chat);
        desk.connector().accepted(Connector.further(conversation, "a slip").with("messageId", "slip"));
        desk.connector().accepted(Connector.further(conversation, "a file").with("attachments",
                Map.of("attachment", List.of(Map.of("name", "virus.exe", "url", "https://files.example.com/virus.exe")))));
        desk.connector().accepted(Connector.in(conversation, "delete.soft", "customer").with("parent", Map.of("messageId", "slip")));
        assertThat(read(chat)).containsExactly(null, "Hello");

        desk.connector().accepted(Connector.in(conversation, "undo", "customer").with("parent", Map.of("messageId", "slip")));
        assertThat(read(chat)).containsExactly("a slip", "Hello");
        assertThat(desk.chat(chat).getChatStatusID()).isEqualTo(ChatStatus.OPEN);
    }

    /** What the customer is read to have said, newest first. */
    private List<String> read(long chat) throws ApiException {
        return desk.agent().reads(chat).stream().filter(message -> message.getDirection() == MessageDirection.IN).map(Message::getMessageText).toList();
    }

    @Test
    void theConnectorHearsThatAnAgentJoinedAndThatItIsOver() throws ApiException {
        long chat = desk.openChat();
        desk.agent().says(chat, "Good morning");
        desk.agent().closes(chat);
        await().atMost(Duration.ofSeconds(30)).until(() -> types().contains("conversation.end"));
        assertThat(types()).containsExactly("agent.join", "text", "conversation.end");
    }

    private List<String> types() {
        return deliveredMessages().map(message -> message.at("/type/value").asText()).toList();
    }

    private List<String> delivered(String type) {
        return deliveredMessages().filter(message -> message.at("/type/value").asText().equals(type))
                .map(message -> message.at("/content/text").asText()).toList();
    }

    private Stream<com.fasterxml.jackson.databind.JsonNode> deliveredMessages() {
        return desk.delivered().stream().map(JsonBody::parse).flatMap(body -> {
            List<com.fasterxml.jackson.databind.JsonNode> messages = new ArrayList<>();
            body.at("messages.message").forEach(messages::add);
            return messages.stream();
        });
    }

    /** Makes all calls at the same time; the answers in the order of the calls. */
    static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
