package dev.ringdown.hub.account;

import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.UUID;

/**
 * How conversations on an account run.
 *
 * @param timeout                                 life of a conversation, in minutes from its last message
 * @param defaultLanguage                         of the hub's own texts, a BCP 47 tag; null is {@code en-US}
 * @param allowLogoutWithOpenChats                whether an agent who holds conversations of the account may log out
 * @param allowQueueTransferOnAgentUnavailability whether a conversation may go to a queue in which no agent is available
 * @param entryPoint                              where conversations enter the agent application, whose number it is
 */
@Introspected
public record ChatSettings(double timeout, @Nullable String defaultLanguage, AgentUnavailability onAgentUnavailability,
                           boolean allowLogoutWithOpenChats, boolean allowQueueTransferOnAgentUnavailability, UUID orchestration,
                           String entryPoint) {
}
