package dev.ringdown.desk.customer;

import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.tag.ChatTagService;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** What agents know and change of customers. All agents know all customers. */
@Singleton
class CustomerService {

    private final CustomerRepository customers;
    private final CustomerIndex index;
    private final ChatTagService tags;
    private final CustomerChats chats;
    private final Transactions transactions;
    private final Clock clock;

    CustomerService(CustomerRepository customers, CustomerIndex index, ChatTagService tags, CustomerChats chats, Transactions transactions, Clock clock) {
        this.customers = customers;
        this.index = index;
        this.tags = tags;
        this.chats = chats;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What is to change of a customer; null: it stays. An empty address or comment clears what was there.
     *
     * @param tagId a tag for the customer's active chat
     */
    record Change(@Nullable String name, @Nullable String email, @Nullable String comments, @Nullable Long tagId) {

        Customer of(Customer customer) {
            return customer.corrected(name == null ? customer.name() : name, changed(customer.email(), email), changed(customer.comments(), comments));
        }

        private static @Nullable String changed(@Nullable String was, @Nullable String given) {
            return given == null ? was : given.isEmpty() ? null : given;
        }
    }

    /** @throws DeskException 404 */
    Customer get(long customerId) {
        return customers.find(customerId).orElseThrow(CustomerService::unknown);
    }

    /**
     * Changes a customer, and tags the customer's active chat (UpdateCustomer): all of it or nothing.
     *
     * @throws DeskException 404 for the customer or the tag; 409 NoActiveChat, SeveralActiveChats; 403 not the holder; 409 TagDisabled
     */
    void update(Caller caller, long customerId, Change change) {
        transactions.inTransaction(() -> {
            get(customerId);
            // Customers are locked behind conversations and before chats: whoever holds the customer makes the customer's chat.
            if (change.tagId() != null) {
                tags.addToChatOf(caller, customerId, change.tagId(), () -> customers.lock(customerId));
            }
            Customer known = customers.lock(customerId).orElseThrow(CustomerService::unknown);
            Customer corrected = change.of(known);
            if (!corrected.equals(known)) {
                customers.update(corrected);
            }
            if (!corrected.isCalledLike(known)) {
                index.replace(corrected);
                chats.changed(customerId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            }
        });
    }

    private static DeskException unknown() {
        return DeskException.notFound("CustomerID", "customer");
    }
}
