package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageAttachment;
import dev.ringdown.api.conversationmanager.model.MessageAttachments;
import dev.ringdown.hub.asset.Assets;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

/** Shows the files of a stored message to those who may read it: an asset under an address that is signed anew each time. */
@Singleton
public class AttachmentAddresses {

    private final Assets assets;

    AttachmentAddresses(Assets assets) {
        this.assets = assets;
    }

    public @Nullable MessageAttachments of(@Nullable MessageAttachments stored) {
        return stored == null ? null : new MessageAttachments(stored.attachment().stream()
                .map(file -> file.id() == null ? file
                        : new MessageAttachment(file.id(), file.name(), file.contentType(), file.size(), assets.downloadUrl(file.id())))
                .toList());
    }
}
