package dev.ringdown.desk.customer;

import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.Keys;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.Optional;

/** Knows customers again by the contact of their conversations, and makes those that are new. */
@Singleton
public class CustomerDirectory {

    private final CustomerRepository customers;

    CustomerDirectory(CustomerRepository customers) {
        this.customers = customers;
    }

    /** The customer of a conversation, made if there is none; one without any contact is always new. Part of the transaction around it. */
    public long findOrCreate(Conversation conversation, Instant now) {
        byte[] contactKey = conversation.contactKey() == null ? null : Keys.bytes(conversation.contactKey());
        if (contactKey == null) {
            return create(conversation, now);
        }
        return find(contactKey).orElseGet(() -> create(conversation, contactKey, now));
    }

    /** Notes that the customer of a conversation was heard of, and what the conversation says of the customer that was not known. Locks the customer. */
    public void seen(long customerId, Conversation conversation, Instant now) {
        Addresses addresses = Addresses.of(conversation);
        customers.seen(customerId, addresses.name(), addresses.mobileNumber(), addresses.email(), now);
    }

    /** Whether the customer had written in before a moment, such as the start of a conversation. */
    public boolean wasSeenBefore(long customerId, Instant moment) {
        return customers.wasSeenBefore(customerId, moment);
    }

    private long create(Conversation conversation, byte[] contactKey, Instant now) {
        long id = create(conversation, now);
        try {
            customers.know(contactKey, id);
            return id;
        } catch (DataAccessException e) {
            if (!DatabaseErrors.isDuplicateKey(e)) {
                throw e;
            }
            // The same customer has started another conversation at the same moment.
            customers.forget(id);
            return find(contactKey).orElseThrow(() -> e);
        }
    }

    private long create(Conversation conversation, Instant now) {
        Addresses addresses = Addresses.of(conversation);
        return customers.save(new Customer(null, addresses.name(), addresses.mobileNumber(), addresses.email(), null, now, now)).id();
    }

    private Optional<Long> find(byte[] contactKey) {
        return customers.findByContact(contactKey);
    }
}
