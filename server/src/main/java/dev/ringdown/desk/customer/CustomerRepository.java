package dev.ringdown.desk.customer;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

import java.time.Instant;
import java.util.Optional;

/** The tables {@code customer} and {@code customer_contact}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface CustomerRepository extends GenericRepository<Customer, Long> {

    Customer save(Customer customer);

    @Query("SELECT first_seen_at < :moment FROM customer WHERE id = :id")
    boolean wasSeenBefore(long id, Instant moment);

    @Query("SELECT customer_id FROM customer_contact WHERE contact_key = :contactKey")
    Optional<Long> findByContact(byte[] contactKey);

    @Query("INSERT INTO customer_contact (contact_key, customer_id) VALUES (:contactKey, :customerId)")
    void know(byte[] contactKey, long customerId);

    @Query("DELETE FROM customer WHERE id = :id")
    void forget(long id);

    @Query("SELECT * FROM customer WHERE id = :id")
    Optional<Customer> find(long id);

    @Query("SELECT * FROM customer WHERE id = :id FOR UPDATE")
    Optional<Customer> lock(long id);

    /**
     * The customer was heard of; {@code 0} where more has become known of the customer with it.
     *
     * @param named whether a name was told, and so on
     */
    @Query("UPDATE customer SET last_seen_at = :now WHERE id = :id AND (:named = FALSE OR name IS NOT NULL) "
            + "AND (:numbered = FALSE OR mobile_number IS NOT NULL) AND (:addressed = FALSE OR email IS NOT NULL)")
    int seen(long id, boolean named, boolean numbered, boolean addressed, Instant now);

    void update(Customer customer);

    /** The customer of a chat has written in. */
    @Query("UPDATE customer SET last_seen_at = CASE WHEN last_seen_at < :wroteAt THEN :wroteAt ELSE last_seen_at END "
            + "WHERE id = (SELECT customer_id FROM chat WHERE id = :chatId)")
    void wrote(long chatId, Instant wroteAt);
}
