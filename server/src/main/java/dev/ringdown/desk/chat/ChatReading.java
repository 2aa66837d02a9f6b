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
import dev.ringdown.hub.conversation.MessagePlace;
import dev.ringdown.hub.conversation.StoredMessage;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists chats and their messages. A call takes the same number of statements whatever it answers. */
@Singleton
class ChatReading {

    private static final int MOST_COUNTED = 10_000;
    private static final int MESSAGES_WITH_CHAT = 50;
    /** A chat may have any number of conversations; of so many, some of the last ones have as many messages as a call shows. */
    private static final int CONVERSATIONS_AT_ONCE = 100;

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
        MessagePlace behind = before == null ? null : hub.place(before).orElseThrow(ChatReading::noMessageOfIt);
        int position = behind == null ? Integer.MAX_VALUE : conversations.find(behind.conversationId()).filter(found -> found.chatId() == chatId)
                .orElseThrow(ChatReading::noMessageOfIt).position();
        List<StoredMessage> messages = new ArrayList<>();
        List<ChatConversation> some;
        do {
            some = conversations.upTo(chatId, position, CONVERSATIONS_AT_ONCE);
            messages.addAll(hub.latestMessages(ids(some), behind, pageSize - messages.size()));
            position = some.get(some.size() - 1).position() - 1;
        } while (messages.size() < pageSize && position > 0);
        return messages.stream().map(MessageForm::of).toList();
    }

    private static DeskException noMessageOfIt() {
        return DeskException.notFound("BeforeMessageID", "message in this chat");
    }

    /**
     * A chat as CSV.
     *
     * @throws DeskException 404
     */
    InputStream export(Caller caller, long chatId) {
        access.visible(caller, chatId);
        return new ChatExport(chatId, position -> conversations.after(chatId, position, CONVERSATIONS_AT_ONCE), hub);
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

    private Map<Long, List<Message>> latestMessages(Collection<Long> chatIds) {
        if (chatIds.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<ChatConversation>> last = conversations.lastOfEach(chatIds, CONVERSATIONS_AT_ONCE).stream()
                .collect(Collectors.groupingBy(ChatConversation::chatId));
        List<Long> chats = List.copyOf(last.keySet());
        List<List<StoredMessage>> messages = hub.latestMessagesOfEach(chats.stream().map(last::get).map(ChatReading::ids).toList(), MESSAGES_WITH_CHAT);
        return IntStream.range(0, chats.size()).boxed()
                .collect(Collectors.toMap(chats::get, i -> messages.get(i).stream().map(MessageForm::of).toList()));
    }

    private static List<UUID> ids(List<ChatConversation> some) {
        return some.stream().map(ChatConversation::conversationId).toList();
    }
}
