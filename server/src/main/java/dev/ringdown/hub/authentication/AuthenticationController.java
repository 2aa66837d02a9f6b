package dev.ringdown.hub.authentication;

import dev.ringdown.api.conversationmanager.AuthenticationApi;
import dev.ringdown.api.conversationmanager.model.AuthenticationCreate;
import dev.ringdown.api.conversationmanager.model.AuthenticationList;
import dev.ringdown.api.conversationmanager.model.AuthenticationReplace;
import dev.ringdown.api.conversationmanager.model.AuthenticationResource;
import dev.ringdown.api.conversationmanager.model.BasicAuthenticationCreate;
import dev.ringdown.api.conversationmanager.model.BasicAuthenticationReplace;
import dev.ringdown.api.conversationmanager.model.BasicAuthenticationResource;
import dev.ringdown.api.conversationmanager.model.BasicCredentialsReplace;
import dev.ringdown.api.conversationmanager.model.CreatedId;
import dev.ringdown.api.conversationmanager.model.NameOnly;
import dev.ringdown.api.conversationmanager.model.OAuth2AuthenticationCreate;
import dev.ringdown.api.conversationmanager.model.OAuth2AuthenticationReplace;
import dev.ringdown.api.conversationmanager.model.OAuth2AuthenticationResource;
import dev.ringdown.api.conversationmanager.model.OAuth2SettingsCreate;
import dev.ringdown.api.conversationmanager.model.OAuth2SettingsReplace;
import dev.ringdown.api.conversationmanager.model.TokenRequestHeaderCreate;
import dev.ringdown.api.conversationmanager.model.TokenRequestHeaderReplace;
import dev.ringdown.hub.HubApi;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.configuration.ConfigurationPage;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.FormRules;
import dev.ringdown.security.Secret;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Authentications: how the hub logs in at a callback. */
@Controller(HubApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class AuthenticationController implements AuthenticationApi {

    private final ConfigurationService configuration;
    private final FormRules rules;

    AuthenticationController(ConfigurationService configuration, FormRules rules) {
        this.configuration = configuration;
        this.rules = rules;
    }

    @Override
    public HttpResponse<CreatedId> createAuthentication(AuthenticationCreate body) {
        Authentication authentication = body instanceof OAuth2AuthenticationCreate oauth2
                ? authentication(oauth2)
                : authentication((BasicAuthenticationCreate) body);
        return HttpResponse.created(new CreatedId(configuration.create(Authentication.TYPE, authentication)));
    }

    @Override
    public HttpResponse<AuthenticationList> getAllAuthentication(Integer pagenum, Integer pagesize) {
        ConfigurationPage<Authentication> page = configuration.list(Authentication.TYPE, pagenum, pagesize);
        return HttpResponse.ok(new AuthenticationList(page.paginationInfo(),
                page.resources().stream().map(AuthenticationController::answer).toList()));
    }

    @Override
    public HttpResponse<AuthenticationResource> getAuthentication(UUID id) {
        return HttpResponse.ok(answer(configuration.get(Authentication.TYPE, id)));
    }

    @Override
    public HttpResponse<Object> updateAuthentication(UUID id, AuthenticationReplace body) {
        if (body instanceof OAuth2AuthenticationReplace oauth2) {
            replace(id, oauth2);
        } else {
            replace(id, (BasicAuthenticationReplace) body);
        }
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse<Object> deleteAuthentication(UUID id) {
        configuration.delete(Authentication.TYPE, id);
        return HttpResponse.noContent();
    }

    private void replace(UUID id, OAuth2AuthenticationReplace body) {
        rules.checkName(body.name(), "name");
        List<TokenRequestHeaderReplace> headers = listOf(body.oauth2().headers());
        checkTokenRequest(body.oauth2().tokenRequestUrl(), headers.stream().map(TokenRequestHeaderReplace::name).toList());
        configuration.replace(Authentication.TYPE, id, body.modified(), stored -> new Authentication(body.name(), body.description(),
                isActive(body.active()), settings(body.oauth2(), headers, stored.oauth2()), null));
    }

    private void replace(UUID id, BasicAuthenticationReplace body) {
        rules.checkName(body.name(), "name");
        configuration.replace(Authentication.TYPE, id, body.modified(), stored -> new Authentication(body.name(), body.description(),
                isActive(body.active()), null, credentials(body.basicAuth(), stored.basic())));
    }

    private Authentication authentication(OAuth2AuthenticationCreate body) {
        rules.checkName(body.name(), "name");
        OAuth2SettingsCreate given = body.oauth2();
        List<TokenRequestHeaderCreate> headers = listOf(given.headers());
        checkTokenRequest(given.tokenRequestUrl(), headers.stream().map(TokenRequestHeaderCreate::name).toList());
        OAuth2Settings settings = new OAuth2Settings(given.tokenRequestUrl(), given.method(),
                headers.stream().map(header -> new TokenRequestHeader(header.name(), Secret.of(header.value()))).toList(),
                given.payload() == null ? null : Secret.of(given.payload()), given.accessTokenPath());
        return new Authentication(body.name(), body.description(), isActive(body.active()), settings, null);
    }

    private Authentication authentication(BasicAuthenticationCreate body) {
        rules.checkName(body.name(), "name");
        return new Authentication(body.name(), body.description(), isActive(body.active()), null,
                new BasicCredentials(body.basicAuth().username(), Secret.of(body.basicAuth().password())));
    }

    private void checkTokenRequest(String url, List<String> headerNames) {
        rules.checkTokenRequestHeaderNames(headerNames, "oauth2.headers");
        rules.checkUrl(url, "oauth2.tokenRequestUrl");
    }

    /** Secrets that are left out stay what they were, but only for the URL that they were entrusted to. */
    private static OAuth2Settings settings(OAuth2SettingsReplace given, List<TokenRequestHeaderReplace> givenHeaders,
                                           @Nullable OAuth2Settings stored) {
        boolean sameUrl = stored != null && stored.tokenRequestUrl().equals(given.tokenRequestUrl());
        List<TokenRequestHeader> known = sameUrl ? stored.headers() : List.of();
        List<TokenRequestHeader> headers = new ArrayList<>();
        for (int i = 0; i < givenHeaders.size(); i++) {
            headers.add(header(givenHeaders.get(i), known, "oauth2.headers[" + i + "].value"));
        }
        return new OAuth2Settings(given.tokenRequestUrl(), given.method(), headers,
                payload(given.payload(), stored == null ? null : stored.payload(), sameUrl), given.accessTokenPath());
    }

    private static TokenRequestHeader header(TokenRequestHeaderReplace header, List<TokenRequestHeader> known, String field) {
        if (header.value() != null) {
            return new TokenRequestHeader(header.name(), Secret.of(header.value()));
        }
        return known.stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(header.name()))
                .findFirst()
                .map(candidate -> new TokenRequestHeader(header.name(), candidate.value()))
                .orElseThrow(() -> missing(field, "there is no stored value for this header and tokenRequestUrl"));
    }

    private static @Nullable Secret payload(@Nullable String given, @Nullable Secret stored, boolean sameUrl) {
        if (given != null) {
            return given.isEmpty() ? null : Secret.of(given);
        }
        if (stored != null && !sameUrl) {
            throw missing("oauth2.payload", "the stored one was given for another tokenRequestUrl; send it again, or an empty string to remove it");
        }
        return stored;
    }

    private static BasicCredentials credentials(BasicCredentialsReplace given, @Nullable BasicCredentials stored) {
        if (given.password() != null) {
            return new BasicCredentials(given.username(), Secret.of(given.password()));
        }
        if (stored == null) {
            throw missing("basicAuth.password", "there is no stored one");
        }
        return new BasicCredentials(given.username(), stored.password());
    }

    private static HubException missing(String field, String why) {
        return HubException.ofField(HubErrorCode.ATTRIBUTE_MISSING, field, field + " is required: " + why + ".");
    }

    private static boolean isActive(@Nullable Boolean given) {
        return !Boolean.FALSE.equals(given);
    }

    private static <T> List<T> listOf(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }

    private static AuthenticationResource answer(Configured<Authentication> resource) {
        Authentication authentication = resource.document();
        if (authentication.oauth2() != null) {
            return new OAuth2AuthenticationResource(resource.id(), authentication.name(), authentication.description(), authentication.active(),
                    answer(authentication.oauth2()), resource.created(), resource.modified());
        }
        return new BasicAuthenticationResource(resource.id(), authentication.name(), authentication.description(), authentication.active(),
                new dev.ringdown.api.conversationmanager.model.BasicCredentials(authentication.basic().username()), resource.created(),
                resource.modified());
    }

    private static dev.ringdown.api.conversationmanager.model.OAuth2Settings answer(OAuth2Settings settings) {
        return new dev.ringdown.api.conversationmanager.model.OAuth2Settings(settings.tokenRequestUrl(), settings.method(),
                settings.headers().isEmpty() ? null : settings.headers().stream().map(header -> new NameOnly(header.name())).toList(),
                settings.accessTokenPath());
    }
}
