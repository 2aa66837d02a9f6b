package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.UpdateAgentRequest;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.EventStream;
import dev.ringdown.conformance.http.EventStream.Event;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.operation.ContractSchema;
import dev.ringdown.conformance.server.ServerDatabase;
import dev.ringdown.conformance.server.SharedServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the event stream shows, to whom, from where on and until when (contract, {@code Events}). */
class EventsIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int STREAMS_OF_A_SESSION = 8;
    private static final Map<String, ContractSchema> SCHEMAS = Map.of("chat", Api.DESK.schema("chats.yaml", "ChatEvent"),
            "message", Api.DESK.schema("chats.yaml", "MessageEvent"), "reset", Api.DESK.schema("chats.yaml", "ResetEvent"));

    private final Desk desk = Desk.open();

    @Test
    void theStreamBeginsAtOnceAndBeatsWhileNothingHappens() {
        try (EventStream stream = open(Desk.stranger())) {
            assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(stream.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(stream.headers().firstValue("X-Accel-Buffering")).hasValue("no");
            await().atMost(Duration.ofSeconds(3)).until(() -> stream.comments() == 1);
            long began = System.nanoTime();
            await().atMost(HEARTBEAT.plusSeconds(3)).until(() -> stream.comments() == 2);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(HEARTBEAT.minusSeconds(3));
            assertThat(stream.all()).isEmpty();
        }
    }

    @Test
    void aChatAndItsMessagesComeAsTheyChange() throws ApiException {
        try (EventStream stream = open(desk.agent())) {
            String customer = Desk.customer();
            UUID conversation = desk.connector().start(customer, "Hello");
            long chat = desk.chatOf(customer).getChatID();
            Event began = stream.next(event -> event.name().equals("chat"));
            assertThat(began.data().at("/Chat/ChatID").asLong()).isEqualTo(chat);
            assertThat(began.data().at("/Chat/ChatStatusID").asInt()).isEqualTo(1);
            assertThat(began.data().at("/Chat/Customer/CustomerName").asText()).isEqualTo(customer);
            assertThat(messages(stream, "Hello")).as("the first message, too").hasSize(1);

            desk.agent().grabs(chat);
            Event grabbed = stream.next(event -> event.name().equals("chat"));
            assertThat(grabbed.data().at("/Chat/ChatStatusID").asInt()).isEqualTo(2);
            assertThat(grabbed.data().at("/Chat/AgentID").asLong()).isEqualTo(desk.agent().agent().id());

            long said = desk.agent().says(chat, "Good morning\nto you \u2028 \ud83d\ude42");
            Event out = stream.next(event -> event.name().equals("message"));
            assertThat(out.data().path("ChatID").asLong()).isEqualTo(chat);
            assertThat(out.data().at("/Message/MessageID").asLong()).isEqualTo(said);
            assertThat(out.text()).isEqualTo("Good morning\nto you \u2028 \ud83d\ude42");
            assertThat(out.data().at("/Message/Direction").asText()).isEqualTo("Out");
            assertThat(out.data().at("/Message/SenderType").asText()).isEqualTo("Agent");

            desk.connector().accepted(Connector.further(conversation, "Thank you"));
            Event in = stream.next(event -> event.text().equals("Thank you"));
            assertThat(in.data().at("/Message/Direction").asText()).isEqualTo("In");

            desk.agent().closes(chat);
            stream.next(event -> event.name().equals("chat") && event.data().at("/Chat/ChatStatusID").asInt() == 3);
            assertWhole(stream.all());
        }
    }

    @Test
    void eachSeesOwnDepartmentsAndAManagerAll() throws ApiException {
        Desk other = Desk.open();
        try (EventStream own = open(desk.agent()); EventStream others = open(other.agent()); EventStream stranger = open(Desk.stranger());
             EventStream manager = open(Desk.manager())) {
            long first = desk.waitingChat();
            long second = other.waitingChat();
            long third = desk.waitingChat();
            own.next(event -> event.isOfChat(first));
            own.next(event -> event.isOfChat(third));
            others.next(event -> event.isOfChat(second));
            manager.next(event -> event.isOfChat(first));
            manager.next(event -> event.isOfChat(second));
            manager.next(event -> event.isOfChat(third));
            assertThat(own.all()).allMatch(event -> event.isOfChat(first) || event.isOfChat(third));
            assertThat(others.all()).allMatch(event -> event.isOfChat(second));
            assertThat(stranger.all()).isEmpty();
            assertThat(manager.all()).containsAll(own.all()).containsAll(others.all());
        }
    }

    @Test
    void whoOpensTheStreamFirstMissesNothing() throws ApiException {
        for (int round = 0; round < 5; round++) {
            String customer = Desk.customer();
            Thread writing = new Thread(() -> desk.connector().start(customer, "Hello"));
            writing.start();
            try (EventStream stream = open(desk.agent())) {
                boolean listed = Desk.all(desk.agent().chats().getChats("1", null, null, null, null, null, null, null, null, null, null, 200, null, null))
                        .anyMatch(chat -> customer.equals(chat.getCustomer().getCustomerName()));
                if (!listed) {
                    stream.next(event -> event.data().at("/Chat/Customer/CustomerName").asText().equals(customer));
                }
            }
        }
    }

    @Test
    void aChatThatLeavesTheDepartmentIsShownOnceMore() throws Exception {
        Desk next = Desk.open();
        String customer = Desk.customer();
        UUID conversation = desk.connector().start(customer, "Hello");
        long chat = desk.chatOf(customer).getChatID();
        try (EventStream left = open(desk.agent()); EventStream entered = open(next.agent()); EventStream stranger = open(Desk.stranger())) {
            Desk.manager().chats().transferChatToDepartment(DeskClient.VERSION, chat, next.department());
            for (EventStream stream : List.of(left, entered)) {
                Event moved = stream.next(event -> event.isOfChat(chat));
                assertThat(moved.name()).isEqualTo("chat");
                assertThat(moved.data().at("/Chat/DepartmentID").asLong()).isEqualTo(next.department());
            }
            desk.connector().accepted(Connector.further(conversation, "Still there?"));
            entered.next(event -> event.text().equals("Still there?"));
            long after = desk.waitingChat();
            left.next(event -> event.isOfChat(after));
            assertThat(left.all()).filteredOn(event -> event.isOfChat(chat)).as("nothing follows").hasSize(1);
            assertThat(stranger.all()).isEmpty();
            assertWhole(left.all());
        }
    }

    @Test
    void anAgentWhoChangesDepartmentsSeesTheNewOnesFromThenOn() throws Exception {
        Desk next = Desk.open();
        Seat agent = desk.colleague();
        try (EventStream stream = open(agent)) {
            long first = desk.waitingChat();
            stream.next(event -> event.isOfChat(first));
            Desk.agents().update(new UpdateAgentRequest().agentID(agent.agent().id()).departmentIDs(List.of(next.department())));
            long second = desk.waitingChat();
            long third = next.waitingChat();
            stream.next(event -> event.isOfChat(third));
            assertThat(stream.all()).noneMatch(event -> event.isOfChat(second));
        }
    }

    @Test
    void theStreamEndsWithTheSession() {
        Seat colleague = desk.colleague();
        try (EventStream stream = open(colleague); EventStream others = open(desk.agent())) {
            assertThat(colleague.get("AgentLogoff").send().statusCode()).isEqualTo(200);
            await().atMost(SOON).until(stream::hasEnded);
            DeskRefusal.expect(401, "InvalidSession", colleague.get("Events").withAccept("text/event-stream").send());
            assertThat(others.hasEnded()).isFalse();
        }
    }

    @Test
    void theStreamEndsWhenItsAgentIsDisabled() {
        Seat colleague = desk.colleague();
        try (EventStream stream = open(colleague)) {
            Desk.agents().disable(colleague.agent());
            await().atMost(SOON).until(stream::hasEnded);
        }
    }

    @Test
    void whoReconnectsMissesNothingAndGetsNothingTwice() throws ApiException {
        List<Event> all;
        Event last;
        long first;
        try (EventStream whole = open(desk.agent())) {
            try (EventStream stream = open(desk.agent())) {
                first = desk.waitingChat();
                last = stream.next(event -> event.isOfChat(first));
            }
            long second = desk.openChat();
            desk.agent().says(second, "One");
            desk.agent().says(second, "Two");
            whole.next(event -> event.text().equals("Two"));
            all = whole.all();
        }
        List<Event> later = all.stream().filter(event -> event.id() > last.id()).toList();
        try (EventStream again = EventStream.open(SharedServer.get(), desk.agent().session(), last.id())) {
            assertThat(again.await(later.size(), SOON).stream().limit(later.size())).as("behind the last message, events may follow that nobody waited for")
                    .extracting(Event::id).containsExactlyElementsOf(later.stream().map(Event::id).toList());
            long third = desk.waitingChat();
            again.next(event -> event.isOfChat(third));
            assertWhole(again.all());
        }
    }

    @Test
    void aNumberThatWasNeverGivenResets() throws ApiException {
        long last = lastNumber();
        try (EventStream stream = EventStream.open(SharedServer.get(), desk.agent().session(), last + 1_000_000)) {
            Event reset = stream.next();
            assertThat(reset.name()).isEqualTo("reset");
            assertThat(reset.id()).isEqualTo(reset.data().path("EventID").asLong()).isGreaterThanOrEqualTo(last);
            long chat = desk.waitingChat();
            stream.next(event -> event.isOfChat(chat));
            assertThat(stream.all()).filteredOn(event -> event.name().equals("reset")).hasSize(1);
            assertWhole(stream.all());
        }
    }

    @Test
    void aNumberThatIsNoLongerKeptResets() throws Exception {
        desk.waitingChat();
        long deleted = lastNumber();
        desk.waitingChat();
        await().atMost(SOON).until(() -> lastNumber() > deleted);
        // As if a day had passed.
        execute("DELETE FROM desk_event WHERE number <= ?", deleted);
        for (long tooOld : new long[]{0, deleted - 1}) {
            try (EventStream stream = EventStream.open(SharedServer.get(), desk.agent().session(), tooOld)) {
                Event reset = stream.next();
                assertThat(reset.name()).isEqualTo("reset");
                assertThat(reset.id()).isGreaterThan(deleted);
                assertWhole(stream.all());
            }
        }
        try (EventStream stream = EventStream.open(SharedServer.get(), Desk.manager().session(), deleted)) {
            assertThat(stream.next().id()).as("all behind it is there").isEqualTo(deleted + 1);
        }
    }

    @Test
    void aSessionHasSoManyStreamsAndThenTheOldestEnds() throws ApiException {
        List<EventStream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < STREAMS_OF_A_SESSION; i++) {
                streams.add(open(desk.agent()));
            }
            long chat = desk.waitingChat();
            streams.forEach(stream -> stream.next(event -> event.isOfChat(chat)));
            streams.add(open(desk.agent()));
            await().atMost(SOON).until(() -> streams.get(0).hasEnded());
            long next = desk.waitingChat();
            streams.subList(1, streams.size()).forEach(stream -> stream.next(event -> event.isOfChat(next)));
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    private static EventStream open(Seat seat) {
        return EventStream.open(SharedServer.get(), seat.session(), null);
    }

    private static List<Event> messages(EventStream stream, String text) {
        await().atMost(SOON).until(() -> stream.all().stream().anyMatch(event -> event.text().equals(text)));
        return stream.all().stream().filter(event -> event.text().equals(text)).toList();
    }

    /** Each as its schema has it, in rising order. */
    private static void assertWhole(List<Event> events) {
        for (Event event : events) {
            assertThat(SCHEMAS).containsKey(event.name());
            assertThat(SCHEMAS.get(event.name()).violations(event.data())).as(event.toString()).isEmpty();
            assertThat(event.data().path("EventID").asLong()).isEqualTo(event.id());
        }
        assertThat(events).extracting(Event::id).isSorted().doesNotHaveDuplicates();
    }

    private static long lastNumber() {
        try (var connection = ServerDatabase.of(SharedServer.get()).connect(); var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT last_number FROM desk_event_count")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void execute(String sql, Object... values) throws SQLException {
        try (var connection = ServerDatabase.of(SharedServer.get()).connect(); var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
