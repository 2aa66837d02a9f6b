package dev.ringdown.desk.customer;

import dev.ringdown.store.Columns;
import dev.ringdown.store.Keys;
import dev.ringdown.store.PlainSql;
import jakarta.inject.Singleton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds customers by words and numbers (SearchCustomer), with one statement. Of more words, two tell by how they begin ({@link CustomerPairs}) who
 * may have them all; whether these do is looked for among their words. Where no two are long enough, or they begin alike, a statement before asks
 * which of them seems the rarest: the database goes through the customers who have that one, and passes over those whose letters say that they lack
 * another. It never goes through the customers, stops when it has found more than are counted, and does not begin with the others where there are
 * enough who are better found.
 *
 * <p>What is looked for stands in the SQL as literals, in hexadecimal or of digits alone: so the database plans for this word, and not for any.
 */
@Singleton
class CustomerSearch {

    /** No fewer than a page can hold. */
    static final int MOST_COUNTED = 200;

    private static final int ENOUGH = MOST_COUNTED + 1;
    /** Of so many who are called as the text says, and of a page full of them, it is not asked who else has its words. */
    private static final int MANY_NAMESAKES = 50;
    private static final int FEWEST_LAST_DIGITS = 4;

    private static final String ANY_WORD = Arrays.stream(CustomerWord.Kind.values()).map(kind -> Integer.toString(kind.number()))
            .collect(Collectors.joining(", ", "IN (", ")"));
    private static final int NAME = CustomerWord.Kind.NAME.number();
    private static final String FIRST_WORD = "= " + NAME;
    private static final String OTHER_WORD = "IN (" + CustomerWord.Kind.EMAIL.number() + ", " + CustomerWord.Kind.PART.number() + ")";
    private static final String WHOLE = "IN (" + CustomerWord.Kind.NAME.number() + ", " + CustomerWord.Kind.EMAIL.number() + ")";

    private static final String COLUMNS = "c.id, c.name, c.mobile_number, c.email, c.comments, c.first_seen_at, c.last_seen_at, c.mobile_reversed, "
            + "c.mobile_national";

    private final PlainSql sql;

    CustomerSearch(PlainSql sql) {
        this.sql = sql;
    }

    /**
     * The customers found.
     *
     * @param customers the first of them, best first
     * @param count     how many there are in all
     * @param least     whether there may be more: not all were looked for
     */
    record Found(List<Customer> customers, int count, boolean least) {
    }

    /** Words that begin with a word that is looked for. */
    private record Words(String kinds, String begin) {

        /** Of a row of {@code customer_word} by this name. */
        String match(String row) {
            byte[] from = Keys.bytes(begin);
            byte[] before = from.clone();
            // No byte of UTF-8 is the greatest.
            before[before.length - 1]++;
            return row + ".kind " + kinds + " AND " + row + ".word >= " + PlainSql.literal(from) + " AND " + row + ".word < "
                    + PlainSql.literal(before);
        }
    }

    Found find(SearchText text, int limit) {
        List<Words> all = Stream.concat(Stream.of(text.first()), text.others().stream()).map(word -> new Words(ANY_WORD, word)).toList();
        Words first = all.get(0);
        String manyNamesakes = "FALSE";
        List<String> branches = new ArrayList<>();
        branches.add("SELECT w.customer_id, 0 AS place FROM customer_word w FORCE INDEX (PRIMARY) WHERE w.kind " + WHOLE + " AND w.word = "
                + PlainSql.literal(Keys.bytes(text.whole())) + " LIMIT " + ENOUGH);
        if (all.size() == 1) {
            // Each customer has one name.
            Words named = new Words(FIRST_WORD, text.first());
            branches.add("SELECT w.customer_id, 1 FROM customer_word w FORCE INDEX (PRIMARY) WHERE " + named.match("w") + " LIMIT " + ENOUGH);
            // Where these are enough, the others would be neither shown nor counted.
            branches.add("SELECT DISTINCT w.customer_id, 2 FROM " + ifFewer(ENOUGH, named.match("n"))
                    + " fewer STRAIGHT_JOIN customer_word w FORCE INDEX (PRIMARY) WHERE " + new Words(OTHER_WORD, text.first()).match("w")
                    + " LIMIT " + ENOUGH);
        } else {
            int many = Math.max(MANY_NAMESAKES, limit);
            String namesakes = "n.kind = " + NAME + " AND n.word = " + PlainSql.literal(Keys.bytes(text.whole()));
            manyNamesakes = "NOT EXISTS " + ifFewer(many, namesakes);
            List<String> pairs = CustomerPairs.ofAnyWith(all.stream().map(Words::begin).toList());
            String unlessMany = ifFewer(many, namesakes) + " fewer STRAIGHT_JOIN ";
            branches.add(pairs.isEmpty() ? having(unlessMany, first, rarestFirst(all)) : paired(unlessMany, pairs, all));
        }
        if (text.digits() != null) {
            branches.addAll(numbered(text.digits()));
        }
        return read("SELECT page.total, " + manyNamesakes + ", " + COLUMNS + " FROM ("
                + "SELECT best.customer_id, best.place, seen.last_seen_at, COUNT(*) OVER () AS total FROM ("
                + "SELECT found.customer_id, MIN(found.place) AS place FROM ("
                + branches.stream().map(branch -> "(" + branch + ")").collect(Collectors.joining(" UNION ALL "))
                + ") found GROUP BY found.customer_id) best STRAIGHT_JOIN customer seen ON seen.id = best.customer_id "
                + "ORDER BY best.place, seen.last_seen_at DESC, best.customer_id DESC LIMIT " + limit
                + ") page STRAIGHT_JOIN customer c ON c.id = page.customer_id ORDER BY page.place, page.last_seen_at DESC, c.id DESC");
    }

    /** One row, or none where there are so many rows of {@code n}: what is joined to it is not read then. */
    private static String ifFewer(int enough, String condition) {
        return "(SELECT COUNT(*) AS counted FROM (SELECT 1 FROM customer_word n FORCE INDEX (PRIMARY) WHERE " + condition + " LIMIT " + enough
                + ") those HAVING counted < " + enough + ")";
    }

    /** The customers who have words of all these, looked for in this order; in their place by whether their name begins with the first one. */
    private static String having(String condition, Words first, List<Words> all) {
        long letters = CustomerWord.letters(all.stream().map(words -> Keys.bytes(words.begin)).toList());
        String those = "SELECT DISTINCT w0.customer_id FROM " + condition + "customer_word w0 FORCE INDEX (PRIMARY)"
                + alsoHaving(all.subList(1, all.size()), "w0.customer_id") + " WHERE " + all.get(0).match("w0") + " AND w0.letters & "
                + Long.toUnsignedString(letters) + " = " + Long.toUnsignedString(letters) + " LIMIT " + ENOUGH;
        return placed(those, first);
    }

    /** The same, of those who have one of the pairs; what words begin with behind it is looked for among theirs. */
    private static String paired(String condition, List<String> pairs, List<Words> all) {
        return placed("SELECT DISTINCT p.customer_id FROM " + condition + "customer_pair p FORCE INDEX (PRIMARY)" + alsoHaving(all, "p.customer_id")
                + " WHERE p.pair IN (" + String.join(", ", pairs) + ") LIMIT " + ENOUGH, all.get(0));
    }

    private static String alsoHaving(List<Words> all, String customerId) {
        return IntStream.rangeClosed(1, all.size()).mapToObj(i -> " STRAIGHT_JOIN customer_word w" + i + " FORCE INDEX (customer_word_by_customer) ON w" + i
                + ".customer_id = " + customerId + " AND " + all.get(i - 1).match("w" + i)).collect(Collectors.joining());
    }

    /** Asked of those found alone: a customer may have the first word in the name and elsewhere, and would be found in both places. */
    private static String placed(String those, Words first) {
        return "SELECT those.customer_id, CASE WHEN n.word IS NULL THEN 2 ELSE 1 END FROM (" + those
                + ") those LEFT JOIN customer_word n FORCE INDEX (customer_word_by_customer) ON n.customer_id = those.customer_id AND "
                + new Words(FIRST_WORD, first.begin).match("n");
    }

    private static List<String> numbered(String digits) {
        String reversed = CustomerKeys.reversed(digits);
        List<String> branches = new ArrayList<>();
        branches.add("SELECT id, 0 FROM customer FORCE INDEX (customer_by_mobile) WHERE mobile_reversed = '" + reversed + "'");
        branches.add("SELECT id, 0 FROM customer FORCE INDEX (customer_by_national_mobile) WHERE mobile_national = '" + digits + "'");
        if (digits.length() >= FEWEST_LAST_DIGITS) {
            branches.add("SELECT id, 2 FROM customer FORCE INDEX (customer_by_mobile) WHERE mobile_reversed >= '" + reversed
                    + "' AND mobile_reversed < '" + reversed + ":'");
        }
        return branches.stream().map(branch -> branch + " LIMIT " + ENOUGH).toList();
    }

    /** What the database expects to read of each word: a guess that tells the frequent from the rare, and costs the same for both. */
    private List<Words> rarestFirst(List<Words> all) {
        String plan = all.stream().map(words -> "(SELECT 1 FROM customer_word w FORCE INDEX (PRIMARY) WHERE " + words.match("w") + ")")
                .collect(Collectors.joining(" UNION ALL ", "EXPLAIN FORMAT=TRADITIONAL ", ""));
        List<Long> expected = sql.list(plan, step -> step.getLong("rows"));
        Map<Words, Long> rows = IntStream.range(0, all.size()).boxed().collect(Collectors.toMap(all::get, expected::get));
        return all.stream().sorted(Comparator.<Words>comparingLong(rows::get).thenComparing(words -> -words.begin().length())).toList();
    }

    private Found read(String page) {
        return sql.query(page, rows -> {
            List<Customer> customers = new ArrayList<>();
            long total = 0;
            boolean manyNamesakes = false;
            while (rows.next()) {
                total = rows.getLong(1);
                manyNamesakes = rows.getBoolean(2);
                customers.add(new Customer(rows.getLong(3), rows.getString(4), rows.getString(5), rows.getString(6), rows.getString(7),
                        Columns.instant(rows, 8), Columns.instant(rows, 9), rows.getString(10), rows.getString(11)));
            }
            return new Found(customers, (int) Math.min(total, MOST_COUNTED), total > MOST_COUNTED || manyNamesakes);
        });
    }
}
