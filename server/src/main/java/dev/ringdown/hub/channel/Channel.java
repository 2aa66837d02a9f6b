package dev.ringdown.hub.channel;

import dev.ringdown.hub.configuration.ConfigurationDocument;
import dev.ringdown.hub.configuration.ConfigurationKind;
import dev.ringdown.hub.configuration.ConfigurationType;
import dev.ringdown.hub.configuration.Reference;
import dev.ringdown.hub.configuration.UniqueKey;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.List;

/**
 * A kind of way over which customers write.
 *
 * @param type         the key by which messages and assets name it; see {@link ChannelTypes}
 * @param icon         a PNG, JPEG, GIF or WebP image in base64
 * @param active       while false, no conversation can be started on it
 * @param restrictions what it can carry; null restricts nothing
 * @param texts        the hub's own texts on it, each language once
 */
@Introspected
public record Channel(String type, String displayName, String icon, @Nullable String description, boolean active,
                      @Nullable Restrictions restrictions, List<LocalizedTexts> texts) implements ConfigurationDocument {

    public static final ConfigurationType<Channel> TYPE = new ConfigurationType<>(ConfigurationKind.CHANNEL, Channel.class);

    public Channel {
        texts = List.copyOf(texts);
    }

    @Override
    public String name() {
        return displayName;
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return List.of(UniqueKey.ofName(type, "type"));
    }
}
