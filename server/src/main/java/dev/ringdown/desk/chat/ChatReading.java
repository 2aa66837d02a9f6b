package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.Chat;
import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.agentchat.model.GetChatsResponse;
import dev.ringdown.api.agentchat.model.Message;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.StoredMessage;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists chats and their messages. A call takes the same number of statements whatever it answers. */
@Singleton
class ChatReading {

    private static final int MOST_COUNTED = 10_000;
    private static final int MESSAGES_WITH_CHAT = 50;

    private final ChatRepository chats;
    private final ChatConversationRepository conversations;
    private final ChatAccess access;
    private final ShownChats shown;
    private final ConversationService hub;

    ChatReading(ChatRepository chats, ChatConversationRepository conversations, ChatAccess access, ShownChats shown,
                ConversationService hub) {
        this.chats = chats;
        this.conversations = conversations;
        this.access = access;
        this.shown = shown;
        this.hub = hub;
    }

    GetChatsResponse chats(ChatFilter filter, @Nullable ChatFilter.Place after, int pageSize, boolean withMessages) {
        Map<ChatStatus, List<ChatView>> found = Stream.of(ChatStatus.values())
                .collect(Collectors.toMap(Function.identity(), status -> filter.page(chats, status.getValue(), after, pageSize)));
        long count = filter.count(chats, MOST_COUNTED + 1);
        Map<Long, List<Message>> messages = withMessages
                ? latestMessages(found.values().stream().flatMap(List::stream).map(ChatView::id).toList()) : null;
        Map<ChatStatus, List<Chat>> lists = shown.of(found.values().stream().flatMap(List::stream).toList(), messages).stream()
                .collect(Collectors.groupingBy(Chat::chatStatusID));
        return new GetChatsResponse(lists.getOrDefault(ChatStatus.UNASSIGNED, List.of()), lists.getOrDefault(ChatStatus.OPEN, List.of()),
                lists.getOrDefault(ChatStatus.CLOSED, List.of()), (int) Math.min(count, MOST_COUNTED), count > MOST_COUNTED);
    }

    /** @throws DeskException 404 for the chat, or for a {@code before} that is no message of it */
    List<Message> messages(Caller caller, long chatId, @Nullable Long before, int pageSize) {
        access.visible(caller, chatId);
        List<UUID> own = conversations.ofChats(List.of(chatId)).stream().map(ChatConversation::conversationId).toList();
        return hub.latestMessages(own, before, pageSize)
                .orElseThrow(() -> DeskException.notFound("BeforeMessageID", "message in this chat"))
                .stream().map(MessageForm::of).toList();
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
