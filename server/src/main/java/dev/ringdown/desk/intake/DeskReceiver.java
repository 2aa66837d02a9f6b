package dev.ringdown.desk.intake;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.desk.DeskApplication;
import dev.ringdown.desk.event.DeskEvents;
import dev.ringdown.hub.InProcessReceiver;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.StoredMessage;
import jakarta.inject.Singleton;

import java.util.UUID;

/** The desk as an agent application of the hub, in the same process. */
@Singleton
class DeskReceiver implements InProcessReceiver {

    private final Intake intake;
    private final DeskEvents events;

    DeskReceiver(Intake intake, DeskEvents events) {
        this.intake = intake;
        this.events = events;
    }

    @Override
    public UUID applicationId() {
        return DeskApplication.ID;
    }

    @Override
    public String applicationName() {
        return DeskApplication.NAME;
    }

    @Override
    public String applicationDescription() {
        return "The agent desk of this server (AgentChat API).";
    }

    @Override
    public RoleName role() {
        return RoleName.CUSTOM_AGENT;
    }

    @Override
    public void receive(Conversation conversation, StoredMessage message, boolean first) {
        intake.take(conversation, message, first);
    }

    @Override
    public void changed(UUID conversationId, long sequence) {
        events.messageChanged(conversationId, sequence);
    }
}
