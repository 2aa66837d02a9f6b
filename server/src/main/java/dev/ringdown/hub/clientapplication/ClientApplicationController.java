package dev.ringdown.hub.clientapplication;

import dev.ringdown.api.conversationmanager.ClientApplicationApi;
import dev.ringdown.api.conversationmanager.model.CallbackHeaderCreate;
import dev.ringdown.api.conversationmanager.model.CallbackHeaderReplace;
import dev.ringdown.api.conversationmanager.model.ClientApplicationCreate;
import dev.ringdown.api.conversationmanager.model.ClientApplicationList;
import dev.ringdown.api.conversationmanager.model.ClientApplicationReplace;
import dev.ringdown.api.conversationmanager.model.ClientApplicationRole;
import dev.ringdown.api.conversationmanager.model.ClientApplicationRoleCreate;
import dev.ringdown.api.conversationmanager.model.ClientApplicationRoleReplace;
import dev.ringdown.api.conversationmanager.model.ClientCredentials;
import dev.ringdown.api.conversationmanager.model.ClientCredentialsCreate;
import dev.ringdown.api.conversationmanager.model.ClientScope;
import dev.ringdown.api.conversationmanager.model.CreatedId;
import dev.ringdown.api.conversationmanager.model.NameOnly;
import dev.ringdown.api.conversationmanager.model.ResourceReference;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.HubApi;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.configuration.ConfigurationPage;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.FormRules;
import dev.ringdown.security.IssuedCredentials;
import dev.ringdown.security.Scope;
import dev.ringdown.security.Secret;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.utils.SecurityService;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Client applications: who may talk to the hub, and where it is called back. */
@Controller(HubApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class ClientApplicationController implements ClientApplicationApi {

    private final ConfigurationService configuration;
    private final ClientApplicationCredentials credentials;
    private final FormRules rules;
    private final SecurityService security;

    ClientApplicationController(ConfigurationService configuration, ClientApplicationCredentials credentials, FormRules rules,
                                SecurityService security) {
        this.configuration = configuration;
        this.credentials = credentials;
        this.rules = rules;
        this.security = security;
    }

    @Override
    public HttpResponse<CreatedId> createClientApplication(ClientApplicationCreate body) {
        checkForm(body.name(), body.roles().stream().map(role -> new RoleForm(role.name(), role.callback(), role.notificationEmail(),
                role.headers() == null ? List.of() : role.headers().stream().map(CallbackHeaderCreate::name).toList())).toList());
        ClientApplication application = new ClientApplication(body.name(), body.description(), !Boolean.FALSE.equals(body.active()),
                body.roles().stream().map(ClientApplicationController::role).toList());
        return HttpResponse.created(new CreatedId(configuration.create(ClientApplication.TYPE, application)));
    }

    @Override
    public HttpResponse<ClientApplicationList> getAllClientApplication(Integer pagenum, Integer pagesize) {
        ConfigurationPage<ClientApplication> page = configuration.list(ClientApplication.TYPE, pagenum, pagesize);
        return HttpResponse.ok(new ClientApplicationList(page.paginationInfo(),
                page.resources().stream().map(ClientApplicationController::answer).toList()));
    }

    @Override
    public HttpResponse<dev.ringdown.api.conversationmanager.model.ClientApplication> getClientApplication(UUID id) {
        return HttpResponse.ok(answer(configuration.get(ClientApplication.TYPE, id)));
    }

    @Override
    public HttpResponse<Object> updateClientApplication(UUID id, ClientApplicationReplace body) {
        // The form before the transaction: looking up the callbacks' hosts may take seconds.
        checkForm(body.name(), body.roles().stream().map(role -> new RoleForm(role.name(), role.callback(), role.notificationEmail(),
                role.headers() == null ? List.of() : role.headers().stream().map(CallbackHeaderReplace::name).toList())).toList());
        configuration.replace(ClientApplication.TYPE, id, body.modified(), stored -> {
            List<Role> roles = new ArrayList<>();
            for (int i = 0; i < body.roles().size(); i++) {
                ClientApplicationRoleReplace role = body.roles().get(i);
                roles.add(role(role, stored.role(role.name()).orElse(null), "roles[" + i + "]"));
            }
            return new ClientApplication(body.name(), body.description(), !Boolean.FALSE.equals(body.active()), roles);
        });
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse<Object> deleteClientApplication(UUID id) {
        configuration.delete(ClientApplication.TYPE, id);
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse<ClientCredentials> createClientCredentials(UUID id, Optional<ClientCredentialsCreate> body) {
        if (body.map(ClientCredentialsCreate::scopes).filter(List::isEmpty).isPresent()) {
            throw HubException.ofField(HubErrorCode.INVALID_VALUE, "scopes", "scopes must name one scope or more; left out, they are the default.");
        }
        Set<Scope> scopes = body.map(ClientCredentialsCreate::scopes)
                .map(given -> given.stream().map(scope -> Scope.of(scope.getValue()).orElseThrow()).collect(Collectors.toSet()))
                .orElse(EnumSet.of(Scope.INTERACTION_MANAGE, Scope.INTERACTION_READ));
        IssuedCredentials issued = credentials.issue(id, scopes, callersScopes());
        return HttpResponse.created(new ClientCredentials(id, issued.clientSecret(), issued.webhookSecret(),
                issued.scopes().stream().sorted().map(scope -> ClientScope.toEnum(scope.value())).toList(), issued.previousSecretExpires()));
    }

    @Override
    public HttpResponse<Object> deleteClientCredentials(UUID id) {
        credentials.revoke(id);
        return HttpResponse.noContent();
    }

    private Set<Scope> callersScopes() {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        security.getAuthentication().map(Authentication::getRoles).orElse(List.of())
                .forEach(role -> Scope.of(role).ifPresent(scopes::add));
        return scopes;
    }

    /** What a role says in both request bodies, as far as it can be checked without the stored state. */
    private record RoleForm(RoleName name, String callback, String notificationEmail, List<String> headerNames) {
    }

    private void checkForm(String name, List<RoleForm> roles) {
        rules.checkName(name, "name");
        Set<RoleName> seen = EnumSet.noneOf(RoleName.class);
        for (int i = 0; i < roles.size(); i++) {
            RoleForm role = roles.get(i);
            String field = "roles[" + i + "]";
            if (!seen.add(role.name())) {
                throw HubException.ofField(HubErrorCode.INVALID_VALUE, field + ".name", "The role " + role.name().getValue() + " is named twice.");
            }
            rules.checkUrl(role.callback(), field + ".callback");
            rules.checkEmail(role.notificationEmail(), field + ".notificationEmail");
            rules.checkHeaderNames(role.headerNames(), field + ".headers");
        }
    }

    private static Role role(ClientApplicationRoleCreate role) {
        List<Header> headers = role.headers() == null ? List.of() : role.headers().stream()
                .map(header -> new Header(header.name(), Secret.of(header.value()))).toList();
        return new Role(role.name(), role.version(), role.callback(), role.notificationEmail(), headers, idOf(role._authentication()));
    }

    private static Role role(ClientApplicationRoleReplace role, @Nullable Role stored, String field) {
        List<Header> headers = new ArrayList<>();
        List<CallbackHeaderReplace> given = role.headers() == null ? List.of() : role.headers();
        for (int i = 0; i < given.size(); i++) {
            headers.add(header(given.get(i), stored, role.callback(), field + ".headers[" + i + "].value"));
        }
        return new Role(role.name(), role.version(), role.callback(), role.notificationEmail(), headers, idOf(role._authentication()));
    }

    /** A value that is left out stays what it was, but only for the URL that it was entrusted to. */
    private static Header header(CallbackHeaderReplace header, @Nullable Role stored, String callback, String field) {
        if (header.value() != null) {
            return new Header(header.name(), Secret.of(header.value()));
        }
        if (stored != null && stored.callback().equals(callback)) {
            for (Header known : stored.headers()) {
                if (known.name().equalsIgnoreCase(header.name())) {
                    return new Header(header.name(), known.value());
                }
            }
        }
        throw HubException.ofField(HubErrorCode.ATTRIBUTE_MISSING, field,
                field + " is required: there is no stored value for this header and callback.");
    }

    private static @Nullable UUID idOf(@Nullable ResourceReference reference) {
        return reference == null ? null : reference.id();
    }

    private static dev.ringdown.api.conversationmanager.model.ClientApplication answer(Configured<ClientApplication> resource) {
        ClientApplication application = resource.document();
        return new dev.ringdown.api.conversationmanager.model.ClientApplication(resource.id(), application.name(), application.description(),
                application.active(), application.roles().stream().map(ClientApplicationController::answer).toList(), resource.created(),
                resource.modified());
    }

    private static ClientApplicationRole answer(Role role) {
        return new ClientApplicationRole(role.name(), role.version(), role.callback(), role.notificationEmail(),
                role.headers().isEmpty() ? null : role.headers().stream().map(header -> new NameOnly(header.name())).toList(),
                role.authentication() == null ? null : new ResourceReference(role.authentication()));
    }
}
