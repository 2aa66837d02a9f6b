package dev.ringdown.hub.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ringdown.api.conversationmanager.model.MessageAttachment;
import dev.ringdown.api.conversationmanager.model.MessageAttachments;
import dev.ringdown.api.conversationmanager.model.MessageAttributes;
import dev.ringdown.api.conversationmanager.model.MessageContent;
import dev.ringdown.api.conversationmanager.model.ParentMessage;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.List;
import java.util.Map;

/** What a message says, in the contract's own shapes: it is stored, delivered and shown as it came. */
@Introspected
public record MessageBody(@Nullable MessageContent content, @Nullable MessageAttachments attachments, @Nullable MessageAttributes attributes,
                          @Nullable ParentMessage parent) {

    public static MessageBody ofText(String text) {
        return new MessageBody(new MessageContent(text, null, null, null), null, null, null);
    }

    /** A file that the hub keeps, with or without a text. */
    public static MessageBody ofFile(@Nullable String text, String assetId) {
        return new MessageBody(text == null ? null : new MessageContent(text, null, null, null),
                new MessageAttachments(List.of(new MessageAttachment(assetId, null, null, null, null))), null, null);
    }

    public static MessageBody ofJson(Map<String, Object> content) {
        return new MessageBody(new MessageContent(null, null, content, null), null, null, null);
    }

    public static MessageBody empty() {
        return new MessageBody(null, null, null, null);
    }

    @JsonIgnore
    boolean isEmpty() {
        return content == null && attachments == null && attributes == null && parent == null;
    }

    /** The text as HTML, if there is one. */
    public @Nullable String html() {
        return content == null ? null : content.html();
    }

    /** The plain text, if there is one. */
    public @Nullable String text() {
        return content == null ? null : content.text();
    }

    /** The structured content, if there is any. */
    public @Nullable Map<String, Object> json() {
        return content == null ? null : content.json();
    }

    /** The files, none if there are none. */
    public List<MessageAttachment> files() {
        return attachments == null ? List.of() : attachments.attachment();
    }

    MessageBody withFiles(List<MessageAttachment> files) {
        return new MessageBody(content, new MessageAttachments(files), attributes, parent);
    }

    MessageBody withoutContent() {
        return new MessageBody(null, null, attributes, parent);
    }
}
