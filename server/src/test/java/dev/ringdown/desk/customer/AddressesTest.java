package dev.ringdown.desk.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import dev.ringdown.api.conversationmanager.model.CustomerContact;
import dev.ringdown.api.conversationmanager.model.CustomerContacts;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.ConversationCustomerDetails;
import dev.ringdown.hub.conversation.ConversationState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AddressesTest {

    @Test
    void anAnonymousCustomerHasNone() {
        assertEquals(new Addresses(null, null, null), Addresses.of(conversation(null)));
    }

    @Test
    void theNumberThatTheHubKnowsComesFirst() {
        assertEquals(new Addresses("Sipho", "+27835550142", "sipho@example.test"), Addresses.of(conversation("phone:+27835550142",
                new CustomerContact("phone", "mobile", "+27 61 555 0187"), new CustomerContact("Email", null, " sipho@example.test "))));
    }

    @Test
    void aNumberWithSeparatorsIsReadAndOneWithoutCountryIsNot() {
        assertEquals("+27615550187", Addresses.of(conversation("email:a@b.c", new CustomerContact("phone", null, "0615550187"),
                new CustomerContact("phone", null, "+27 (61) 555-0187"))).mobileNumber());
    }

    @Test
    void whatIsNoMailAddressIsLeftOut() {
        assertEquals(new Addresses("Sipho", null, null), Addresses.of(conversation(null, new CustomerContact("email", null, "nobody"))));
    }

    private static Conversation conversation(String contactKey, CustomerContact... contacts) {
        ConversationCustomer customer = contacts.length == 0 ? null
                : new ConversationCustomer("Sipho", null, null, new CustomerContacts(List.of(contacts)));
        return new Conversation(UUID.randomUUID(), UUID.randomUUID(), ConversationState.QUEUED, UUID.randomUUID(), "shop", "sms", "1", null, contactKey,
                new ConversationCustomerDetails(customer, null, null, null), Instant.EPOCH);
    }
}
