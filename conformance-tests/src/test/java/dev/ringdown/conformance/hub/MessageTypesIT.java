package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.client.conversationmanager.model.MessageTypeName;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of {@code MessageTypeName}, each type by each sender: who may send it, who gets it and who does not, what it does, and
 * what the transcript keeps of it.
 */
class MessageTypesIT {

    private static final Map<String, Object> TEXT = Map.of("text", "Grüße \uD83D\uDE42", "html", "<b>Grüße</b>", "redact", true);
    private static final Map<String, Object> FREE = json(Map.of("anything", Map.of("deeper", List.of(1, 2.5, true, "x"))));
    private static final Map<String, Object> ESCALATION = json(Map.of("reason", "asked for a person", "intent", "orders", "queue", Map.of("id", "7")));
    private static final Map<String, Object> QUEUE = json(Map.of("queue", Map.of("id", "7")));
    private static final Map<String, Object> AGENT = json(Map.of("agent", Map.of("id", "12", "name", "Kim")));
    private static final Map<String, Object> STATE = json(Map.of("status", "waiting", "content", "You are number 3."));
    private static final Map<String, Object> PAGE = json(Map.of("url", "https://shop.example.com/track", "title", "Your order"));
    private static final Map<String, Object> ABSENCE = json(Map.of("reason", "lunch", "text", "Back at one."));
    private static final Map<String, Object> CUSTOMER_DATA = json(Map.of("name", "Dana Reyes"));
    private static final Map<String, Object> PROBLEM = json(Map.of("code", "E-1", "developerMessage", "no paper"));
    /** Of types that have none: given all the same, and not passed on. */
    private static final Map<String, Object> NONE = null;

    private static final List<Row> TABLE = List.of(
            //  type                             sent by  content        delivered to                 kept              afterwards
            row("text",                          "C A B", TEXT,          To.OTHER_SIDE,               Kept.STORED,      Then.GOES_ON),
            row("typing.start",                  "C A B", NONE,          To.OTHER_SIDE,               Kept.MOMENTARY,   Then.GOES_ON),
            row("typing.end",                    "C A B", NONE,          To.OTHER_SIDE,               Kept.MOMENTARY,   Then.GOES_ON),
            row("escalation.transfer",           "B",     ESCALATION,    To.AGENT_APPLICATION,        Kept.STORED,      Then.AGENT_SERVES),
            row("escalation.transfer",           "A",     ESCALATION,    To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("pagePush",                      "A B",   PAGE,          To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("conversation.state",            "A",     STATE,         To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("agent.join",                    "A",     NONE,          To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("agent.available",               "A",     NONE,          To.NOBODY,                   Kept.NOT_AT_ALL,  Then.GOES_ON),
            row("agent.unavailable",             "A",     ABSENCE,       To.NOBODY,                   Kept.STORED,      Then.OFF_HOURS),
            row("agent.transfer",                "A",     AGENT,         To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("queue.transfer",                "A",     QUEUE,         To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("richMessage.listpicker",        "A B",   FREE,          To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("richMessage.quickreply",        "A B",   FREE,          To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("richMessage.template",          "A B",   FREE,          To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("richMessage.timepicker",        "A B",   FREE,          To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("richMessage.richlink",          "A B",   FREE,          To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("richMessage.form",              "A B",   FREE,          To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("richMessage.payment",           "A B",   FREE,          To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("richMessage.app",               "A B",   FREE,          To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("richMessage.authentication",    "A B",   FREE,          To.CUSTOMER,                 Kept.STORED,      Then.GOES_ON),
            row("authentication.success",        "C",     FREE,          To.WHO_ASKED_FOR_LOG_IN,     Kept.STORED,      Then.GOES_ON),
            row("authentication.failure",        "C",     FREE,          To.WHO_ASKED_FOR_LOG_IN,     Kept.STORED,      Then.GOES_ON),
            row("customer.info",                 "C A B", CUSTOMER_DATA, To.OTHER_PARTIES,            Kept.STORED,      Then.GOES_ON),
            row("customer.active",               "C",     NONE,          To.OTHER_SIDE,               Kept.MOMENTARY,   Then.GOES_ON),
            row("customer.inactive",             "C",     NONE,          To.OTHER_SIDE,               Kept.MOMENTARY,   Then.GOES_ON),
            row("error",                         "C A B", PROBLEM,       To.OTHER_SIDE,               Kept.STORED,      Then.GOES_ON),
            row("delete.soft",                   "C",     NONE,          To.RECEIVERS_OF_THE_OPENING, Kept.STORED,      Then.OPENING_HIDDEN),
            row("delete.permanent",              "C",     NONE,          To.RECEIVERS_OF_THE_OPENING, Kept.STORED,      Then.OPENING_ERASED),
            row("undo",                          "C",     NONE,          To.RECEIVERS_OF_THE_OPENING, Kept.STORED,      Then.GOES_ON),
            row("conversation.end",              "C A B", NONE,          To.OTHER_PARTIES,            Kept.STORED,      Then.ENDED));

    /** @param senders by the letters of the contract: C is the customer, A both kinds of agents, B both kinds of bots */
    private record Row(String type, String senders, Map<String, Object> content, To to, Kept kept, Then then) {
    }

    private enum To {
        OTHER_SIDE, CUSTOMER, AGENT_APPLICATION, OTHER_PARTIES, WHO_ASKED_FOR_LOG_IN, RECEIVERS_OF_THE_OPENING, NOBODY
    }

    private enum Kept { STORED, MOMENTARY, NOT_AT_ALL }

    private enum Then { GOES_ON, AGENT_SERVES, OFF_HOURS, ENDED, OPENING_HIDDEN, OPENING_ERASED }

    private static Row row(String type, String senders, Map<String, Object> content, To to, Kept kept, Then then) {
        return new Row(type, senders, content, to, kept, then);
    }

    private static Map<String, Object> json(Map<String, ?> json) {
        return Map.of("json", json);
    }

    /** Who sends, and in what kind of conversation: with the bot that serves, or after it has handed over. */
    private enum Sender {
        CUSTOMER_TO_BOT("C", false, false), CUSTOMER_TO_AGENT("C", true, true), CUSTOM_BOT("B", false, false), EGAIN_BOT("B", true, false),
        CUSTOM_AGENT("A", false, true), EGAIN_AGENT("A", true, true);

        private final String letter;
        private final boolean egain;
        private final boolean escalated;

        Sender(String letter, boolean egain, boolean escalated) {
            this.letter = letter;
            this.egain = egain;
            this.escalated = escalated;
        }

        PartyLine line() {
            return egain ? Lines.EGAIN : Lines.CUSTOM;
        }

        Player player() {
            return letter.equals("C") ? line().customer : letter.equals("B") ? line().bot : line().agent;
        }

        /** Who serves before the message comes. */
        Player server() {
            return escalated ? line().agent : line().bot;
        }

        boolean maySend(Row row) {
            return List.of(row.senders.split(" ")).contains(letter);
        }
    }

    private static final class Lines {
        private static final PartyLine CUSTOM = PartyLine.withBot("custom_bot", "custom_agent");
        private static final PartyLine EGAIN = PartyLine.withBot("egain_bot", "egain_agent");
    }

    private record Cell(Row row, Sender sender) {
        @Override
        public String toString() {
            return row.type + " by " + sender;
        }
    }

    static Stream<Cell> allowed() {
        return Arrays.stream(Sender.values()).flatMap(sender -> TABLE.stream().filter(sender::maySend).map(row -> new Cell(row, sender)));
    }

    @Test
    void theTableHasEveryTypeOfTheContract() {
        assertThat(TABLE.stream().map(Row::type).distinct()).containsExactly(Arrays.stream(MessageTypeName.values()).map(MessageTypeName::getValue)
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource
    void anyOtherSenderIsRefusedAndNothingHappens(Sender sender) {
        var scene = new Scene(sender);
        for (String type : TABLE.stream().map(Row::type).distinct().toList()) {
            List<Row> rows = TABLE.stream().filter(row -> row.type.equals(type)).toList();
            if (rows.stream().noneMatch(sender::maySend)) {
                Refusal.expect("400-631", sender.player().send(scene.message(rows.get(0)))).naming("messages.message[0].type.value");
            }
        }
        scene.goesOnAndEnds();
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void aMessageGoesWhereTheTableSays(Cell cell) {
        Row row = cell.row;
        var scene = new Scene(cell.sender);
        scene.prepare(row.type);
        List<Player> receivers = scene.receivers(row.to);

        JsonBody message = scene.message(row);
        JsonNode receipt = cell.sender.player().accepted(message).get(0);

        assertThat(receipt.at("/messageId")).isEqualTo(message.at("messageId"));
        assertThat(receipt.at("/status").asText()).isEqualTo("accepted");
        assertThat(receipt.at("/conversation/id").asText()).isEqualTo(scene.conversation.toString());
        String id = receipt.at("/id").asText();
        for (Player receiver : receivers) {
            JsonNode got = receiver.gets(scene.conversation, candidate -> candidate.at("/id").asText().equals(id));
            assertThat(got.at("/recipients").toString()).isEqualTo("{\"recipient\":[{\"type\":\"" + receiver.role() + "\"}]}");
            assertThat(got.at("/conversation/account/address").asText()).isEqualTo(cell.sender.line().address);
            assertThat(got.at("/created")).isEqualTo(receipt.at("/created"));
            assertSaid(message, row, got);
        }
        if (row.kept == Kept.MOMENTARY) {
            receivers.forEach(receiver -> scene.events.add(receiver + " gets " + row.type));
        } else if (row.kept == Kept.STORED) {
            scene.said(row.type, cell.sender.player().role(), receivers);
        }
        switch (row.then) {
            case GOES_ON -> scene.goesOnAndEnds();
            case AGENT_SERVES -> {
                scene.handedOver();
                scene.goesOnAndEnds();
            }
            case OPENING_HIDDEN -> {
                scene.entries.remove(0);
                scene.goesOnAndEnds();
            }
            case OPENING_ERASED -> {
                scene.goesOnAndEnds();
                assertThat(scene.transcript.at("messages.message.0.content").isMissingNode()).isTrue();
            }
            case OFF_HOURS -> {
                assertThat(scene.line.customer.getsType(scene.conversation, "text").at("/content/text").asText()).isEqualTo("Back at one.");
                scene.said("text", "system", List.of(scene.line.customer));
                scene.said("conversation.end", "system", scene.parties());
                scene.isOver();
            }
            case ENDED -> scene.isOver();
            default -> throw new AssertionError(row.then);
        }
        Optional<JsonNode> kept = PartyLine.list(scene.transcript.at("messages.message")).stream()
                .filter(entry -> entry.at("/id").asText().equals(id)).findFirst();
        assertThat(kept.isPresent()).as("stands in the transcript").isEqualTo(row.kept == Kept.STORED);
        kept.ifPresent(entry -> assertSaid(message, row, entry));
    }

    /** All that was said, as it was said, and nothing of what a type does not have. */
    private static void assertSaid(JsonBody sent, Row row, JsonNode shown) {
        assertThat(shown.at("/messageId")).isEqualTo(sent.at("messageId"));
        assertThat(shown.at("/type")).isEqualTo(sent.at("type"));
        assertThat(shown.at("/sender")).isEqualTo(sent.at("sender"));
        assertThat(shown.at("/attributes")).isEqualTo(sent.at("attributes"));
        assertThat(shown.at("/parent")).isEqualTo(sent.at("parent"));
        if (row.content == NONE) {
            assertThat(shown.at("/content").isMissingNode()).as("%s has content", shown).isTrue();
        } else {
            assertThat(JsonBody.of(shown.at("/content"))).isEqualTo(JsonBody.of(sent.at("content")));
        }
    }

    /** A conversation, and what each of its parties and its transcript must show of it. */
    private static final class Scene {

        private final Sender sender;
        private final PartyLine line;
        private final UUID conversation;
        private final String opening = Unique.name("opening");
        private final Map<Player, List<String>> deliveries = new LinkedHashMap<>();
        /** Of the transcript: what was said by whom, and who got it. */
        private final List<Entry> entries = new ArrayList<>();
        /** What went by without being stored. */
        private final List<String> events = new ArrayList<>();
        private Player server;
        private JsonBody transcript;

        private record Entry(String what, TreeSet<String> recipients) {
            @Override
            public String toString() {
                return what + " to " + recipients;
            }
        }

        Scene(Sender sender) {
            this.sender = sender;
            line = sender.line();
            List.of(line.customer, line.bot, line.agent).forEach(player -> deliveries.put(player, new ArrayList<>()));
            conversation = line.start(line.opening("Hello").with("messageId", opening));
            server = line.bot;
            said("text", "customer", List.of(line.bot));
            if (sender.escalated) {
                line.escalated(conversation);
                said("escalation.transfer", line.bot.role(), List.of(line.agent));
                handedOver();
            }
        }

        void prepare(String type) {
            if (type.startsWith("authentication.")) {
                server.accepted(server.says(conversation, "richMessage.authentication", Map.of()));
                said("richMessage.authentication", server.role(), List.of(line.customer));
            } else if (type.equals("undo")) {
                line.customer.accepted(line.customer.says(conversation, "delete.soft").with("parent", Map.of("messageId", opening)));
                said("delete.soft", "customer", parties().stream().filter(party -> !party.isCustomer()).toList());
            }
        }

        JsonBody message(Row row) {
            JsonBody message = sender.player().says(conversation, row.type).with("messageId", Unique.name("message"))
                    .with("sender.participant", Map.of("name", "Somebody"))
                    .with("attributes", Map.of("attribute", List.of(Map.of("name", "trace", "value", "7", "external", true))))
                    .with("parent", Map.of("messageId", opening));
            return message.with("content", row.content == NONE ? Map.of("text", "not passed on") : row.content);
        }

        List<Player> parties() {
            return server == line.agent ? List.of(line.customer, line.bot, line.agent) : List.of(line.customer, line.bot);
        }

        List<Player> receivers(To to) {
            return switch (to) {
                case OTHER_SIDE -> List.of(sender.player().isCustomer() ? server : line.customer);
                case CUSTOMER -> List.of(line.customer);
                case AGENT_APPLICATION -> List.of(line.agent);
                case OTHER_PARTIES -> parties().stream().filter(party -> party != sender.player()).toList();
                case WHO_ASKED_FOR_LOG_IN -> List.of(server);
                case RECEIVERS_OF_THE_OPENING -> parties().stream().filter(party -> !party.isCustomer()).toList();
                case NOBODY -> List.of();
            };
        }

        void said(String type, String role, List<Player> receivers) {
            String what = type + " from " + role;
            entries.add(new Entry(what, receivers.stream().map(Player::role).collect(java.util.stream.Collectors.toCollection(TreeSet::new))));
            receivers.forEach(receiver -> deliveries.get(receiver).add(what));
        }

        /** The agents got all that had been said before, first; and the customer hears of it. */
        void handedOver() {
            List<Entry> before = entries.subList(0, entries.size() - 1);
            before.forEach(entry -> entry.recipients.add(line.agent.role()));
            deliveries.get(line.agent).addAll(0, before.stream().map(Entry::what).toList());
            said("conversation.state from system", List.of(line.customer));
            server = line.agent;
        }

        private void said(String what, List<Player> receivers) {
            int from = what.indexOf(" from ");
            said(what.substring(0, from), what.substring(from + " from ".length()), receivers);
        }

        /** A word from either side goes to the other, and nowhere else; then the customer ends the conversation. */
        void goesOnAndEnds() {
            line.customer.accepted(line.customer.text(conversation, "And then?"));
            said("text from customer", List.of(server));
            server.accepted(server.text(conversation, "Then this."));
            said("text from " + server.role(), List.of(line.customer));
            line.customer.accepted(line.customer.says(conversation, "conversation.end"));
            said("conversation.end from customer", parties().stream().filter(party -> !party.isCustomer()).toList());
            isOver();
        }

        /** Whatever was on its way has arrived: each has got what it must, in order, and nothing else. */
        void isOver() {
            Refusal.expect("400-630", line.customer.send(line.customer.text(conversation, "Hello?")));
            transcript = line.customer.settledTranscript(conversation);
            assertThat(PartyLine.list(transcript.at("messages.message")).stream().map(Scene::entry).map(Entry::toString))
                    .containsExactlyElementsOf(entries.stream().map(Entry::toString).toList());
            List<String> seenEvents = new ArrayList<>();
            deliveries.forEach((player, expected) -> {
                List<String> stored = new ArrayList<>();
                for (JsonNode message : player.got(conversation)) {
                    String type = message.at("/type/value").asText();
                    if (type.startsWith("typing.") || type.equals("customer.active") || type.equals("customer.inactive")) {
                        seenEvents.add(player + " gets " + type);
                    } else {
                        stored.add(type + " from " + message.at("/sender/type").asText());
                    }
                }
                assertThat(stored).as("what %s got", player).containsExactlyElementsOf(expected);
            });
            assertThat(seenEvents).containsExactlyInAnyOrderElementsOf(events);
        }

        private static Entry entry(JsonNode message) {
            var recipients = new TreeSet<String>();
            message.at("/recipients/recipient").forEach(recipient -> recipients.add(recipient.at("/type").asText()));
            return new Entry(message.at("/type/value").asText() + " from " + message.at("/sender/type").asText(), recipients);
        }
    }
}
