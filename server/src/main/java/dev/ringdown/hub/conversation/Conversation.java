package dev.ringdown.hub.conversation;

import io.micronaut.core.annotation.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A conversation as the hub keeps it. Account address and channel type are copies: the configuration may change or go.
 *
 * @param caseId     the same in conversations of a customer who came back soon
 * @param entryPoint what the account's entry point was: it means something to the agent application alone
 * @param contactKey who the customer is: kind and normalised address of the contact ({@code phone:+27821234567}); null: not known
 * @param customer   what the sender said of the customer
 */
public record Conversation(UUID id, UUID caseId, ConversationState state, UUID accountId, String accountAddress, String channelType,
                           String entryPoint, @Nullable String language, @Nullable String contactKey, ConversationCustomerDetails customer, Instant created) {
}
