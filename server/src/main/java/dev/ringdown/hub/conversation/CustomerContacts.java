package dev.ringdown.hub.conversation;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.ringdown.api.conversationmanager.model.CustomerContact;
import dev.ringdown.api.conversationmanager.model.RequestConversation;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
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
     *
     * @param place where the message stands in the request, for errors
     * @throws HubException 400-119 a contact is named that the customer does not have
     */
    static Optional<String> key(RequestConversation wish, String place) {
        return contact(wish, place).map(CustomerContacts::key);
    }

    /** The name of that contact, as {@code type.subType} or {@code type}. */
    static Optional<String> name(RequestConversation wish, String place) {
        return contact(wish, place).map(CustomerContacts::nameOf);
    }

    private static Optional<CustomerContact> contact(RequestConversation wish, String place) {
        List<CustomerContact> contacts = wish.customer() == null || wish.customer().contacts() == null ? List.of()
                : wish.customer().contacts().contact();
        Optional<CustomerContact> lookedUp = named(contacts, wish.lookupContact(), place + ".conversation.lookupContact");
        return named(contacts, wish.conversationContact(), place + ".conversation.conversationContact")
                .or(() -> lookedUp)
                .or(() -> contacts.stream().findFirst());
    }

    private static Optional<CustomerContact> named(List<CustomerContact> contacts, @Nullable String name, String field) {
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(contacts.stream().filter(contact -> name.equals(nameOf(contact))).findFirst()
                .orElseThrow(() -> HubException.ofField(HubErrorCode.INVALID_VALUE, field, "The customer has no contact " + name + ".")));
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
