package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.store.BinaryUuid;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;

import java.util.UUID;

/**
 * A row of the table {@code conversation_party}.
 *
 * @param participantId the bot; null for customers and agents
 * @param serving       whether messages go to it now: a bot that handed over still takes part, but is served no more
 */
@MappedEntity
record PartyRow(@BinaryUuid UUID conversationId, @BinaryUuid UUID applicationId, String role, @Nullable @BinaryUuid UUID participantId,
                boolean serving) {

    Party party() {
        return new Party(applicationId, RoleName.toEnum(role));
    }

    PartyType type() {
        return PartyType.toEnum(role);
    }

    boolean isCustomer() {
        return role.equals(PartyType.CUSTOMER_VALUE);
    }

    boolean isAgent() {
        return MessageRules.isAgent(type());
    }

    boolean isBot() {
        return !isCustomer() && !isAgent();
    }

    boolean is(UUID application, PartyType type) {
        return is(application, type.getValue());
    }

    /** @param application null: the hub itself, which no party is */
    boolean is(@Nullable UUID application, String type) {
        return applicationId.equals(application) && role.equals(type);
    }

    PartyRow servedNoMore() {
        return new PartyRow(conversationId, applicationId, role, participantId, false);
    }
}
