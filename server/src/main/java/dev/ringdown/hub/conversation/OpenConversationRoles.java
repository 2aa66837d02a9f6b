package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.configuration.ConfigurationDocument;
import dev.ringdown.hub.configuration.ConfigurationGuard;
import dev.ringdown.hub.configuration.ConfigurationType;
import jakarta.inject.Singleton;

import java.util.UUID;

/** A role that a client application plays in an open conversation cannot be taken away from it. */
@Singleton
class OpenConversationRoles implements ConfigurationGuard {

    private final ConversationRepository conversations;

    OpenConversationRoles(ConversationRepository conversations) {
        this.conversations = conversations;
    }

    @Override
    public void kept(ConfigurationType<?> type, UUID id, ConfigurationDocument document) {
        if (document instanceof ClientApplication application) {
            for (String role : conversations.rolesInOpenConversations(id)) {
                if (!application.plays(RoleName.toEnum(role))) {
                    throw HubException.ofField(HubErrorCode.IN_USE, "roles",
                            "The client application takes part in open conversations as " + role + ": the role cannot be taken away.");
                }
            }
        }
    }
}
