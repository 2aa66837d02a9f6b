package dev.ringdown.desk.intake;

import dev.ringdown.desk.figure.FactKind;
import dev.ringdown.desk.figure.Figure;
import dev.ringdown.hub.conversation.Nodes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What happened in a month, as somebody sees it who looks at the chats after each act: what is unlike what it was has just happened. Knows nothing
 * of facts; how things count is written down here once more (agentchat, GetDashboard).
 */
final class MonthJournal {

    private final Company company;
    private final ZoneId zone;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, Seen> chats = new HashMap<>();
    private final Map<String, Instant> firstSeen = new HashMap<>();
    /** By conversation: where its customer is led, and since when it is there. */
    private final Map<String, Long> wanted = new HashMap<>();
    private final Map<String, String> emails = new HashMap<>();
    private final Map<String, Instant> began = new HashMap<>();
    private long lastMessage;
    private long lastChat;

    /** @param department 0: none; so with agent and tag */
    private record Entry(FactKind kind, LocalDate day, long department, long agent, long tag, int amount, Long millis) {

        Figure figure() {
            return millis == null ? new Figure(amount, 0, 0, null) : new Figure(amount, 1, millis, millis);
        }

        /** Of agents the longest is not kept. */
        Figure figureOfAgent() {
            return new Figure(amount, figure().timed(), figure().millis(), null);
        }
    }

    /** A chat as it was at the last look. */
    private static final class Seen {
        private long department;
        private int status = 1;
        private long agent;
        private boolean answered;
        private boolean returning;
        private Instant started;
        private Instant firstAssigned;
        private final Map<Long, PutOn> tags = new HashMap<>();
    }

    private record PutOn(LocalDate day, long department) {
    }

    MonthJournal(Company company, ZoneId zone) {
        this.company = company;
        this.zone = zone;
    }

    /** @param withBot whether a bot comes first: the desk hears of its customer only when the conversation is handed over, or over */
    void starts(UUID conversation, String email, long department, boolean withBot) {
        wanted.put(hex(conversation), department);
        emails.put(hex(conversation), email);
        began.put(hex(conversation), company.clock.instant());
        if (!withBot) {
            isSeen(hex(conversation));
        }
    }

    private void isSeen(String conversation) {
        firstSeen.putIfAbsent(emails.get(conversation), company.clock.instant());
    }

    void chooses(UUID conversation, long department) {
        wanted.put(hex(conversation), department);
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(company.clock.instant(), zone);
    }

    private void write(FactKind kind, long department, long agent, Long millis) {
        entries.add(new Entry(kind, today(), department, agent, 0, 1, millis));
    }

    /** @param actor who acted, if it was an agent */
    void look(long actor) {
        Map<Long, Map<Long, PutOn>> tags = new HashMap<>();
        String recent = " (c.active = TRUE OR c.id > " + lastChat + " OR c.closed_at = '" + Instant.ofEpochMilli(company.clock.millis()).toString()
                .replace("T", " ").replace("Z", "") + "')";
        for (String row : company.nodes.rows("SELECT t.chat_id, t.tag_id FROM chat_tag t JOIN chat c ON c.id = t.chat_id WHERE" + recent)) {
            String[] tag = row.split(" ");
            tags.computeIfAbsent(Long.valueOf(tag[0]), key -> new HashMap<>()).put(Long.valueOf(tag[1]), null);
        }
        for (String row : company.nodes.rows("SELECT c.id, c.status_id, c.department_id, COALESCE(c.agent_id, 0), c.first_response_at IS NOT NULL, "
                + "HEX((SELECT o.conversation_id FROM chat_conversation o WHERE o.chat_id = c.id AND o.position = 1)) FROM chat c WHERE" + recent
                + " ORDER BY c.id")) {
            String[] chat = row.split(" ");
            long id = Long.parseLong(chat[0]);
            look(id, Integer.parseInt(chat[1]), Long.parseLong(chat[2]), Long.parseLong(chat[3]), chat[4].equals("1"), chat[5], actor);
            look(chats.get(id), tags.getOrDefault(id, Map.of()));
        }
        lookForContacts();
    }

    private void look(long id, int status, long department, long agent, boolean answered, String conversation, long actor) {
        Instant now = company.clock.instant();
        Seen chat = chats.get(id);
        if (chat == null) {
            chat = new Seen();
            chat.started = now;
            chat.department = department;
            chats.put(id, chat);
            lastChat = Math.max(lastChat, id);
            isSeen(conversation);
            boolean returning = firstSeen.get(emails.get(conversation)).isBefore(began.get(conversation));
            write(returning ? FactKind.STARTED_RETURNING : FactKind.STARTED_NEW, department, 0, null);
            chat.returning = returning;
        }
        if (chat.department != department) {
            write(chat.returning ? FactKind.ENTERED_RETURNING : FactKind.ENTERED_NEW, department, 0, null);
        }
        if (status == 2 && (chat.status != 2 || chat.agent != agent)) {
            write(FactKind.ASSIGNED, department, agent, null);
            chat.firstAssigned = chat.firstAssigned == null ? now : chat.firstAssigned;
        }
        if (answered && !chat.answered) {
            write(FactKind.RESPONDED, department, actor, now.toEpochMilli() - chat.started.toEpochMilli());
        }
        if (status == 3 && chat.status != 3) {
            write(FactKind.CLOSED, department, agent, chat.firstAssigned == null ? null : Long.valueOf(now.toEpochMilli() - chat.firstAssigned.toEpochMilli()));
        }
        chat.department = department;
        chat.status = status;
        chat.agent = agent;
        chat.answered = answered;
    }

    private void look(Seen chat, Map<Long, PutOn> tags) {
        for (long tag : List.copyOf(chat.tags.keySet())) {
            if (!tags.containsKey(tag)) {
                PutOn putOn = chat.tags.remove(tag);
                entries.add(new Entry(FactKind.TAGGED, putOn.day, putOn.department, 0, tag, -1, null));
            }
        }
        for (long tag : tags.keySet()) {
            if (!chat.tags.containsKey(tag)) {
                chat.tags.put(tag, new PutOn(today(), chat.department));
                entries.add(new Entry(FactKind.TAGGED, today(), chat.department, 0, tag, 1, null));
            }
        }
    }

    /** Of whom figures are asked for. */
    enum Per {
        SPAN, DEPARTMENT, AGENT, TAG
    }

    /** What counts in days from one to another; of one department, or of the company (0). By id, 0 of the whole span, and kind. */
    Map<Long, Map<FactKind, Figure>> figures(Per per, LocalDate from, LocalDate to, long department) {
        Map<Long, Map<FactKind, Figure>> all = new TreeMap<>();
        for (Entry entry : entries) {
            long id = switch (per) {
                case SPAN -> 0;
                case DEPARTMENT -> entry.department;
                case AGENT -> entry.agent;
                case TAG -> entry.tag;
            };
            boolean wanted = !entry.day.isBefore(from) && !entry.day.isAfter(to) && (department == 0 || entry.department == department);
            if (wanted && (per == Per.SPAN || id != 0)) {
                all.computeIfAbsent(id, key -> new TreeMap<>()).merge(entry.kind, per == Per.AGENT ? entry.figureOfAgent() : entry.figure(), Figure::plus);
            }
        }
        // A tag that was put on and taken off again is nothing.
        all.values().forEach(ofOne -> ofOne.values().removeIf(Figure.NOTHING::equals));
        all.values().removeIf(Map::isEmpty);
        return all;
    }

    int size() {
        return entries.size();
    }

    /** Conversations for which nobody was there: the hub was told so. One that is part of a chat waits, any other has ended. */
    private void lookForContacts() {
        for (String row : company.nodes.rows("SELECT m.number, m.type, HEX(m.conversation_id), COALESCE(c.department_id, 0) FROM message m LEFT JOIN "
                + "chat_conversation o ON o.conversation_id = m.conversation_id LEFT JOIN chat c ON c.id = o.chat_id WHERE m.number > " + lastMessage
                + " ORDER BY m.number")) {
            String[] message = row.split(" ");
            lastMessage = Long.parseLong(message[0]);
            if (message[1].equals("agent.unavailable")) {
                isSeen(message[2]);
                long department = Long.parseLong(message[3]);
                boolean open = Month.isOpen(company.clock.instant().atZone(zone));
                FactKind held = open ? FactKind.NOBODY_ONLINE_HELD : FactKind.OUT_OF_HOURS_HELD;
                FactKind ended = open ? FactKind.NOBODY_ONLINE_ENDED : FactKind.OUT_OF_HOURS_ENDED;
                write(department == 0 ? ended : held, department == 0 ? wanted.get(message[2]) : department, 0, null);
            }
        }
    }
}
