package dev.ringdown.hub.participant;

import dev.ringdown.api.conversationmanager.model.ParticipantType;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.clientapplication.RequiredRole;
import dev.ringdown.hub.configuration.ConfigurationDocument;
import dev.ringdown.hub.configuration.ConfigurationKind;
import dev.ringdown.hub.configuration.ConfigurationLookup;
import dev.ringdown.hub.configuration.ConfigurationType;
import dev.ringdown.hub.configuration.Reference;
import dev.ringdown.hub.configuration.UniqueKey;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * A bot.
 *
 * @param active      while false, deliveries to it wait
 * @param application the client application through which it talks; plays the role that {@link #role()} says
 */
@Introspected
public record Participant(String name, ParticipantType type, @Nullable String description, boolean active, UUID application,
                          List<Intent> intents, List<Option> options) implements ConfigurationDocument {

    public static final ConfigurationType<Participant> TYPE = new ConfigurationType<>(ConfigurationKind.PARTICIPANT, Participant.class);

    public Participant {
        intents = List.copyOf(intents);
        options = List.copyOf(options);
    }

    /** The part that this kind of bot plays, and that its client application must have. */
    public RoleName role() {
        return switch (type) {
            case CUSTOM_BOT -> RoleName.CUSTOM_BOT;
            case EGAIN_BOT -> RoleName.EGAIN_BOT;
        };
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference(ClientApplication.TYPE, application, "application.id"));
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return List.of(UniqueKey.ofName(name, "name"));
    }

    @Override
    public void check(ConfigurationLookup others) {
        RequiredRole.check(others, application, List.of(role()), "application.id");
    }

    /** Bots are addressed by what their participant says: those who rely on it would speak to somebody else. */
    @Override
    public String fixedWhileInUse(ConfigurationDocument stored) {
        Participant before = (Participant) stored;
        return type != before.type ? "type" : !application.equals(before.application) ? "application.id" : null;
    }
}
