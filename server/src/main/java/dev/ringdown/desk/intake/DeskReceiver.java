package dev.ringdown.desk.intake;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.desk.DeskApplication;
import dev.ringdown.hub.InProcessReceiver;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.StoredMessage;
import jakarta.inject.Singleton;

import java.util.UUID;

/** The desk as an agent application of the hub, in the same process. */
@Singleton
class DeskReceiver implements InProcessReceiver {

    private final Intake intake;

    DeskReceiver(Intake intake) {
        this.intake = intake;
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
}
