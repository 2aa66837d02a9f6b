package dev.ringdown.conformance.company;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A year of a company, row by row as the server would have written it. What becomes of a chat is made up from its start on; chats follow each
 * other by their start, and so do their numbers, and those of their conversations and messages. Not there: events of the desk, which live for a
 * day, and conversations that never became chats, which are only counted.
 */
final class History implements AutoCloseable {

    private static final UUID DESK = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final long TIMEOUT = 43_200 * MINUTE;
    /** The end of days, where nothing is due. */
    private static final long NEVER = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();
    private static final byte[] FILE = "Dear customer, this is the copy that you have asked for.\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FILE_PERCENT = 2;

    private static final int STARTED_NEW = 1;
    private static final int STARTED_RETURNING = 2;
    private static final int ENTERED_NEW = 3;
    private static final int ENTERED_RETURNING = 4;
    private static final int ASSIGNED = 5;
    private static final int RESPONDED = 6;
    private static final int CLOSED = 7;
    private static final int TAGGED = 8;
    private static final int OUT_OF_HOURS_ENDED = 9;
    private static final int NOBODY_ONLINE_ENDED = 11;

    private final CompanySize size;
    private final Company company;
    private final long end;
    private final SplittableRandom random;
    private final Phrases phrases;
    private final People people;
    private final Skew departmentSkew = new Skew(CompanySize.DEPARTMENTS, 1);
    private final Skew tagSkew;
    private final List<List<Company.Agent>> members = new ArrayList<>();
    private final MessageDigest sha256;

    private final byte[] toDesk;
    private final byte[] toConnector;
    private final List<TableLoad> loads = new ArrayList<>();
    private final TableLoad conversations;
    private final TableLoad parties;
    private final TableLoad standings;
    private final TableLoad starts;
    private final TableLoad messages;
    private final TableLoad lanes;
    private final TableLoad deliveries;
    private final TableLoad assets;
    private final TableLoad contents;
    private final TableLoad assetUses;
    private final TableLoad chats;
    private final TableLoad chatConversations;
    private final TableLoad chatTags;
    private final TableLoad comments;
    private final TableLoad facts;
    private final TableLoad customers;
    private final TableLoad contacts;
    private final TableLoad words;
    private final TableLoad pairs;

    private final Customer[] known;
    private final Customer regular = new Customer();
    private final Customer talker = new Customer();
    private final List<Customer> inOrder = new ArrayList<>();
    private long lastChat;
    private long lastMessage;
    private long lastLane;

    /** Who writes in. */
    private static final class Customer {
        long id;
        People.Person person;
        long firstSeen;
        long lastSeen;
        long busyUntil;
    }

    /** A tag on a chat. */
    private record PutOn(long tag, long department, long at) {
    }

    /** A conversation while it is written, and its chat. */
    private final class Talk {
        final Company.Department account;
        final Customer customer;
        final long chat = ++lastChat;
        final long lane = ++lastLane;
        final long high;
        final long low;
        long sequence;
        long at;
        long lastText;
        long updated;
        /** Of the file that the next message brings. */
        UUID asset;
        final List<PutOn> tags = new ArrayList<>();

        Talk(Company.Department account, Customer customer, long created) {
            this.account = account;
            this.customer = customer;
            this.at = created;
            high = v7(created);
            low = v7low();
        }

        /** Time goes by. */
        void wait(long least, long usually) {
            at += least + (long) (-Math.log(1 - random.nextDouble()) * (usually - least));
        }

        void customer(String text, byte[] attachment) {
            byte[] name = customer.person.name() == null ? null : customer.person.name().getBytes(StandardCharsets.UTF_8);
            byte[] document = attachment == null ? Phrases.document(text) : attachment;
            byte[] id = ("w" + Long.toString(1_000_000_007L * lastMessage, 36)).getBytes(StandardCharsets.US_ASCII);
            byte[] hash = digest("text".getBytes(StandardCharsets.US_ASCII), document, "customer".getBytes(StandardCharsets.US_ASCII),
                    name == null ? "null".getBytes(StandardCharsets.US_ASCII) : name);
            if (sequence == 0) {
                starts.bytes(digest(ascii(company.connector()), ascii(account.account()),
                        customer.person.contactKey().getBytes(StandardCharsets.UTF_8), id)).uuid(high, low).end();
            }
            begin("text").uuid(company.connector()).text("customer");
            optional(messages, name).bytes(id).bytes(hash).text("SENT").bytes(document).instant(at).instant(at).bytes(toDesk).end();
            lastText = at;
            updated = at;
            customer.lastSeen = Math.max(customer.lastSeen, at);
        }

        /** By the customer, who says no more. */
        void customerEnds() {
            begin("conversation.end").uuid(company.connector()).text("customer").nothing().nothing().nothing().text("SENT").nothing().instant(at)
                    .instant(at).bytes(toDesk).end();
        }

        void desk(String type, String name, byte[] document) {
            long took = 20 + random.nextInt(60);
            begin(type).uuid(DESK).text("custom_agent").text(name).nothing().nothing().text("SENT");
            optional(messages, document).instant(at).instant(at + 30 + took).bytes(toConnector).end();
            boolean last = type.equals("conversation.end");
            deliveries.number(lane).number(sequence).uuid(v7(at + 5), v7low()).uuid(company.connector()).text("DELIVERED").number(1).instant(at + 5)
                    .instant(at + 5 + (last ? 60 * MINUTE : DAY)).instant(at + 25).number(took).number(204).instant(at + 27 + took).end();
            if (type.equals("text")) {
                lastText = at;
                updated = at;
            }
        }

        private TableLoad begin(String type) {
            lastMessage++;
            sequence++;
            long messageHigh = v7(at);
            long messageLow = v7low();
            if (asset != null) {
                assetUses.uuid(messageHigh, messageLow).uuid(asset).uuid(high, low).end();
                asset = null;
            }
            return messages.uuid(high, low).number(sequence).uuid(messageHigh, messageLow).number(lastMessage).text(type);
        }

        /** The text of an agent that comes with a file. */
        byte[] file(String text) {
            asset = new UUID(v7(at - 20), v7low());
            UUID upload = new UUID(v7(at - 19), v7low());
            assets.uuid(asset).uuid(DESK).text("copy.txt").text("text/plain").number(FILE.length).uuid(upload).truth(true).instant(at - 20).end();
            contents.uuid(asset).uuid(upload).number(0).bytes(FILE).end();
            return ("{\"content\":{\"text\":\"" + text + "\"},\"attachments\":{\"attachment\":[{\"id\":\"" + asset
                    + "\",\"name\":\"copy.txt\",\"contentType\":\"text/plain\",\"size\":" + FILE.length + ",\"url\":null}]}}")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * @param connections of an account that may read files of the database server's machine
     * @param pipes       where it reads them
     */
    History(CompanySize size, Company company, Instant end, SplittableRandom random, Connections connections, Path pipes) throws SQLException {
        this.size = size;
        this.company = company;
        this.end = end.toEpochMilli();
        this.random = random;
        phrases = new Phrases(random.split());
        people = new People(random.split());
        tagSkew = new Skew(company.tags().size(), 1.1);
        known = new Customer[Math.max(size.customers() - 2, 1)];
        for (int i = 0; i < company.departments().size(); i++) {
            int place = i;
            members.add(company.agents().stream().filter(agent -> agent.departments().contains(place)).toList());
        }
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        toDesk = ascii("[{\"applicationId\":\"" + DESK + "\",\"role\":\"custom_agent\"}]");
        toConnector = ascii("[{\"applicationId\":\"" + company.connector() + "\",\"role\":\"customer\"}]");
        Tables tables = (table, columns) -> {
            var load = new TableLoad(connections.open(), pipes, table, columns);
            loads.add(load);
            return load;
        };
        conversations = tables.load("conversation", "id, case_id, state, next_sequence, account_id, account_address, channel_type, entry_point, "
                + "contact_key, customer, created, last_message_at, ended_at, timeout_ms, check_at");
        parties = tables.load("conversation_party", "conversation_id, application_id, role, serving");
        standings = tables.load("conversation_configuration", "conversation_id, configuration_id");
        starts = tables.load("conversation_start", "idempotency_key, conversation_id");
        messages = tables.load("message", "conversation_id, sequence, id, number, type, application_id, sender_type, sender_name, message_id, "
                + "content_hash, status, document, created, sent, receivers");
        lanes = tables.load("lane", "id, conversation_id, application_id, role, due_at, failures");
        deliveries = tables.load("delivery", "lane_id, sequence, id, application_id, state, attempts, created, expires_at, last_attempt_at, "
                + "last_duration, last_status, finished_at");
        assets = tables.load("asset", "id, application_id, name, content_type, size, upload_id, used, created");
        contents = tables.load("asset_content", "asset_id, upload_id, part, bytes");
        assetUses = tables.load("asset_use", "message_id, asset_id, conversation_id");
        chats = tables.load("chat", "id, status_id, customer_id, account_id, department_id, agent_id, channel, started_at, assigned_at, "
                + "first_response_at, closed_at, last_message_at, updated_at, active, waiting_since, first_assigned_at, returning_customer");
        chatConversations = tables.load("chat_conversation", "conversation_id, chat_id, position");
        chatTags = tables.load("chat_tag", "chat_id, tag_id, department_id, put_on_at, closed_in, started_at, last_message_at");
        comments = tables.load("comment", "customer_id, chat_id, agent_id, text, created");
        customers = tables.load("customer", "id, name, mobile_number, email, first_seen_at, last_seen_at, mobile_reversed, mobile_national");
        contacts = tables.load("customer_contact", "contact_key, customer_id");
        words = tables.load("customer_word", "kind, word, customer_id, letters");
        pairs = tables.load("customer_pair", "pair, customer_id");
        // Last of all: the server that runs counts what happened, and looks at the chats to which it did.
        List<TableLoad> others = List.copyOf(loads);
        facts = tables.load("desk_fact", "kind, occurred_at, chat_id, department_id, agent_id, tag_id, amount, millis");
        facts.commitAfter(others);
    }

    /** Where connections come from. */
    interface Connections {
        java.sql.Connection open() throws SQLException;
    }

    private interface Tables {
        TableLoad load(String table, String columns) throws SQLException;
    }

    /** Writes all; the database has it when this is closed. */
    void write() {
        long[] starts = startsOfChats();
        int longest = size.chats() * 3 / 5;
        int openLeft = size.open();
        int unassignedLeft = size.unassigned();
        int ofRegular = 0;
        for (int i = 0; i < starts.length; i++) {
            long start = starts[i] >> 1;
            boolean active = (starts[i] & 1) == 1;
            if (i >= longest && !active && talker.id == 0) {
                longest(start);
                continue;
            }
            boolean regularWrites = !active && ofRegular < (long) size.mostChats() * (i + 1) / starts.length && regular.busyUntil < start;
            Customer customer = regularWrites ? regular : customer(start);
            ofRegular += regularWrites ? 1 : 0;
            if (active && random.nextInt(openLeft + unassignedLeft) < unassignedLeft) {
                unassignedLeft--;
                unassigned(customer, start);
            } else if (active) {
                openLeft--;
                assigned(customer, start, true);
            } else {
                assigned(customer, start, false);
            }
            contact(start);
        }
        writeCustomers();
        for (TableLoad load : loads) {
            load.finish();
        }
    }

    /** By time; the last bit says whether the chat is still active. Those have begun within the last day. */
    private long[] startsOfChats() {
        var year = new WorkingYear(Instant.ofEpochMilli(end));
        long[] starts = new long[size.chats()];
        for (int i = 0; i < starts.length; i++) {
            boolean active = i < size.active();
            starts[i] = active ? (end - DAY + random.nextLong(DAY - 10 * MINUTE)) << 1 | 1 : year.moment(random) << 1;
        }
        Arrays.sort(starts);
        return starts;
    }

    /** One who has no chat at that moment: some write in often, most now and then. */
    private Customer customer(long at) {
        while (true) {
            double chance = random.nextDouble();
            int place = (int) (known.length * chance * chance);
            if (known[place] == null) {
                known[place] = new Customer();
            }
            if (known[place].busyUntil < at) {
                return known[place];
            }
        }
    }

    private Talk begin(Customer customer, Company.Department department, long start) {
        if (customer.id == 0) {
            inOrder.add(customer);
            customer.id = inOrder.size();
            customer.person = people.person(inOrder.size());
        }
        Talk talk = new Talk(department, customer, start - 20 - random.nextInt(100));
        talk.customer(phrases.customers(), null);
        boolean returning = customer.firstSeen != 0;
        customer.firstSeen = returning ? customer.firstSeen : start;
        customer.lastSeen = Math.max(customer.lastSeen, start);
        fact(returning ? STARTED_RETURNING : STARTED_NEW, start, talk.chat, department.id(), 0, 0, 0);
        for (long tag : department.tags()) {
            tag(talk, tag, department.id(), start);
        }
        talk.at = start + 30 + random.nextInt(50);
        talk.desk("text", null, Phrases.document(returning ? department.returnGreeting() : department.greeting()));
        return talk;
    }

    private void unassigned(Customer customer, long start) {
        boolean returning = customer.firstSeen != 0;
        Company.Department department = company.departments().get(departmentSkew.draw(random));
        Talk talk = begin(customer, department, start);
        customer.busyUntil = Long.MAX_VALUE;
        if (random.nextInt(3) == 0) {
            talk.wait(5 * SECOND, 40 * SECOND);
            talk.customer(phrases.customers(), null);
        }
        chat(talk, 1, department.id(), 0, start, 0, 0, 0, 0, returning, talk.updated);
        conversation(talk, "QUEUED", 0);
    }

    /** A chat that agents have had, or one whose customer went away before. */
    private void assigned(Customer customer, long start, boolean open) {
        boolean returning = customer.firstSeen != 0;
        int place = departmentSkew.draw(random);
        Company.Department department = company.departments().get(place);
        Company.Department first = department;
        Talk talk = begin(customer, department, start);
        if (!open && random.nextInt(100) < 3) {
            talk.wait(30 * SECOND, 10 * MINUTE);
            talk.at = Math.min(talk.at, end - SECOND);
            talk.customerEnds();
            customer.busyUntil = talk.at + 10;
            close(talk, department, null, start, 0, 0, 0, returning);
            return;
        }
        int left = size.messagesPerChat() - 6 + (int) (-Math.log(1 - random.nextDouble()) * 4.5) - 2;
        talk.wait(5 * SECOND, 100 * SECOND);
        Company.Agent agent = agent(place);
        long assigned = talk.at - 2;
        long firstAssigned = assigned;
        take(talk, department, agent, assigned);
        talk.wait(8 * SECOND, 70 * SECOND);
        long response = talk.at;
        talk.desk("text", agent.name(), Phrases.document(phrases.agents()));
        fact(RESPONDED, response, talk.chat, department.id(), agent.id(), 0, response - start);
        boolean moves = !open && left > 3 && random.nextInt(100) < 6;
        while (left-- > 0 && talk.at < end - 20 * MINUTE) {
            talk.wait(4 * SECOND, 90 * SECOND);
            if (random.nextInt(100) < 53) {
                customerSays(talk);
            } else {
                agentSays(talk, agent);
            }
            if (moves && left == 2) {
                talk.wait(5 * SECOND, 30 * SECOND);
                int other = (place + 1 + random.nextInt(CompanySize.DEPARTMENTS - 1)) % CompanySize.DEPARTMENTS;
                Company.Department target = company.departments().get(other);
                long moved = talk.at - 2;
                fact(returning ? ENTERED_RETURNING : ENTERED_NEW, moved, talk.chat, target.id(), 0, 0, 0);
                for (long tag : target.tags()) {
                    if (!department.tags().contains(tag)) {
                        tag(talk, tag, target.id(), moved);
                    }
                }
                talk.desk("queue.transfer", agent.name(), null);
                department = target;
                agent = agent(other);
                talk.wait(5 * SECOND, 100 * SECOND);
                assigned = talk.at - 2;
                take(talk, department, agent, assigned);
            }
        }
        tags(talk, first, department);
        if (random.nextInt(20) == 0) {
            comments.number(customer.id).number(talk.chat).number(agent.id()).text(phrases.customers()).instant(talk.at).end();
        }
        if (open) {
            customer.busyUntil = Long.MAX_VALUE;
            chat(talk, 2, department.id(), agent.id(), start, assigned, firstAssigned, response, 0, returning, talk.updated);
            conversation(talk, "OPEN_AGENT", 0);
            return;
        }
        talk.wait(10 * SECOND, 4 * MINUTE);
        talk.at = Math.min(talk.at, end - SECOND);
        if (random.nextInt(10) < 2) {
            talk.customerEnds();
        } else {
            talk.desk("conversation.end", null, null);
        }
        customer.busyUntil = talk.at + 10;
        close(talk, department, agent, start, assigned, firstAssigned, response, returning);
    }

    /** The one chat that is much longer than all others, of a customer of its own. */
    private void longest(long start) {
        Company.Department department = company.departments().get(0);
        Talk talk = begin(talker, department, start);
        talk.wait(5 * SECOND, 20 * SECOND);
        Company.Agent agent = agent(0);
        long assigned = talk.at - 2;
        take(talk, department, agent, assigned);
        talk.wait(8 * SECOND, 20 * SECOND);
        long response = talk.at;
        talk.desk("text", agent.name(), Phrases.document(phrases.agents()));
        fact(RESPONDED, response, talk.chat, department.id(), agent.id(), 0, response - start);
        long step = Math.min(MINUTE, (end - 60 * MINUTE - talk.at) / size.longestChat());
        while (talk.sequence < size.longestChat() - 1) {
            talk.at += Math.max(step, 1);
            if (talk.sequence % 2 == 0) {
                customerSays(talk);
            } else {
                agentSays(talk, agent);
            }
        }
        talk.at += step + 1;
        talk.desk("conversation.end", null, null);
        talker.busyUntil = Long.MAX_VALUE;
        close(talk, department, agent, start, assigned, assigned, response, false);
    }

    private void customerSays(Talk talk) {
        talk.customer(phrases.customers(), random.nextInt(100) >= FILE_PERCENT ? null : ("{\"content\":{\"text\":\"see the picture\"},\"attachments\":"
                + "{\"attachment\":[{\"name\":\"picture.png\",\"contentType\":\"image/png\",\"url\":\"https://example.com/pictures/" + lastMessage
                + ".png\"}]}}").getBytes(StandardCharsets.UTF_8));
    }

    private void agentSays(Talk talk, Company.Agent agent) {
        talk.desk("text", agent.name(), random.nextInt(100) < FILE_PERCENT ? talk.file(phrases.agents()) : Phrases.document(phrases.agents()));
    }

    private Company.Agent agent(int department) {
        List<Company.Agent> all = members.get(department);
        return all.get(random.nextInt(all.size()));
    }

    private void take(Talk talk, Company.Department department, Company.Agent agent, long at) {
        fact(ASSIGNED, at, talk.chat, department.id(), agent.id(), 0, 0);
        talk.desk("agent.join", agent.name(), null);
    }

    /** Those that agents have put on, beside those of the departments. */
    private void tags(Talk talk, Company.Department first, Company.Department last) {
        List<Long> put = new ArrayList<>(first.tags());
        put.addAll(last.tags());
        for (int count = random.nextInt(4); count > 0; count--) {
            long tag = company.tags().get(tagSkew.draw(random));
            if (!put.contains(tag)) {
                put.add(tag);
                tag(talk, tag, last.id(), talk.at);
            }
        }
    }

    private void tag(Talk talk, long tag, long department, long at) {
        talk.tags.add(new PutOn(tag, department, at));
        fact(TAGGED, at, talk.chat, department, 0, tag, 0);
    }

    private void close(Talk talk, Company.Department department, Company.Agent agent, long start, long assigned, long firstAssigned, long response,
                       boolean returning) {
        long closed = talk.at - (agent == null ? -5 : 5);
        fact(CLOSED, closed, talk.chat, department.id(), agent == null ? 0 : agent.id(), 0, firstAssigned == 0 ? 0 : closed - firstAssigned);
        chat(talk, 3, department.id(), agent == null ? 0 : agent.id(), start, assigned, firstAssigned, response, closed, returning, closed);
        conversation(talk, "ENDED", talk.at);
    }

    private void chat(Talk talk, int status, long department, long agent, long start, long assigned, long firstAssigned, long response, long closed,
                      boolean returning, long updated) {
        chats.number(talk.chat).number(status).number(talk.customer.id).uuid(talk.account.account()).number(department).id(agent)
                .text(company.channelType()).instant(start).instant(assigned).instant(response).instant(closed).instant(talk.lastText).instant(updated);
        (status == 3 ? chats.nothing() : chats.truth(true)).instant(status == 1 ? start : 0).instant(firstAssigned).truth(returning).end();
        chatConversations.uuid(talk.high, talk.low).number(talk.chat).number(1).end();
        for (PutOn put : talk.tags) {
            chatTags.number(talk.chat).number(put.tag).number(put.department).instant(put.at).id(closed == 0 ? 0 : department)
                    .instant(closed == 0 ? 0 : start).instant(closed == 0 ? 0 : talk.lastText).end();
        }
    }

    private void conversation(Talk talk, String state, long ended) {
        People.Person person = talk.customer.person;
        long created = talk.high >>> 16;
        String contacts = (person.mobile() == null ? "" : "{\"type\":\"phone\",\"subType\":\"mobile\",\"address\":\"" + person.mobile() + "\"}")
                + (person.mobile() == null || person.email() == null ? "" : ",")
                + (person.email() == null ? "" : "{\"type\":\"email\",\"address\":\"" + person.email() + "\"}");
        conversations.uuid(talk.high, talk.low).uuid(v7(created), v7low()).text(state).number(talk.sequence + 1).uuid(talk.account.account())
                .text(talk.account.address()).text(company.channelType()).number(talk.account.id()).text(person.contactKey())
                .text("{\"customer\":{" + (person.name() == null ? "" : "\"name\":\"" + person.name() + "\",") + "\"contacts\":{\"contact\":[" + contacts
                        + "]}},\"conversationContact\":\"" + (person.mobile() == null ? "email" : "phone.mobile") + "\"}")
                .instant(created).instant(talk.at).instant(ended).number(TIMEOUT).instant(ended == 0 ? created + TIMEOUT : 0).end();
        parties.uuid(talk.high, talk.low).uuid(DESK).text("custom_agent").truth(true).end();
        parties.uuid(talk.high, talk.low).uuid(company.connector()).text("customer").truth(true).end();
        lanes.number(talk.lane).uuid(talk.high, talk.low).uuid(company.connector()).text("customer").instant(NEVER).number(0).end();
        if (ended == 0) {
            for (UUID used : List.of(DESK, company.connector(), talk.account.account())) {
                standings.uuid(talk.high, talk.low).uuid(used).end();
            }
        }
    }

    private void fact(int kind, long at, long chat, long department, long agent, long tag, long millis) {
        facts.number(kind).instant(at).id(chat).id(department).id(agent).id(tag).number(1).id(millis).end();
    }

    /** Now and then somebody writes while nobody is there. */
    private void contact(long start) {
        if (random.nextInt(33) == 0) {
            boolean evening = random.nextInt(10) > 0;
            long at = evening ? start - start % DAY + 20 * 60 * MINUTE + random.nextInt((int) (3 * 60 * MINUTE)) : start;
            fact(evening ? OUT_OF_HOURS_ENDED : NOBODY_ONLINE_ENDED, Math.min(at, end), 0,
                    company.departments().get(departmentSkew.draw(random)).id(), 0, 0, 0);
        }
    }

    private void writeCustomers() {
        for (Customer customer : known) {
            if (customer == null) {
                // Has only ever written while nobody was there.
                Customer one = new Customer();
                inOrder.add(one);
                one.id = inOrder.size();
                one.person = people.person(inOrder.size());
                one.firstSeen = end - DAY - random.nextLong(WorkingYear.DAYS * DAY);
                one.lastSeen = one.firstSeen;
            }
        }
        for (Customer customer : inOrder) {
            People.Person person = customer.person;
            customers.number(customer.id).text(person.name()).text(person.mobile()).text(person.email()).instant(customer.firstSeen)
                    .instant(customer.lastSeen).text(person.mobile() == null ? null : new StringBuilder(person.mobile().substring(1)).reverse().toString())
                    .text(person.national()).end();
            contacts.text(person.contactKey()).number(customer.id).end();
            Set<People.Word> all = People.words(person);
            String letters = Long.toUnsignedString(People.letters(all));
            for (People.Word word : all) {
                words.number(word.kind()).text(word.word()).number(customer.id).text(letters).end();
            }
            for (byte[] pair : People.pairs(all)) {
                pairs.bytes(pair).number(customer.id).end();
            }
        }
    }

    /** The high half of a UUIDv7 of that moment. */
    private long v7(long millis) {
        return millis << 16 | 0x7000 | random.nextInt(0x1000);
    }

    private long v7low() {
        return random.nextLong() >>> 2 | 1L << 63;
    }

    /** As the hub makes one value of several texts. */
    private byte[] digest(byte[]... texts) {
        for (byte[] text : texts) {
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            sha256.update(text);
        }
        return sha256.digest();
    }

    private static TableLoad optional(TableLoad load, byte[] value) {
        return value == null ? load.nothing() : load.bytes(value);
    }

    private static byte[] ascii(Object text) {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The rows of all tables. */
    long rows() {
        return loads.stream().mapToLong(TableLoad::rows).sum();
    }

    long messages() {
        return lastMessage;
    }

    /** Waits until the database has all; nothing, if not all was written. */
    @Override
    public void close() throws SQLException {
        SQLException failure = null;
        for (TableLoad load : loads) {
            try {
                load.close();
            } catch (SQLException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
