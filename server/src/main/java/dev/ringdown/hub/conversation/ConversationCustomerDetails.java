package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.ClientInfo;
import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

/**
 * What a sender said of the customer when it started the conversation, in the contract's own shapes. Stored as JSON.
 *
 * @param conversationContact which contact the customer is known by, also where the sender named none; null: an anonymous customer
 */
@Introspected
public record ConversationCustomerDetails(@Nullable ConversationCustomer customer, @Nullable ClientInfo clientInfo, @Nullable String lookupContact,
                                          @Nullable String conversationContact) {
}
