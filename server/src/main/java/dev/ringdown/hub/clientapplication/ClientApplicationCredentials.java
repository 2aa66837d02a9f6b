package dev.ringdown.hub.clientapplication;

import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.configuration.ConfigurationDocument;
import dev.ringdown.hub.configuration.ConfigurationGuard;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.hub.configuration.ConfigurationType;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.security.IssuedCredentials;
import dev.ringdown.security.OAuthClients;
import dev.ringdown.security.Scope;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** The credentials with which a client application calls the hub. They follow its life: inactive with it, gone with it. */
@Singleton
class ClientApplicationCredentials implements ConfigurationGuard {

    /** What any administrator may hand out, also one that has no part in conversations. */
    private static final Set<Scope> FREELY_GIVEN = EnumSet.of(Scope.INTERACTION_MANAGE, Scope.INTERACTION_READ);

    private final OAuthClients clients;
    private final CurrentConfiguration configuration;
    private final BeanProvider<ConfigurationService> service;
    private final BuiltInApplications builtIn;

    ClientApplicationCredentials(OAuthClients clients, CurrentConfiguration configuration, BeanProvider<ConfigurationService> service,
                                 BuiltInApplications builtIn) {
        this.clients = clients;
        this.configuration = configuration;
        this.service = service;
        this.builtIn = builtIn;
    }

    /**
     * @param callersScopes what the administrator's own token carries
     * @throws HubException 404-101, 400-122 it is the server's own, 403-101 the caller would give what it does not have
     */
    IssuedCredentials issue(UUID id, Set<Scope> scopes, Set<Scope> callersScopes) {
        get(id);
        if (builtIn.contains(id)) {
            throw new HubException(HubErrorCode.IN_USE, "This client application belongs to the server and needs no credentials.");
        }
        for (Scope scope : scopes) {
            if (!FREELY_GIVEN.contains(scope) && !callersScopes.contains(scope)) {
                throw new HubException(HubErrorCode.SCOPE_MISSING, "The scope " + scope.value() + " can only be given by a caller who has it.");
            }
        }
        // Held, so that credentials never outlive an application that is deleted or switched off at the same time.
        return service.get().holding(ClientApplication.TYPE, id, application ->
                clients.issue(id.toString(), scopes, application.document().active()));
    }

    /** @throws HubException 404-101 */
    void revoke(UUID id) {
        get(id);
        clients.revoke(id.toString());
    }

    private Configured<ClientApplication> get(UUID id) {
        return configuration.find(ClientApplication.TYPE, id)
                .orElseThrow(() -> HubException.notFound(ClientApplication.TYPE.label()));
    }

    @Override
    public void kept(ConfigurationType<?> type, UUID id, ConfigurationDocument document) {
        if (document instanceof ClientApplication application) {
            clients.setActive(id.toString(), application.active());
        }
    }

    @Override
    public void deleted(ConfigurationType<?> type, UUID id) {
        if (type == ClientApplication.TYPE) {
            clients.forget(id.toString());
        }
    }

    @Override
    public void committed() {
        clients.refresh();
    }
}
