package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.ConversationApi;
import dev.ringdown.api.conversationmanager.model.AcceptedConversation;
import dev.ringdown.api.conversationmanager.model.AcceptedMessage;
import dev.ringdown.api.conversationmanager.model.AcceptedMessages;
import dev.ringdown.api.conversationmanager.model.AcceptedStatus;
import dev.ringdown.api.conversationmanager.model.ErrorMessageWish;
import dev.ringdown.api.conversationmanager.model.MessageAttachment;
import dev.ringdown.api.conversationmanager.model.MessageAttachments;
import dev.ringdown.api.conversationmanager.model.MessageContent;
import dev.ringdown.api.conversationmanager.model.RequestAttachments;
import dev.ringdown.api.conversationmanager.model.RequestContent;
import dev.ringdown.api.conversationmanager.model.RequestMessage;
import dev.ringdown.api.conversationmanager.model.SendMessageRequest;
import dev.ringdown.api.conversationmanager.model.SendMessageResponse;
import dev.ringdown.api.conversationmanager.model.Transcript;
import dev.ringdown.hub.CallingApplication;
import dev.ringdown.hub.HubApi;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Conversations: messages in, transcripts out. */
@Controller(HubApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class ConversationController implements ConversationApi {

    private final ConversationService conversations;
    private final TranscriptReading transcripts;
    private final CallingApplication caller;

    ConversationController(ConversationService conversations, TranscriptReading transcripts, CallingApplication caller) {
        this.conversations = conversations;
        this.transcripts = transcripts;
        this.caller = caller;
    }

    @Override
    public HttpResponse<SendMessageResponse> sendMessage(SendMessageRequest request, Optional<ErrorMessageWish> errorMessage,
                                                         Optional<String> acceptLanguage) {
        List<IncomingMessage> messages = new ArrayList<>();
        for (RequestMessage message : request.messages().message()) {
            messages.add(incoming(message, "messages.message[" + messages.size() + "]"));
        }
        Wording wording = Wording.of(acceptLanguage.orElse(null), errorMessage.isPresent());
        List<AcceptedMessage> accepted = conversations.accept(caller.id(), messages, wording).stream()
                .map(receipt -> new AcceptedMessage(receipt.id(), receipt.messageId(),
                        receipt.conversationId() == null ? null : new AcceptedConversation(receipt.conversationId()), AcceptedStatus.ACCEPTED,
                        receipt.created()))
                .toList();
        return HttpResponse.accepted().body(new SendMessageResponse(new AcceptedMessages(accepted)));
    }

    @Override
    public HttpResponse<Transcript> fetchConversation(UUID id) {
        return HttpResponse.ok(transcripts.of(id, caller.id()));
    }

    private static IncomingMessage incoming(RequestMessage message, String place) {
        boolean speaks = MessageRules.contentOf(message.type().value()) != MessageRules.Content.NONE;
        MessageBody body = new MessageBody(speaks ? content(message.content()) : null, attachments(message.attachments()), message.attributes(),
                message.parent());
        return new IncomingMessage(new NewMessage(message.messageId(), message.type().value(), body, message.sender().type(),
                message.sender().participant() == null ? null : message.sender().participant().name()), message.conversation(), place);
    }

    private static @Nullable MessageContent content(@Nullable RequestContent content) {
        return content == null ? null : new MessageContent(content.text(), content.html(), content.json(), content.redact());
    }

    private static @Nullable MessageAttachments attachments(@Nullable RequestAttachments attachments) {
        return attachments == null ? null : new MessageAttachments(attachments.attachment().stream()
                .map(file -> new MessageAttachment(file.id(), file.name(), file.contentType(), file.size(), file.url()))
                .toList());
    }
}
