package dev.ringdown.desk.customer;

import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import dev.ringdown.api.conversationmanager.model.CustomerContact;
import dev.ringdown.hub.conversation.Conversation;
import io.micronaut.core.annotation.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a conversation says of its customer, as far as the desk keeps it. */
record Addresses(@Nullable String name, @Nullable String mobileNumber, @Nullable String email) {

    private static final String PHONE = "phone";
    private static final String EMAIL = "email";
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final int LONGEST_EMAIL = 254;

    static Addresses of(Conversation conversation) {
        ConversationCustomer customer = conversation.customer().customer();
        List<CustomerContact> contacts = customer == null || customer.contacts() == null ? List.of() : customer.contacts().contact();
        // The hub has put the number that the customer is known by into E.164; the others stand as the channel wrote them.
        Stream<String> known = Stream.ofNullable(conversation.contactKey()).filter(key -> key.startsWith(PHONE + ":"))
                .map(key -> key.substring(PHONE.length() + 1));
        return new Addresses(customer == null ? null : customer.name(),
                Stream.concat(known, ofType(contacts, PHONE).map(Addresses::withoutSeparators))
                        .filter(number -> E164.matcher(number).matches()).findFirst().orElse(null),
                ofType(contacts, EMAIL).filter(email -> email.length() <= LONGEST_EMAIL && MAIL_ADDRESS.matcher(email).matches())
                        .findFirst().orElse(null));
    }

    private static Stream<String> ofType(List<CustomerContact> contacts, String type) {
        return contacts.stream().filter(contact -> contact.type().strip().toLowerCase(Locale.ROOT).equals(type))
                .map(contact -> contact.address().strip());
    }

    private static String withoutSeparators(String number) {
        return number.replaceAll("[ ()./-]", "");
    }
}
