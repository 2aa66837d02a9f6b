package dev.ringdown.desk.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.StatementCount;
import dev.ringdown.api.agentchat.CustomersApi;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import dev.ringdown.api.conversationmanager.model.CustomerContact;
import dev.ringdown.api.conversationmanager.model.CustomerContacts;
import dev.ringdown.desk.DeskException;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.ConversationCustomerDetails;
import dev.ringdown.hub.conversation.ConversationState;
import dev.ringdown.store.Transactions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which customers are found, in which order, and what it costs, on the embedded database. */
class CustomerSearchTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static ApplicationContext context;
    private static CustomerSearch search;

    @BeforeAll
    static void start() {
        context = ApplicationContext.run(Map.of("ringdown.data-dir", "target/customer-search-test", "ringdown.database.buffer-pool-size", "64M"));
        search = context.getBean(CustomerSearch.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void empty() {
        execute("DELETE FROM customer_contact", "DELETE FROM customer_word", "DELETE FROM customer");
    }

    @Test
    void exactMatchesComeFirstThenThoseOfTheFirstWordThenTheRestEachTheLastSeenFirst() {
        long rest = make("Thandi Siphokazi", null, null, 9);
        long olderFirstWord = make("Siphokazi Nkosi", null, null, 1);
        long newerFirstWord = make("sipho dlamini", null, null, 2);
        long exactName = make("SIPHO", null, null, 0);
        long byAddress = make("Ayanda", null, "sipho@example.test", 8);
        long twin = make("Sipho Dlamini", null, null, 2);

        assertEquals(List.of(exactName, twin, newerFirstWord, olderFirstWord, rest, byAddress), found("Sipho"));
        assertEquals(List.of(byAddress), found("sipho@EXAMPLE.test"));
        assertEquals(List.of(exactName, twin), search.find(SearchText.of("sipho"), 2).customers().stream().map(Customer::id).toList());
        assertEquals(6, search.find(SearchText.of("sipho"), 2).count());
        assertEquals(0, search.find(SearchText.of("nobody"), 2).count());
    }

    @Test
    void eachWordMustBeginAWord() {
        long sipho = make("Sipho Dlamini", null, "sd@mail.example.test", 0);
        make("Sipho Nkosi", null, null, 0);

        assertEquals(List.of(sipho), found("dlam sip"));
        assertEquals(List.of(sipho), found("sipho dlamini sd@mail"));
        assertEquals(List.of(sipho), found("example si"));
        assertEquals(List.of(), found("sipho lamini"));
        assertEquals(List.of(), found("ipho"));
        assertEquals(List.of(), found("si dl nobody"));
    }

    @Test
    void whatLooksLikeAPatternIsText() {
        long odd = make("100% O'Neil_x back\\slash", null, null, 0);
        make("1000 Oneil", null, null, 0);

        for (String text : List.of("100%", "o'n", "o'neil_x", "back\\", "neil", "slash", "100% o'neil_x BACK\\slash")) {
            assertEquals(List.of(odd), found(text), text);
        }
        for (String text : List.of("%%", "__", "1_0", "' OR ''='", "back%slash", "0x", "\\\\", "\"\"")) {
            assertEquals(List.of(), found(text), text);
        }
    }

    /** Java knows two kinds of white space. */
    @Test
    void spacesOfWhateverKindAreNothingToLookFor() {
        for (String text : List.of("  ", "\u00a0\u00a0", "\u2007 \u202f", "\u001c\u00a0\u00a0\u001c")) {
            DeskException refusal = assertThrows(DeskException.class, () -> context.getBean(CustomersApi.class).searchCustomer("1", text, 50));
            assertEquals(ErrorCode.INVALID_REQUEST, refusal.code());
        }
    }

    @Test
    void numbersAreFoundAsAWholeOrByTheirLastDigits() {
        long number = make(null, "+27835550142", null, 0);
        long sameEnd = make("Ayanda", "+27835990142", null, 5);
        long asName = make("0142 Taxis", null, null, 3);

        assertEquals(List.of(number), found("+27 (83) 555-0142"));
        assertEquals(List.of(number), found("27835550142"));
        assertEquals(List.of(number), found("083 555 0142"));
        assertEquals(List.of(asName, sameEnd, number), found("0142"));
        assertEquals(List.of(number), found("50142"));
        assertEquals(List.of(), found("142"));
        assertEquals(List.of(), found("2783"), "not its first digits");
        assertEquals(List.of(), found("0142a"));
        assertEquals(List.of(), found("1".repeat(100)));
    }

    /** As a reader of the contract would do it: every word of every customer is looked at. */
    @Test
    void itFindsWhatGoingThroughAllCustomersFinds() {
        Random random = new Random(7);
        Map<Long, Customer> all = new HashMap<>();
        for (int i = 0; i < 240; i++) {
            String name = random.nextInt(10) == 0 ? null : text(random, 1 + random.nextInt(3));
            String email = random.nextInt(3) == 0 ? null : word(random) + '.' + word(random) + '@' + word(random) + ".test";
            String mobile = random.nextInt(3) == 0 ? null : "+2783" + (1_000_000 + random.nextInt(40));
            long id = make(name, mobile, email, random.nextInt(50));
            all.put(id, context.getBean(CustomerRepository.class).find(id).orElseThrow());
        }
        int nonEmpty = 0;
        for (int i = 0; i < 300; i++) {
            String text = random.nextInt(8) == 0 ? String.valueOf(1_000_000 + random.nextInt(40)) : text(random, 1 + random.nextInt(3));
            List<Long> expected = all.values().stream().filter(customer -> place(text, customer) < 3)
                    .sorted(Comparator.<Customer>comparingInt(customer -> place(text, customer))
                            .thenComparing(Comparator.comparing(Customer::lastSeenAt).thenComparing(Customer::id).reversed()))
                    .map(Customer::id).toList();
            CustomerSearch.Found found = search.find(SearchText.of(text), 200);
            assertEquals(expected.stream().limit(200).toList(), found.customers().stream().map(Customer::id).toList(), text);
            assertEquals(Math.min(expected.size(), CustomerSearch.MOST_COUNTED), found.count(), text);
            assertEquals(expected.size() > CustomerSearch.MOST_COUNTED, found.least(), text);
            nonEmpty += expected.isEmpty() ? 0 : 1;
        }
        assertTrue(nonEmpty > 100, "found something " + nonEmpty + " times");
    }

    private static int place(String text, Customer customer) {
        List<String> names = customer.name() == null ? List.of() : List.of(customer.name().toLowerCase().split(" "));
        Set<String> words = new HashSet<>(names);
        names.forEach(name -> words.addAll(List.of(name.split("-"))));
        if (customer.email() != null) {
            words.add(customer.email());
            words.addAll(List.of(customer.email().split("[.@-]")));
        }
        String[] asked = text.toLowerCase().split(" ");
        boolean digits = text.matches("[0-9]+");
        if (text.equalsIgnoreCase(customer.name()) || text.equalsIgnoreCase(customer.email())) {
            return 0;
        }
        if (!Arrays.stream(asked).allMatch(one -> words.stream().anyMatch(word -> word.startsWith(one)))) {
            return digits && customer.mobileNumber() != null && customer.mobileNumber().endsWith(text) ? 2 : 3;
        }
        return !names.isEmpty() && names.get(0).startsWith(asked[0]) ? 1 : 2;
    }

    private static String text(Random random, int words) {
        return Stream.generate(() -> random.nextInt(5) == 0 ? word(random) + '-' + word(random) : word(random)).limit(words).collect(Collectors.joining(" "));
    }

    private static String word(Random random) {
        return random.ints(1 + random.nextInt(3), 0, 3).mapToObj(letter -> "abC".substring(letter, letter + 1)).collect(Collectors.joining()).toLowerCase();
    }

    @Test
    void itCountsOnlySoFarAndTakesTheSameNumberOfStatementsForAny() {
        make("Few Found", null, null, 0);
        long few = statements("few");
        long fewOfShort = statements("few fo");
        many("many", 0, CustomerSearch.MOST_COUNTED);
        assertEquals(CustomerSearch.MOST_COUNTED, search.find(SearchText.of("many"), 1).count());
        assertFalse(search.find(SearchText.of("many"), 1).least());
        many("many", CustomerSearch.MOST_COUNTED, 100);

        for (String text : List.of("many", "many cust", "cust many", "customer")) {
            CustomerSearch.Found found = search.find(SearchText.of(text), 200);
            assertEquals(CustomerSearch.MOST_COUNTED, found.count(), text);
            assertTrue(found.least(), text);
        }
        assertEquals(1, search.find(SearchText.of("many customer7"), 200).customers().stream().filter(one -> one.name().equals("Many Customer7")).count());
        long enough = rowsRead("many cust");
        assertTrue(enough < 30_000, "it stops when it has enough: " + enough);
        long some = rowsRead("many few");
        assertTrue(some < 100, "pairs tell who has only one of two words: " + some);
        long someOfShort = rowsRead("many fe");
        assertTrue(someOfShort < 5_000, "letters tell who has only one of two words: " + someOfShort);
        assertEquals(List.of("Many Customer77"), search.find(SearchText.of("Many Customer77"), 1).customers().stream().map(Customer::name).toList());
        assertEquals(few, statements("many"));
        assertEquals(few, statements("nobody"));
        assertEquals(few, statements("many cust"));
        assertEquals(few, statements("many nobody"));
        assertEquals(fewOfShort, statements("many cu"));
        assertEquals(1, few);
        assertEquals(2, fewOfShort);
    }

    @Test
    void whereNamesAreEnoughOtherWordsAreNotLookedFor() {
        many("many", 0, CustomerSearch.MOST_COUNTED + 1);
        long named = rowsRead("many");
        execute("INSERT INTO customer_word (kind, word, customer_id) SELECT 3, CAST(CONCAT('manyfold', id) AS BINARY), id FROM customer");
        assertEquals(named, rowsRead("many"));
    }

    @Test
    void ofTheRarestWordNoMoreIsReadThanThereIs() {
        many("many", 0, 3_000);
        make("Rare Many", null, null, 0);
        make("Many Rare", null, null, 1);

        long read = rowsRead("many rare");
        assertTrue(read < 200, "of 3,000 who have the other word, the first ones were not read: " + read);
        assertEquals(List.of("Many Rare", "Rare Many"), search.find(SearchText.of("many rare"), 50).customers().stream().map(Customer::name).toList());
    }

    @Test
    void whereAPageIsFullOfNamesakesTheRestIsNotLookedFor() {
        int page = 50;
        long rest = make("Sipho Dlamini Nkosi", null, null, 100);
        List<Long> namesakes = new ArrayList<>();
        for (int i = 1; i < page; i++) {
            namesakes.add(0, make("Sipho Dlamini", null, null, i));
        }
        CustomerSearch.Found few = search.find(SearchText.of("sipho dlamini"), page);
        assertEquals(Stream.concat(namesakes.stream(), Stream.of(rest)).toList(), few.customers().stream().map(Customer::id).toList());
        assertEquals(page, few.count());
        assertFalse(few.least());

        namesakes.add(0, make("sipho DLAMINI", null, null, page));
        CustomerSearch.Found many = search.find(SearchText.of("sipho dlamini"), page);
        assertEquals(namesakes, many.customers().stream().map(Customer::id).toList());
        assertEquals(page, many.count());
        assertTrue(many.least(), "there may be others");
        assertTrue(search.find(SearchText.of("sipho dlamini"), 1).least());
        CustomerSearch.Found larger = search.find(SearchText.of("sipho dlamini"), page + 1);
        assertEquals(rest, larger.customers().get(page).id());
        assertFalse(larger.least(), "more than the page were looked for");
        CustomerSearch.Found turned = search.find(SearchText.of("dlamini sipho"), page);
        assertEquals(page + 1, turned.count());
        assertFalse(turned.least(), "nobody is called so");
    }

    @Test
    void aNewCustomerCostsTwoStatementsForTheWordsAndAKnownOneNone() {
        CustomerDirectory directory = context.getBean(CustomerDirectory.class);
        Conversation conversation = conversation("Sipho", "phone:+27835550142", new CustomerContact("email", null, "sipho@example.test"));
        assertEquals(6, StatementCount.of(context, () -> {
            long id = directory.findOrCreate(conversation, NOON);
            return directory.seen(id, conversation, NOON);
        }), "find, make, know again by the contact, words, pairs, seen");
        assertEquals(2, StatementCount.of(context, () -> {
            long id = directory.findOrCreate(conversation, NOON);
            assertFalse(directory.seen(id, conversation, NOON));
            return id;
        }), "find, seen");
        assertEquals(found("sipho"), found("0142"));
    }

    @Test
    void whatBecomesKnownOfACustomerIsFound() {
        CustomerDirectory directory = context.getBean(CustomerDirectory.class);
        Conversation first = conversation(null, "email:someone", new CustomerContact("email", null, "nobody"));
        long id = transactions().inTransaction(() -> directory.findOrCreate(first, NOON));
        assertEquals(List.of(), found("sipho"));
        Conversation second = conversation("Sipho", "email:someone", new CustomerContact("phone", null, "+27835550142"));
        assertTrue(transactions().inTransaction(() -> directory.seen(id, second, NOON.plusSeconds(1))));

        assertEquals(List.of(id), found("sipho"));
        assertEquals(List.of(id), found("0835550142"));
        Customer known = context.getBean(CustomerRepository.class).find(id).orElseThrow();
        assertEquals(NOON.plusSeconds(1), known.lastSeenAt());
        assertEquals(NOON, known.firstSeenAt());

        Conversation third = conversation("Another Name", "email:someone", new CustomerContact("email", null, "sipho@example.test"));
        assertTrue(transactions().inTransaction(() -> directory.seen(id, third, NOON)));
        assertEquals(List.of(id), found("sipho@example.test"));
        assertEquals(List.of(), found("another"), "the first name stays");
    }

    @Test
    void customersFromBeforeTheSearchAreFoundAfterTheUpgrade() throws Exception {
        assertEquals(List.of("1"), rows("SELECT success FROM flyway_schema_history WHERE version = '9'"), "Flyway knows the migration");
        assertEquals(List.of("1"), rows("SELECT success FROM flyway_schema_history WHERE version = '15'"), "and the other one");
        long named = make("Sipho Dlamini", "+27835550142", "sipho@example.test", 0);
        make(null, null, null, 0);
        many("old", 0, 450);
        List<String> words = rows("SELECT kind, word, customer_id FROM customer_word ORDER BY 1, 2, 3");
        List<String> letters = rows("SELECT customer_id, letters FROM customer_word WHERE customer_id = " + named + " GROUP BY customer_id, letters");
        List<String> pairs = rows("SELECT HEX(pair), customer_id FROM customer_pair ORDER BY 1, 2");
        execute("DELETE FROM customer_word", "DELETE FROM customer_pair", "UPDATE customer SET mobile_reversed = NULL, mobile_national = NULL");
        assertEquals(List.of(), found("sipho"));

        migrate(new SearchableCustomers()::migrate);
        assertEquals(words, rows("SELECT kind, word, customer_id FROM customer_word ORDER BY 1, 2, 3"));
        assertEquals(List.of(named), found("sipho dl"), "of whom the letters are not known");
        migrate(new BeginningsOfWords()::migrate);
        assertEquals(pairs, rows("SELECT HEX(pair), customer_id FROM customer_pair ORDER BY 1, 2"));
        assertEquals(List.of(named), found("sipho dlamini"));
        assertEquals(letters, rows("SELECT customer_id, letters FROM customer_word WHERE customer_id = " + named + " GROUP BY customer_id, letters"));
        for (String text : List.of("sipho", "dlamini", "sipho@example.test", "0142", "083 555 0142")) {
            assertEquals(List.of(named), found(text), text);
        }
        migrate(new SearchableCustomers()::migrate);
        migrate(new BeginningsOfWords()::migrate);
        assertEquals(words, rows("SELECT kind, word, customer_id FROM customer_word ORDER BY 1, 2, 3"), "twice is as good as once");
        assertEquals(pairs, rows("SELECT HEX(pair), customer_id FROM customer_pair ORDER BY 1, 2"), "twice is as good as once");
    }

    @Test
    void customersOfVeryManyWordsAreFoundByAnyTwoOfThem() throws Exception {
        List<String> words = List.of("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo", "lima", "mike");
        long few = make(String.join(" ", words.subList(0, 12)), null, null, 0);
        long many = make(String.join(" ", words), null, null, 0);
        make("Alpha", null, null, 0);
        assertEquals(List.of("66"), rows("SELECT COUNT(*) FROM customer_pair WHERE customer_id = " + few));
        assertEquals(List.of("13"), rows("SELECT COUNT(*) FROM customer_pair WHERE customer_id = " + many));
        for (String first : words) {
            for (String second : words) {
                List<Long> expected = first.equals("mike") || second.equals("mike") ? List.of(many) : List.of(few, many);
                if (!first.equals(second)) {
                    assertEquals(expected, found(first + ' ' + second.substring(0, 3)).stream().sorted().toList(), first + ' ' + second);
                }
            }
        }
    }

    private interface Migration {
        void migrate(Context context) throws SQLException;
    }

    private static void migrate(Migration migration) {
        context.getBean(JdbcOperations.class).execute(connection -> {
            migration.migrate(new Context() {
                @Override
                public Configuration getConfiguration() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Connection getConnection() {
                    return connection;
                }
            });
            return null;
        });
    }

    private static long statements(String text) {
        return StatementCount.of(context, () -> search.find(SearchText.of(text), 200));
    }

    private static long rowsRead(String text) {
        return transactions().inTransaction(() -> {
            long before = handlerReads();
            search.find(SearchText.of(text), 200);
            return handlerReads() - before;
        });
    }

    private static long handlerReads() {
        try {
            return rows("SHOW SESSION STATUS LIKE 'Handler_read%'").stream().mapToLong(row -> Long.parseLong(row.substring(row.indexOf(' ') + 1))).sum();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> found(String text) {
        return search.find(SearchText.of(text), 50).customers().stream().map(Customer::id).toList();
    }

    /** A customer who was last seen so many minutes after noon. */
    private static long make(String name, String mobileNumber, String email, int minutes) {
        return transactions().inTransaction(() -> {
            Customer made = context.getBean(CustomerRepository.class)
                    .save(Customer.unseen(new Addresses(name, mobileNumber, email), NOON.plus(Duration.ofMinutes(minutes))));
            context.getBean(CustomerIndex.class).add(made);
            return made.id();
        });
    }

    /** Customers of the name {@code Many Customer<n>}, at once. */
    private static void many(String first, int from, int count) {
        String name = first.substring(0, 1).toUpperCase() + first.substring(1);
        List<String> values = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            values.add("('" + name + " Customer" + i + "', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))");
        }
        execute("INSERT INTO customer (name, first_seen_at, last_seen_at) VALUES " + String.join(",", values),
                "INSERT IGNORE INTO customer_word (kind, word, customer_id) SELECT 1, CAST(LOWER(name) AS BINARY), id FROM customer WHERE name LIKE '" + name + " %'",
                "INSERT IGNORE INTO customer_word (kind, word, customer_id) SELECT 3, CAST(LOWER(SUBSTRING_INDEX(name, ' ', -1)) AS BINARY), id FROM customer "
                        + "WHERE name LIKE '" + name + " %'");
        migrate(new BeginningsOfWords()::migrate);
    }

    private static Conversation conversation(String name, String contactKey, CustomerContact... contacts) {
        return new Conversation(UUID.randomUUID(), UUID.randomUUID(), ConversationState.QUEUED, UUID.randomUUID(), "shop", "sms", "1", null, contactKey,
                new ConversationCustomerDetails(new ConversationCustomer(name, null, null, new CustomerContacts(List.of(contacts))), null, null, null),
                NOON);
    }

    private static Transactions transactions() {
        return context.getBean(Transactions.class);
    }

    private static void execute(String... statements) {
        context.getBean(JdbcOperations.class).execute(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return null;
        });
    }

    private static List<String> rows(String query) throws SQLException {
        return context.getBean(JdbcOperations.class).execute(connection -> {
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
                List<String> all = new ArrayList<>();
                while (rows.next()) {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        columns.add(Objects.toString(rows.getString(i)));
                    }
                    all.add(String.join(" ", columns));
                }
                return all;
            }
        });
    }
}
