package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.Chat;
import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.agentchat.model.GetChatsResponse;
import dev.ringdown.api.agentchat.model.Message;
import dev.ringdown.api.conversationmanager.model.MessageAttachment;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.hub.asset.Assets;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.StoredMessage;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.io.InputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists chats and their messages. A call takes the same number of statements whatever it answers. */
@Singleton
class ChatReading {

    private static final int MOST_COUNTED = 10_000;
    private static final int MESSAGES_WITH_CHAT = 50;

    private final ChatPages pages;
    private final ChatRepository chats;
    private final ChatConversationRepository conversations;
    private final ChatAccess access;
    private final ShownChats shown;
    private final ConversationService hub;
    private final Assets assets;

    ChatReading(ChatPages pages, ChatRepository chats, ChatConversationRepository conversations, ChatAccess access, ShownChats shown,
                ConversationService hub, Assets assets) {
        this.pages = pages;
        this.chats = chats;
        this.conversations = conversations;
        this.access = access;
        this.shown = shown;
        this.hub = hub;
        this.assets = assets;
    }

    GetChatsResponse chats(ChatFilter filter, @Nullable ChatFilter.Place after, int pageSize, boolean withMessages) {
        ChatPages.Found found = pages.find(filter, after, pageSize, MOST_COUNTED + 1);
        Map<Long, List<Message>> messages = withMessages ? latestMessages(found.chats().stream().map(ChatView::id).toList()) : null;
        Map<ChatStatus, List<Chat>> lists = shown.of(found.chats(), messages).stream().collect(Collectors.groupingBy(Chat::chatStatusID));
        return new GetChatsResponse(lists.getOrDefault(ChatStatus.UNASSIGNED, List.of()), lists.getOrDefault(ChatStatus.OPEN, List.of()),
                lists.getOrDefault(ChatStatus.CLOSED, List.of()), (int) Math.min(found.count(), MOST_COUNTED), found.count() > MOST_COUNTED);
    }

    /** @throws DeskException 404 for the chat, or for a {@code before} that is no message of it */
    List<Message> messages(Caller caller, long chatId, @Nullable Long before, int pageSize) {
        access.visible(caller, chatId);
        return hub.latestMessages(conversationsOf(chatId), before, pageSize)
                .orElseThrow(() -> DeskException.notFound("BeforeMessageID", "message in this chat"))
                .stream().map(MessageForm::of).toList();
    }

    /**
     * A chat as CSV.
     *
     * @throws DeskException 404
     */
    InputStream export(Caller caller, long chatId) {
        access.visible(caller, chatId);
        return new ChatExport(chatId, conversationsOf(chatId), hub);
    }

    /**
     * A file of a message of a chat that the caller sees.
     *
     * @param number from 1
     * @throws DeskException 404, also for a file that lies outside
     */
    Assets.Content attachment(Caller caller, long messageId, int number) {
        StoredMessage message = hub.message(messageId).filter(found -> conversations.find(found.conversationId())
                        .filter(own -> chats.findVisible(own.chatId(), caller.agentId(), caller.manager()).isPresent()).isPresent())
                .orElseThrow(() -> DeskException.notFound("MessageID", "message"));
        return Stream.of(message.body().files()).filter(files -> files.size() >= number).map(files -> files.get(number - 1))
                .map(MessageAttachment::id).filter(Objects::nonNull).flatMap(id -> assets.content(id).stream()).findFirst()
                .orElseThrow(() -> DeskException.notFound("AttachmentNumber", "file on this server"));
    }

    private List<UUID> conversationsOf(long chatId) {
        return conversations.ofChats(List.of(chatId)).stream().map(ChatConversation::conversationId).toList();
    }

    private Map<Long, List<Message>> latestMessages(Collection<Long> chatIds) {
        if (chatIds.isEmpty()) {
            return Map.of();
        }
        Map<UUID, ChatConversation> places = conversations.ofChats(chatIds).stream()
                .collect(Collectors.toMap(ChatConversation::conversationId, Function.identity()));
        Comparator<StoredMessage> newestFirst = Comparator
                .<StoredMessage>comparingInt(message -> places.get(message.conversationId()).position())
                .thenComparingLong(StoredMessage::sequence).reversed();
        return hub.latestMessagesOfEach(places.keySet(), MESSAGES_WITH_CHAT).stream().sorted(newestFirst)
                .collect(Collectors.groupingBy(message -> places.get(message.conversationId()).chatId(),
                        Collectors.collectingAndThen(Collectors.toList(),
                                all -> all.stream().limit(MESSAGES_WITH_CHAT).map(MessageForm::of).toList())));
    }
}
