package dev.ringdown.desk.customer;

import io.micronaut.core.annotation.Nullable;
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

    /** What is known already stays: an agent may have corrected it. */
    @Query("UPDATE customer SET name = COALESCE(name, :name), mobile_number = COALESCE(mobile_number, :mobileNumber), "
            + "email = COALESCE(email, :email), last_seen_at = :now WHERE id = :id")
    void seen(long id, @Nullable String name, @Nullable String mobileNumber, @Nullable String email, Instant now);
}
