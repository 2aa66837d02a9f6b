package dev.ringdown.desk.chat;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.ringdown.api.agentchat.model.Attachment;
import dev.ringdown.api.agentchat.model.Message;
import dev.ringdown.desk.Csv;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.StoredMessage;
import dev.ringdown.web.WrittenInstant;
import io.micronaut.core.annotation.Nullable;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * A chat as CSV (ExportChat), written page by page as it is read: a long chat takes no more memory than a short one. Values that a spreadsheet
 * would take for a formula are neutralised.
 */
final class ChatExport extends InputStream {

    private static final String[] HEADER = {"ChatID", "MessageID", "SentAt", "Direction", "SenderType", "SenderName", "MessageText", "FileType",
            "FileName"};
    private static final int PAGE = 500;

    private final long chatId;
    private final IntFunction<List<ChatConversation>> conversationsAfter;
    private final ConversationService hub;
    private List<UUID> conversations = List.of();
    private int conversationsRead;
    private StoredMessage last;
    private boolean done;
    private byte[] page;
    private int position;

    /** @param conversationsAfter some of the chat's conversations behind a position, in their order; empty: there are none */
    ChatExport(long chatId, IntFunction<List<ChatConversation>> conversationsAfter, ConversationService hub) {
        this.chatId = chatId;
        this.conversationsAfter = conversationsAfter;
        this.hub = hub;
        this.page = Csv.of(csv -> csv.writeRecord(HEADER));
    }

    @Override
    public int read() {
        return fill() ? page[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, page.length - position);
        System.arraycopy(page, position, target, offset, count);
        position += count;
        return count;
    }

    /** Reads on if all that was read is gone; false at the end. */
    private boolean fill() {
        while (position == page.length && !done) {
            if (conversations.isEmpty() && !readConversations()) {
                done = true;
                break;
            }
            List<StoredMessage> messages = hub.messagesAfter(conversations, last, PAGE);
            if (messages.size() < PAGE) {
                conversations = List.of();
                last = null;
            } else {
                last = messages.get(messages.size() - 1);
            }
            page = Csv.of(csv -> messages.forEach(message -> write(csv, MessageForm.of(message))));
            position = 0;
        }
        return position < page.length;
    }

    private boolean readConversations() {
        List<ChatConversation> next = conversationsAfter.apply(conversationsRead);
        if (next.isEmpty()) {
            return false;
        }
        conversationsRead = next.get(next.size() - 1).position();
        conversations = next.stream().map(ChatConversation::conversationId).toList();
        return true;
    }

    private void write(CsvWriter csv, Message message) {
        if (message.attachments().isEmpty()) {
            write(csv, message, message.messageText(), null, null);
        }
        for (Attachment file : message.attachments()) {
            boolean first = file.attachmentNumber() == 1;
            write(csv, message, first ? message.messageText() : null, file.fileType(), file.fileName());
        }
    }

    private void write(CsvWriter csv, Message message, @Nullable String text, @Nullable String fileType, @Nullable String fileName) {
        csv.writeRecord(Long.toString(chatId), message.messageID().toString(), at(message.sentAt()), message.direction().getValue(),
                message.senderType().getValue(), Csv.text(message.senderName()), Csv.text(text), Csv.text(fileType), Csv.text(fileName));
    }

    private static String at(Instant sentAt) {
        return WrittenInstant.of(sentAt);
    }
}
