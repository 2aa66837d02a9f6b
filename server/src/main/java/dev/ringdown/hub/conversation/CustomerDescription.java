package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import dev.ringdown.api.conversationmanager.model.CustomerContact;
import dev.ringdown.api.conversationmanager.model.CustomerContacts;
import dev.ringdown.api.conversationmanager.model.NameValue;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import io.micronaut.core.annotation.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together what is said of a customer at several times. */
final class CustomerDescription {

    private static final int MOST_ATTRIBUTES = 50;
    private static final int MOST_CONTACTS = 25;

    private CustomerDescription() {
    }

    /**
     * The customer with what is said anew: name and type replace the earlier ones, attributes those of the same name; contacts are added
     * where type, subtype and address are new.
     *
     * @param field where the news stand in the request, for errors
     * @throws HubException 400-119 more attributes or contacts than a customer may have
     */
    static ConversationCustomer merge(@Nullable ConversationCustomer known, ConversationCustomer news, String field) {
        if (known == null) {
            return news;
        }
        Map<String, NameValue> attributes = new LinkedHashMap<>();
        attributes(known).forEach(attribute -> attributes.put(attribute.name(), attribute));
        attributes(news).forEach(attribute -> attributes.put(attribute.name(), attribute));
        List<CustomerContact> contacts = new ArrayList<>(contacts(known));
        contacts(news).stream().filter(contact -> !contacts.contains(contact)).forEach(contacts::add);
        checkSize(attributes.size(), MOST_ATTRIBUTES, field + ".attributes");
        checkSize(contacts.size(), MOST_CONTACTS, field + ".contacts.contact");
        return new ConversationCustomer(news.name() == null ? known.name() : news.name(), news.type() == null ? known.type() : news.type(),
                attributes.isEmpty() ? null : List.copyOf(attributes.values()), contacts.isEmpty() ? null : new CustomerContacts(contacts));
    }

    /** The customer with the attributes of an earlier conversation, where they have not been given anew; no more than there may be. */
    static ConversationCustomer withAttributesOf(@Nullable ConversationCustomer earlier, @Nullable ConversationCustomer now) {
        Map<String, NameValue> attributes = new LinkedHashMap<>();
        if (now != null) {
            attributes(now).forEach(attribute -> attributes.put(attribute.name(), attribute));
        }
        if (earlier != null) {
            attributes(earlier).stream().filter(attribute -> attributes.size() < MOST_ATTRIBUTES)
                    .forEach(attribute -> attributes.putIfAbsent(attribute.name(), attribute));
        }
        return new ConversationCustomer(now == null ? null : now.name(), now == null ? null : now.type(),
                attributes.isEmpty() ? null : List.copyOf(attributes.values()), now == null ? null : now.contacts());
    }

    private static List<NameValue> attributes(ConversationCustomer customer) {
        return customer.attributes() == null ? List.of() : customer.attributes();
    }

    private static List<CustomerContact> contacts(ConversationCustomer customer) {
        return customer.contacts() == null ? List.of() : customer.contacts().contact();
    }

    private static void checkSize(int size, int most, String field) {
        if (size > most) {
            throw HubException.ofField(HubErrorCode.INVALID_VALUE, field, "The customer would have more than " + most + " of them.");
        }
    }
}
