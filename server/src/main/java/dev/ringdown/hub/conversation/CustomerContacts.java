package dev.ringdown.hub.conversation;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import dev.ringdown.api.conversationmanager.model.CustomerContact;
import dev.ringdown.store.Keys;
import io.micronaut.core.annotation.Nullable;

import java.util.List;
import java.util.Optional;

/** Says by which contact a customer is known again, and makes its address comparable: phone numbers in E.164, others without regard to case. */
final class CustomerContacts {

    private static final String PHONE = "phone";

    private CustomerContacts() {
    }

    /**
     * The contact that {@code conversationContact} names, else the one that {@code lookupContact} names, else the first; as
     * {@code kind:address}. Empty if there is none: then the customer is new.
     */
    static Optional<String> key(@Nullable ConversationCustomer customer, @Nullable String conversationContact, @Nullable String lookupContact) {
        if (customer == null || customer.contacts() == null) {
            return Optional.empty();
        }
        List<CustomerContact> contacts = customer.contacts().contact();
        return named(contacts, conversationContact)
                .or(() -> named(contacts, lookupContact))
                .or(() -> contacts.stream().findFirst())
                .map(CustomerContacts::key);
    }

    private static Optional<CustomerContact> named(List<CustomerContact> contacts, @Nullable String name) {
        return name == null ? Optional.empty() : contacts.stream().filter(contact -> name.equals(nameOf(contact))).findFirst();
    }

    private static String nameOf(CustomerContact contact) {
        return contact.subType() == null ? contact.type() : contact.type() + "." + contact.subType();
    }

    private static String key(CustomerContact contact) {
        String kind = Keys.caseless(contact.type());
        return kind + ":" + (kind.equals(PHONE) ? phone(contact.address()) : Keys.caseless(contact.address()));
    }

    /** A number without its country means something only where it was given: it is compared as it stands. */
    private static String phone(String address) {
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            return numbers.format(numbers.parse(address, null), PhoneNumberUtil.PhoneNumberFormat.E164);
        } catch (NumberParseException e) {
            return Keys.caseless(address);
        }
    }
}
