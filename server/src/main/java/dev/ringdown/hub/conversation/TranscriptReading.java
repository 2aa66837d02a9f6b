package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.ConversationAccount;
import dev.ringdown.api.conversationmanager.model.ConversationChannel;
import dev.ringdown.api.conversationmanager.model.ConversationEntryPoint;
import dev.ringdown.api.conversationmanager.model.MessageAttachment;
import dev.ringdown.api.conversationmanager.model.MessageAttachments;
import dev.ringdown.api.conversationmanager.model.MessageParticipant;
import dev.ringdown.api.conversationmanager.model.MessageRecipient;
import dev.ringdown.api.conversationmanager.model.MessageRecipients;
import dev.ringdown.api.conversationmanager.model.MessageSender;
import dev.ringdown.api.conversationmanager.model.MessageType;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.api.conversationmanager.model.Transcript;
import dev.ringdown.api.conversationmanager.model.TranscriptMessage;
import dev.ringdown.api.conversationmanager.model.TranscriptMessages;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.asset.Assets;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What was said in a conversation that is over. */
@Singleton
class TranscriptReading {

    private static final int MESSAGES_AT_A_TIME = 1000;

    private final ConversationRepository conversations;
    private final MessageRepository messages;
    private final StoredForm form;
    private final ConversationJson json;
    private final Assets assets;

    TranscriptReading(ConversationRepository conversations, MessageRepository messages, StoredForm form, ConversationJson json, Assets assets) {
        this.conversations = conversations;
        this.messages = messages;
        this.form = form;
        this.json = json;
        this.assets = assets;
    }

    /** @throws HubException 404-101 no such conversation, or the caller takes no part in it; 404-102 it is not over */
    Transcript of(UUID conversationId, UUID applicationId) {
        ConversationRow row = conversations.find(conversationId)
                .filter(found -> conversations.parties(List.of(conversationId)).stream()
                        .anyMatch(party -> party.applicationId().equals(applicationId)))
                .orElseThrow(() -> HubException.notFound("conversation"));
        if (!row.state().isOver()) {
            throw new HubException(HubErrorCode.CONVERSATION_OPEN, "The conversation is not over: it has no transcript yet.");
        }
        Conversation conversation = form.conversation(row);
        return new Transcript(row.id(), row.caseId(), new ConversationAccount(row.accountAddress(), new ConversationChannel(row.channelType())),
                contactOf(conversation.customer()), new ConversationEntryPoint(row.entryPoint()), conversation.customer().customer(),
                new TranscriptMessages(messagesOf(row)));
    }

    private List<TranscriptMessage> messagesOf(ConversationRow row) {
        List<TranscriptMessage> all = new ArrayList<>();
        for (long from = 1; from < row.nextSequence(); from += MESSAGES_AT_A_TIME) {
            messages.between(row.id(), from, from + MESSAGES_AT_A_TIME - 1).stream()
                    .filter(message -> message.deletion() != MessageDeletion.SOFT)
                    .forEach(message -> all.add(shown(message)));
        }
        return all;
    }

    private TranscriptMessage shown(MessageRow row) {
        StoredMessage message = form.message(row);
        MessageBody body = message.body();
        return new TranscriptMessage(message.id(), message.messageId(), new MessageType(message.type()), body.content(),
                new MessageSender(message.senderType(), message.senderName() == null ? null : new MessageParticipant(message.senderName())),
                new MessageRecipients(receiversOf(row)), attachments(body), body.attributes(), body.parent(),
                dev.ringdown.api.conversationmanager.model.MessageStatus.valueOf(message.status().name()), message.created(),
                message.status() == MessageStatus.SENT ? message.sent() : null);
    }

    private List<MessageRecipient> receiversOf(MessageRow row) {
        return row.receivers() == null ? List.of() : List.of(json.read(row.receivers(), Party[].class)).stream()
                .map(party -> new MessageRecipient(PartyType.toEnum(party.role().getValue()), null)).toList();
    }

    private @Nullable MessageAttachments attachments(MessageBody body) {
        return body.attachments() == null ? null : new MessageAttachments(body.files().stream()
                .map(file -> file.id() == null ? file
                        : new MessageAttachment(file.id(), file.name(), file.contentType(), file.size(), assets.downloadUrl(file.id())))
                .toList());
    }

    private static @Nullable String contactOf(ConversationCustomerDetails details) {
        return details.conversationContact() == null ? details.lookupContact() : details.conversationContact();
    }
}
