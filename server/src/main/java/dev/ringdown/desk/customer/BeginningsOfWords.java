package dev.ringdown.desk.customer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The migration that notes how the words of customers begin who were there before: {@code customer_word.letters} and {@code customer_pair}. */
final class BeginningsOfWords extends CustomerMigration {

    @Override
    String fileName() {
        return "V15__beginnings_of_words";
    }

    @Override
    long migrateAfter(long id, Connection connection) throws SQLException {
        Map<Long, List<byte[]>> words = new TreeMap<>();
        long last = 0;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT c.id, w.word FROM (SELECT id FROM customer WHERE id > " + id + " ORDER BY id LIMIT "
                    + BATCH + ") c LEFT JOIN customer_word w ON w.customer_id = c.id")) {
                while (rows.next()) {
                    last = Math.max(last, rows.getLong(1));
                    byte[] word = rows.getBytes(2);
                    if (word != null) {
                        words.computeIfAbsent(rows.getLong(1), customer -> new ArrayList<>()).add(word);
                    }
                }
            }
            if (!words.isEmpty()) {
                statement.executeUpdate(letters(words));
            }
            List<String> pairs = words.entrySet().stream().flatMap(customer -> CustomerPairs.of(customer.getValue()).stream()
                    .map(pair -> "(" + pair + ", " + customer.getKey() + ")")).toList();
            if (!pairs.isEmpty()) {
                statement.executeUpdate("INSERT IGNORE INTO customer_pair (pair, customer_id) VALUES " + String.join(", ", pairs));
            }
        }
        return last;
    }

    private static String letters(Map<Long, List<byte[]>> words) {
        return words.entrySet().stream()
                .map(customer -> " WHEN " + customer.getKey() + " THEN " + Long.toUnsignedString(CustomerWord.letters(customer.getValue())))
                .collect(Collectors.joining("", "UPDATE customer_word SET letters = CASE customer_id", " END WHERE customer_id IN ("))
                + words.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }
}
