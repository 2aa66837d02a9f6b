package dev.ringdown.desk.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ringdown.api.agentchat.model.Attachment;
import dev.ringdown.api.agentchat.model.DeliveryStatus;
import dev.ringdown.api.agentchat.model.Message;
import dev.ringdown.api.agentchat.model.MessageDirection;
import dev.ringdown.api.agentchat.model.SenderType;
import dev.ringdown.api.conversationmanager.model.MessageAttachment;
import dev.ringdown.api.conversationmanager.model.MessageAttachments;
import dev.ringdown.api.conversationmanager.model.MessageSenderType;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.desk.DeskApplication;
import dev.ringdown.hub.conversation.MessageBody;
import dev.ringdown.hub.conversation.MessageStatus;
import dev.ringdown.hub.conversation.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFormTest {

    private static final UUID SOMEBODY = UUID.fromString("01907c51-0b44-7d2a-8f35-6c1e9a7b2d11");

    @ParameterizedTest
    @CsvSource({"CUSTOMER, Sipho, ACCEPTED, IN, CUSTOMER, SENT", "CUSTOMER, , FAILED, IN, CUSTOMER, SENT",
        "CUSTOM_AGENT, Thandi, ACCEPTED, OUT, AGENT, ACCEPTED", "CUSTOM_AGENT, , SENT, OUT, SYSTEM, SENT",
        "CUSTOM_BOT, Robo, FAILED, OUT, BOT, FAILED", "SYSTEM, , SENT, OUT, SYSTEM, SENT"})
    void whoSpokeAndWhatBecameOfIt(MessageSenderType sender, String name, MessageStatus status, MessageDirection direction, SenderType shown,
                                   DeliveryStatus delivery) {
        Message message = MessageForm.of(message(DeskApplication.ID, sender, name, status, MessageBody.ofText("Hello")));
        assertEquals(direction, message.direction());
        assertEquals(shown, message.senderType());
        assertEquals(delivery, message.deliveryStatus());
        assertEquals(name, message.senderName());
        assertEquals("Hello", message.messageText());
    }

    @Test
    void anotherAgentApplicationIsAnAgentAlsoWithoutAName() {
        assertEquals(SenderType.AGENT, MessageForm.of(message(SOMEBODY, MessageSenderType.CUSTOM_AGENT, null, MessageStatus.SENT,
                MessageBody.ofText("Hello"))).senderType());
    }

    @Test
    void filesAreNumberedAndOnlyOutsideOnesHaveAnAddress() {
        MessageAttachments files = new MessageAttachments(List.of(
                new MessageAttachment(SOMEBODY.toString(), "a.png", "image/png", 1L, "https://hub.example/a"),
                new MessageAttachment(null, null, null, null, "https://elsewhere.example/b")));
        Message message = MessageForm.of(message(SOMEBODY, MessageSenderType.CUSTOMER, null, MessageStatus.SENT,
                new MessageBody(null, files, null, null)));
        assertEquals(List.of(new Attachment(1, "image/png", "a.png", null), new Attachment(2, null, null, "https://elsewhere.example/b")),
                message.attachments());
        assertNull(message.messageText());
    }

    private static StoredMessage message(UUID application, MessageSenderType sender, String name, MessageStatus status, MessageBody body) {
        return new StoredMessage(SOMEBODY, 1, SOMEBODY, 7, MessageTypeName.TEXT, application, sender, name, null, status, body, Instant.EPOCH, null);
    }
}
