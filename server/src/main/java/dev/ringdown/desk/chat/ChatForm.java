package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.Chat;
import dev.ringdown.api.agentchat.model.ChatStatus;
import dev.ringdown.api.agentchat.model.CustomerSummary;
import dev.ringdown.api.agentchat.model.Message;
import io.micronaut.core.annotation.Nullable;

import java.util.List;

/** Shows a chat as the contract does ({@code Chat}). */
final class ChatForm {

    private ChatForm() {
    }

    static Chat of(ChatView chat) {
        return of(chat, null);
    }

    /** @param messages newest first; null where they were not asked for */
    static Chat of(ChatView chat, @Nullable List<Message> messages) {
        return new Chat(chat.id(), ChatStatus.toEnum(chat.statusId()),
                new CustomerSummary(chat.customerId(), chat.customerName(), chat.mobileNumber(), chat.email()), chat.departmentId(),
                chat.agentId(), chat.channel(), List.of(), chat.startedAt(), chat.assignedAt(), chat.firstResponseAt(), chat.closedAt(),
                chat.lastMessageAt(), messages);
    }
}
