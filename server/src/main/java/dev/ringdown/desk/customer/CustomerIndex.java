package dev.ringdown.desk.customer;

import dev.ringdown.store.Keys;
import dev.ringdown.store.PlainSql;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the words by which customers are found, in the transaction around the call and with the customer locked. Words stand in the SQL as
 * literals: a statement prepared for each number of words would be prepared again and again.
 */
@Singleton
class CustomerIndex {

    private final PlainSql sql;

    CustomerIndex(PlainSql sql) {
        this.sql = sql;
    }

    /** The words of a new customer. Two statements at the most; none where there are no words. */
    void add(Customer customer) {
        Set<CustomerWord> words = CustomerKeys.words(customer.name(), customer.email());
        List<byte[]> compared = words.stream().map(word -> Keys.bytes(word.word())).toList();
        if (!words.isEmpty()) {
            String letters = Long.toUnsignedString(CustomerWord.letters(compared));
            sql.update(words.stream().map(word -> "(" + word.kind().number() + ", " + word.literal() + ", " + customer.id() + ", " + letters + ")")
                    .collect(Collectors.joining(", ", "INSERT INTO customer_word (kind, word, customer_id, letters) VALUES ", "")));
        }
        List<String> pairs = CustomerPairs.of(compared);
        if (!pairs.isEmpty()) {
            sql.update(pairs.stream().map(pair -> "(" + pair + ", " + customer.id() + ")")
                    .collect(Collectors.joining(", ", "INSERT INTO customer_pair (pair, customer_id) VALUES ", "")));
        }
    }

    /** The words of a customer whose name or address has changed, in place of the former ones. */
    void replace(Customer customer) {
        sql.update("DELETE FROM customer_word WHERE customer_id = " + customer.id());
        sql.update("DELETE FROM customer_pair WHERE customer_id = " + customer.id());
        add(customer);
    }
}
