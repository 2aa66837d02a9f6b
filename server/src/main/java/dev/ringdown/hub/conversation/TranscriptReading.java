package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.ConversationAccount;
import dev.ringdown.api.conversationmanager.model.ConversationChannel;
import dev.ringdown.api.conversationmanager.model.ConversationEntryPoint;
import dev.ringdown.api.conversationmanager.model.MessageParticipant;
import dev.ringdown.api.conversationmanager.model.MessageRecipient;
import dev.ringdown.api.conversationmanager.model.MessageRecipients;
import dev.ringdown.api.conversationmanager.model.MessageSender;
import dev.ringdown.api.conversationmanager.model.MessageType;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.api.conversationmanager.model.Transcript;
import dev.ringdown.api.conversationmanager.model.TranscriptMessage;
import dev.ringdown.api.conversationmanager.model.TranscriptMessages;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What was said in a conversation that is over. */
@Singleton
class TranscriptReading {

    private static final int MESSAGES_AT_A_TIME = 1000;

    private final ConversationRepository conversations;
    private final MessageRepository messages;
    private final StoredForm form;
    private final ConversationJson json;
    private final AttachmentAddresses attachments;

    TranscriptReading(ConversationRepository conversations, MessageRepository messages, StoredForm form, ConversationJson json,
                      AttachmentAddresses attachments) {
        this.conversations = conversations;
        this.messages = messages;
        this.form = form;
        this.json = json;
        this.attachments = attachments;
    }

    /** @throws HubException 404-101 no such conversation, or the caller takes no part in it; 404-102 it is not over */
    Transcript of(UUID conversationId, UUID applicationId) {
        List<PartyRow> parties = conversations.parties(List.of(conversationId));
        ConversationRow row = conversations.find(conversationId)
                .filter(found -> parties.stream().anyMatch(party -> party.applicationId().equals(applicationId)))
                .orElseThrow(() -> HubException.notFound("conversation"));
        if (!row.state().isOver()) {
            throw new HubException(HubErrorCode.CONVERSATION_OPEN, "The conversation is not over: it has no transcript yet.");
        }
        Conversation conversation = form.conversation(row);
        return new Transcript(row.id(), row.caseId(), new ConversationAccount(row.accountAddress(), new ConversationChannel(row.channelType())),
                conversation.customer().conversationContact(), new ConversationEntryPoint(row.entryPoint()), conversation.customer().customer(),
                new TranscriptMessages(messagesOf(row, parties)));
    }

    /** A party that was handed what had been said before it came: all up to and without this place. */
    private record Handover(PartyRow to, long before) {

        boolean covers(MessageRow message) {
            return message.sequence() < before && message.status() != MessageStatus.FAILED
                    && !to.is(message.applicationId(), message.senderType());
        }
    }

    private Optional<Handover> handover(ConversationRow row, List<PartyRow> parties) {
        Optional<PartyRow> reader = parties.stream().filter(party -> party.isAgent() && !party.serving()).findFirst();
        if (reader.isPresent()) {
            return reader.map(agents -> new Handover(agents, row.nextSequence()));
        }
        Optional<PartyRow> bot = parties.stream().filter(PartyRow::isBot).findFirst();
        return parties.stream().filter(PartyRow::isAgent).findFirst()
                .flatMap(agents -> bot.flatMap(from -> messages.first(row.id(), MessageTypeName.ESCALATION_TRANSFER.getValue(), from.role()))
                        .map(escalation -> new Handover(agents, escalation.sequence())));
    }

    private List<TranscriptMessage> messagesOf(ConversationRow row, List<PartyRow> parties) {
        Handover handover = handover(row, parties).orElse(null);
        List<TranscriptMessage> all = new ArrayList<>();
        for (long from = 1; from < row.nextSequence(); from += MESSAGES_AT_A_TIME) {
            messages.between(row.id(), from, from + MESSAGES_AT_A_TIME - 1).stream()
                    .filter(message -> message.deletion() != MessageDeletion.SOFT)
                    .forEach(message -> all.add(shown(message, handover)));
        }
        return all;
    }

    private TranscriptMessage shown(MessageRow row, @Nullable Handover handover) {
        StoredMessage message = form.message(row);
        MessageBody body = message.body();
        return new TranscriptMessage(message.id(), message.messageId(), new MessageType(message.type()), body.content(),
                new MessageSender(message.senderType(), message.senderName() == null ? null : new MessageParticipant(message.senderName())),
                new MessageRecipients(receiversOf(row, handover)), attachments.of(body.attachments()), body.attributes(), body.parent(),
                dev.ringdown.api.conversationmanager.model.MessageStatus.valueOf(message.status().name()), message.created(),
                message.status() == MessageStatus.SENT ? message.sent() : null);
    }

    private List<MessageRecipient> receiversOf(MessageRow row, @Nullable Handover handover) {
        Stream<Party> told = row.receivers() == null ? Stream.empty() : Stream.of(json.read(row.receivers(), Party[].class));
        Stream<Party> later = handover != null && handover.covers(row) ? Stream.of(handover.to.party()) : Stream.empty();
        return Stream.concat(told, later).distinct().map(party -> new MessageRecipient(PartyType.toEnum(party.role().getValue()), null)).toList();
    }
}
