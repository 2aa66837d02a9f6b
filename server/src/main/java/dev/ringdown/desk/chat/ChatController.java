package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.ChatsApi;
import dev.ringdown.api.agentchat.model.AssignChatResponse;
import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.agentchat.model.CloseChatResponse;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.GetChatsResponse;
import dev.ringdown.api.agentchat.model.GetMessagesResponse;
import dev.ringdown.api.agentchat.model.GrabChatResponse;
import dev.ringdown.api.agentchat.model.SendMessageRequest;
import dev.ringdown.api.agentchat.model.SendMessageResponse;
import dev.ringdown.api.agentchat.model.TransferChatToAgentResponse;
import dev.ringdown.api.agentchat.model.TransferChatToDepartmentResponse;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.GivenParameters;
import dev.ringdown.desk.agent.CurrentCaller;
import dev.ringdown.desk.event.EventStreams;
import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.hub.asset.Assets;
import dev.ringdown.hub.conversation.StoredMessage;
import dev.ringdown.web.AttachmentHeader;
import dev.ringdown.web.GivenMediaTypes;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.reactivestreams.Publisher;

import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Chats: the conversations that agents hold. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class ChatController implements ChatsApi {

    private static final String NOSNIFF = "nosniff";
    private static final String UNCACHED = "private, no-store";

    private final ChatService service;
    private final Answering answering;
    private final ChatReading reading;
    private final ShownChats shown;
    private final EventStreams streams;
    private final DeskSettings settings;
    private final CurrentCaller caller;
    private final GivenParameters given;

    ChatController(ChatService service, Answering answering, ChatReading reading, ShownChats shown, EventStreams streams, DeskSettings settings,
                   CurrentCaller caller, GivenParameters given) {
        this.service = service;
        this.answering = answering;
        this.reading = reading;
        this.shown = shown;
        this.streams = streams;
        this.settings = settings;
        this.caller = caller;
        this.given = given;
    }

    // The limits of optional parameters are repeated: the generated interface lacks them.
    @Override
    public HttpResponse<GetChatsResponse> getChats(String version, Optional<@Min(1) Long> chatID, Optional<ChatStatus> chatStatusID,
            Optional<@Min(1) Long> departmentID, Optional<@Min(1) Long> agentID, Optional<@Min(1) Long> customerID,
            Optional<@Min(1) Long> tagID, Optional<LocalDate> fromDate, Optional<LocalDate> toDate, Optional<Instant> updatedSince,
            Boolean includeMessages, @Min(1) @Max(200) Integer pageSize, Optional<Instant> beforeLastMessageAt,
            Optional<@Min(1) Long> beforeChatID) {
        given.checkRead("ChatID", chatID);
        given.checkRead("ChatStatusID", chatStatusID);
        given.checkRead("DepartmentID", departmentID);
        given.checkRead("AgentID", agentID);
        given.checkRead("CustomerID", customerID);
        given.checkRead("TagID", tagID);
        given.checkRead("FromDate", fromDate);
        given.checkRead("ToDate", toDate);
        given.checkRead("UpdatedSince", updatedSince);
        given.checkBoolean("IncludeMessages");
        given.checkRead("BeforeLastMessageAt", beforeLastMessageAt);
        given.checkRead("BeforeChatID", beforeChatID);
        StartDays days = StartDays.of(fromDate, toDate);
        ChatFilter.Place after = place(chatStatusID, beforeLastMessageAt, beforeChatID);
        Instant since = updatedSince.map(instant -> Moments.storable(instant, "UpdatedSince")).orElse(null);
        StartDays.Span span = days.in(settings::timeZone);
        ChatFilter filter = new ChatFilter(caller.get(), chatStatusID.map(ChatStatus::getValue).orElse(null), chatID.orElse(null),
                departmentID.orElse(null), agentID.orElse(null), customerID.orElse(null), tagID.orElse(null), span.from(), span.before(), since);
        return HttpResponse.ok(reading.chats(filter, after, pageSize, includeMessages));
    }

    @Override
    public HttpResponse<GetMessagesResponse> getMessages(String version, Long chatID, Optional<@Min(1) Long> beforeMessageID,
            @Min(1) @Max(200) Integer pageSize) {
        given.checkRead("BeforeMessageID", beforeMessageID);
        return HttpResponse.ok(new GetMessagesResponse(reading.messages(caller.get(), chatID, beforeMessageID.orElse(null), pageSize)));
    }

    @Override
    public HttpResponse<SendMessageResponse> sendMessage(String version, SendMessageRequest body) {
        Optional<OutgoingFile> file = OutgoingFile.of(body);
        if (body.messageText() == null && file.isEmpty()) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, "MessageText", "MessageText is required where there is no file.");
        }
        StoredMessage sent = file.isEmpty() ? answering.say(caller.get(), body.chatID(), body.messageText())
                : answering.say(caller.get(), body.chatID(), body.messageText(), file.get());
        return HttpResponse.ok(new SendMessageResponse(sent.number(), sent.created()));
    }

    @Override
    public HttpResponse<GrabChatResponse> grabChat(String version, Long chatID) {
        return HttpResponse.ok(new GrabChatResponse(shown.of(service.grab(caller.get(), chatID))));
    }

    @Override
    public HttpResponse<AssignChatResponse> assignChat(String version, Long chatID, Long agentID) {
        return HttpResponse.ok(new AssignChatResponse(shown.of(service.assign(caller.get(), chatID, agentID))));
    }

    @Override
    public HttpResponse<TransferChatToAgentResponse> transferChatToAgent(String version, Long chatID, Long agentID) {
        return HttpResponse.ok(new TransferChatToAgentResponse(shown.of(service.transferToAgent(caller.get(), chatID, agentID))));
    }

    @Override
    public HttpResponse<TransferChatToDepartmentResponse> transferChatToDepartment(String version, Long chatID, Long departmentID) {
        return HttpResponse.ok(new TransferChatToDepartmentResponse(shown.of(service.transferToDepartment(caller.get(), chatID, departmentID))));
    }

    @Override
    public HttpResponse<InputStream> exportChat(String version, Long chatID) {
        return HttpResponse.ok(reading.export(caller.get(), chatID))
                .contentType(MediaType.of("text/csv; charset=utf-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, AttachmentHeader.of("chat-" + chatID + ".csv"))
                .header(HttpHeaders.CACHE_CONTROL, UNCACHED)
                .header("X-Content-Type-Options", NOSNIFF);
    }

    /** Its own media type is shown for the types that agents may send; no browser is to take any other for something that it runs. */
    @Override
    public HttpResponse<Object> getAttachment(String version, Long messageID, @Min(1) @Max(100) Integer attachmentNumber) {
        Assets.Content file = reading.attachment(caller.get(), messageID, attachmentNumber);
        String mediaType = FileKind.of(file.contentType()).isPresent() ? file.contentType() : MediaType.APPLICATION_OCTET_STREAM;
        if (!GivenMediaTypes.accepts(ServerRequestContext.currentRequest().orElseThrow().accept(), mediaType)) {
            throw DeskException.notAcceptable("The file is " + mediaType + ", which the Accept header excludes.");
        }
        return HttpResponse.<Object>ok(file.content())
                .contentType(MediaType.of(mediaType))
                .header(HttpHeaders.CONTENT_DISPOSITION, AttachmentHeader.of(file.name()))
                .header(HttpHeaders.CACHE_CONTROL, UNCACHED)
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", NOSNIFF);
    }

    @Override
    public HttpResponse<CloseChatResponse> closeChat(String version, Long chatID) {
        return HttpResponse.ok(new CloseChatResponse(shown.of(service.close(caller.get(), chatID))));
    }

    /** The bytes are written as they are. A proxy must neither keep nor collect them, and to press them would cost each stream its own memory. */
    @Override
    public HttpResponse<Publisher<byte[]>> events(String version, Optional<Long> lastEventID) {
        Optional<Long> last = given.numberInHeader("Last-Event-ID");
        HttpRequest<?> request = ServerRequestContext.currentRequest().orElseThrow();
        if (!GivenMediaTypes.accepts(request.accept(), MediaType.TEXT_EVENT_STREAM)) {
            throw DeskException.notAcceptable("Events come as " + MediaType.TEXT_EVENT_STREAM + ", which the Accept header excludes.");
        }
        return HttpResponse.ok(streams.open(caller.get().sessionId(), last.orElse(null)))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header("X-Accel-Buffering", "no");
    }

    private static @Nullable ChatFilter.Place place(Optional<ChatStatus> status, Optional<Instant> lastMessageAt, Optional<Long> chatId) {
        if (lastMessageAt.isEmpty() && chatId.isEmpty()) {
            return null;
        }
        require(lastMessageAt, "BeforeLastMessageAt", "goes with BeforeChatID");
        require(chatId, "BeforeChatID", "goes with BeforeLastMessageAt");
        require(status, "ChatStatusID", "is required to page on");
        return new ChatFilter.Place(Moments.storable(lastMessageAt.get(), "BeforeLastMessageAt"), chatId.get());
    }

    private static void require(Optional<?> parameter, String name, String why) {
        if (parameter.isEmpty()) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, name, name + " " + why + ".");
        }
    }
}
