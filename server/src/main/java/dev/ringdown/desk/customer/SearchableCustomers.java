package dev.ringdown.desk.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The migration that lets customers be found who were there before customers could be searched for. */
final class SearchableCustomers extends CustomerMigration {

    @Override
    String fileName() {
        return "V9__searchable_customers";
    }

    @Override
    long migrateAfter(long id, Connection connection) throws SQLException {
        long last = 0;
        Map<Long, Set<CustomerWord>> words = new HashMap<>();
        try (PreparedStatement batch = connection.prepareStatement("SELECT id, name, email, mobile_number FROM customer WHERE id > ? "
                + "ORDER BY id LIMIT " + BATCH);
                PreparedStatement number = connection.prepareStatement("UPDATE customer SET mobile_reversed = ?, mobile_national = ? WHERE id = ?")) {
            batch.setLong(1, id);
            try (ResultSet customers = batch.executeQuery()) {
                while (customers.next()) {
                    last = customers.getLong("id");
                    words.put(last, CustomerKeys.words(customers.getString("name"), customers.getString("email")));
                    String mobileNumber = customers.getString("mobile_number");
                    if (mobileNumber != null) {
                        number.setString(1, CustomerKeys.reversed(mobileNumber));
                        number.setString(2, CustomerKeys.national(mobileNumber));
                        number.setLong(3, last);
                        number.addBatch();
                    }
                }
            }
            number.executeBatch();
        }
        if (words.values().stream().anyMatch(some -> !some.isEmpty())) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(insert(words));
            }
        }
        return last;
    }

    /** The table as it is when this migration runs. */
    private static String insert(Map<Long, Set<CustomerWord>> words) {
        return words.entrySet().stream()
                .flatMap(customer -> customer.getValue().stream()
                        .map(word -> "(" + word.kind().number() + ", " + word.literal() + ", " + customer.getKey() + ")"))
                .collect(Collectors.joining(", ", "INSERT IGNORE INTO customer_word (kind, word, customer_id) VALUES ", ""));
    }
}
