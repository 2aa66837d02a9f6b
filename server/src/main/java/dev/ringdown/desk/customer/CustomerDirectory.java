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
    private final CustomerIndex index;
    private final CustomerChats chats;

    CustomerDirectory(CustomerRepository customers, CustomerIndex index, CustomerChats chats) {
        this.customers = customers;
        this.index = index;
        this.chats = chats;
    }

    /** The customer of a conversation, made if there is none; one without any contact is always new. Part of the transaction around it. */
    public long findOrCreate(Conversation conversation, Instant now) {
        byte[] contactKey = conversation.contactKey() == null ? null : Keys.bytes(conversation.contactKey());
        if (contactKey == null) {
            Customer created = save(conversation, now);
            index.add(created);
            return created.id();
        }
        return find(contactKey).orElseGet(() -> create(conversation, contactKey, now));
    }

    /**
     * Notes that the customer of a conversation was heard of, and what the conversation says of the customer that was not known. Locks the customer.
     *
     * @return whether something was not known
     */
    public boolean seen(long customerId, Conversation conversation, Instant now) {
        Addresses addresses = Addresses.of(conversation);
        if (customers.seen(customerId, addresses.name() != null, addresses.mobileNumber() != null, addresses.email() != null, now) > 0) {
            return false;
        }
        Customer known = customers.lock(customerId).orElseThrow();
        Customer completed = known.completed(addresses, now);
        customers.update(completed);
        if (!completed.isCalledLike(known)) {
            index.replace(completed);
        }
        chats.changed(customerId, now);
        return true;
    }

    /** Notes that the customer of a chat has written in. Locks the customer. */
    public void wrote(long chatId, Instant wroteAt) {
        customers.wrote(chatId, wroteAt);
    }

    /** Whether the customer had written in before a moment, such as the start of a conversation. */
    public boolean wasSeenBefore(long customerId, Instant moment) {
        return customers.wasSeenBefore(customerId, moment);
    }

    private long create(Conversation conversation, byte[] contactKey, Instant now) {
        Customer created = save(conversation, now);
        try {
            customers.know(contactKey, created.id());
        } catch (DataAccessException e) {
            if (!DatabaseErrors.isDuplicateKey(e)) {
                throw e;
            }
            // The same customer has started another conversation at the same moment.
            customers.forget(created.id());
            return find(contactKey).orElseThrow(() -> e);
        }
        index.add(created);
        return created.id();
    }

    private Customer save(Conversation conversation, Instant now) {
        return customers.save(Customer.unseen(Addresses.of(conversation), now));
    }

    private Optional<Long> find(byte[] contactKey) {
        return customers.findByContact(contactKey);
    }
}
