package dev.ringdown.hub.clientapplication;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.authentication.Authentication;
import dev.ringdown.hub.configuration.ConfigurationDocument;
import dev.ringdown.hub.configuration.ConfigurationKind;
import dev.ringdown.hub.configuration.ConfigurationType;
import dev.ringdown.hub.configuration.Reference;
import dev.ringdown.hub.configuration.UniqueKey;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program that talks to the hub: a channel's connector, a bot, an agent desktop, a sender of notices. Each role occurs at most once. */
@Introspected
public record ClientApplication(String name, @Nullable String description, boolean active, List<Role> roles) implements ConfigurationDocument {

    public static final ConfigurationType<ClientApplication> TYPE =
            new ConfigurationType<>(ConfigurationKind.CLIENT_APPLICATION, ClientApplication.class);

    public Optional<Role> role(RoleName name) {
        return roles.stream().filter(role -> role.name() == name).findFirst();
    }

    public boolean plays(RoleName name) {
        return role(name).isPresent();
    }

    @Override
    public List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i).authentication() != null) {
                references.add(new Reference(Authentication.TYPE, roles.get(i).authentication(), "roles[" + i + "].authentication.id"));
            }
        }
        return references;
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return List.of(UniqueKey.ofName(name, "name"));
    }
}
