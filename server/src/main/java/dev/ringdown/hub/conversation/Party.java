package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.RoleName;

import java.util.UUID;

/** A client application that takes part in a conversation, in one of its roles. */
public record Party(UUID applicationId, RoleName role) {

    boolean isCustomerSide() {
        return role == RoleName.CUSTOMER;
    }
}
