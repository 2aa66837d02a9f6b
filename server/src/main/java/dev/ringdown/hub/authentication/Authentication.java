package dev.ringdown.hub.authentication;

import dev.ringdown.hub.configuration.ConfigurationDocument;
import dev.ringdown.hub.configuration.ConfigurationKind;
import dev.ringdown.hub.configuration.ConfigurationType;
import dev.ringdown.hub.configuration.Reference;
import dev.ringdown.hub.configuration.UniqueKey;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.List;

/**
 * A credential set with which the hub logs in at callbacks. Exactly one of its two kinds is there.
 *
 * @param active while false, deliveries to the roles that use it wait
 * @param oauth2 how to fetch an access token
 * @param basic  user name and password
 */
@Introspected
public record Authentication(String name, @Nullable String description, boolean active, @Nullable OAuth2Settings oauth2,
                             @Nullable BasicCredentials basic) implements ConfigurationDocument {

    public static final ConfigurationType<Authentication> TYPE = new ConfigurationType<>(ConfigurationKind.AUTHENTICATION, Authentication.class);

    public Authentication {
        if ((oauth2 == null) == (basic == null)) {
            throw new IllegalArgumentException("An authentication is either OAuth 2.0 or Basic.");
        }
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return List.of(UniqueKey.ofName(name, "name"));
    }
}
