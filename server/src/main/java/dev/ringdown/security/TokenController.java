package dev.ringdown.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens for the hub by the client credentials grant of RFC 6749, section 4.4. The client names itself by HTTP Basic or in the form;
 * requests and errors are those of the RFC, not of either API.
 */
@Controller("/oauth2/token")
@ExecuteOn(TaskExecutors.BLOCKING)
class TokenController {

    private static final Logger LOG = LoggerFactory.getLogger(TokenController.class);

    private final OAuthClients clients;
    private final AccessTokens accessTokens;
    private final OpaqueTokens tokens;
    private final Clock clock;

    TokenController(OAuthClients clients, AccessTokens accessTokens, OpaqueTokens tokens, Clock clock) {
        this.clients = clients;
        this.accessTokens = accessTokens;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Introspected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenAnswer(@JsonProperty("access_token") String accessToken, @JsonProperty("token_type") String tokenType,
                       @JsonProperty("expires_in") long expiresIn, String scope) {
    }

    @Introspected
    record TokenError(String error, @JsonProperty("error_description") String description) {
    }

    private record Credentials(String clientId, String clientSecret) {
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> token(HttpRequest<?> request, @Nullable @Body Map<String, Object> form) {
        Map<String, Object> fields = form == null ? Map.of() : form;
        if (fields.values().stream().anyMatch(value -> !(value instanceof String))) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", "A parameter is given more than once.");
        }
        String grantType = (String) fields.get("grant_type");
        if (grantType == null) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", "The parameter grant_type is required.");
        }
        if (!grantType.equals("client_credentials")) {
            return error(HttpStatus.BAD_REQUEST, "unsupported_grant_type", "Only client_credentials is supported.");
        }
        boolean basic = request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
        if (basic && fields.containsKey("client_secret")) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", "The client names itself in the header and in the form: use one of them.");
        }
        OAuthClient client = (basic ? ofHeader(request.getHeaders().get(HttpHeaders.AUTHORIZATION)) : ofForm(fields)).stream()
                .flatMap(credentials -> authenticate(credentials).stream()).findFirst().orElse(null);
        if (client == null) {
            LOG.info("A token was refused to {}: unknown client or wrong secret", request.getRemoteAddress().getAddress());
            return error(HttpStatus.UNAUTHORIZED, "invalid_client", "The client is unknown, its secret is wrong, or it is not active.")
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"ringdown\", charset=\"UTF-8\"");
        }
        return grant(client, (String) fields.get("scope"));
    }

    private HttpResponse<?> grant(OAuthClient client, @Nullable String asked) {
        Set<Scope> granted = Scope.split(client.scopes());
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        if (asked == null || asked.isBlank()) {
            scopes.addAll(granted);
        } else {
            for (String text : asked.strip().split(" +")) {
                if (Scope.meansAllGranted(text)) {
                    scopes.addAll(granted);
                } else {
                    Scope scope = Scope.of(text).filter(granted::contains).orElse(null);
                    if (scope == null) {
                        return error(HttpStatus.BAD_REQUEST, "invalid_scope", "A scope is unknown or was not granted to this client.");
                    }
                    scopes.add(scope);
                }
            }
        }
        return uncached(HttpResponse.ok(new TokenAnswer(accessTokens.issue(client, scopes), "Bearer", AccessTokens.LIFE.toSeconds(),
                Scope.join(scopes))));
    }

    private Optional<OAuthClient> authenticate(Credentials credentials) {
        return clients.find(credentials.clientId)
                .filter(client -> client.accepts(credentials.clientSecret, tokens, clock.instant()) && client.active());
    }

    private static List<Credentials> ofForm(Map<String, Object> form) {
        return form.get("client_id") instanceof String id && form.get("client_secret") instanceof String secret
                ? List.of(new Credentials(id, secret)) : List.of();
    }

    /** RFC 6749, section 2.3.1: id and secret are form-encoded before they are joined. Many clients do not do that, so both readings count. */
    private static List<Credentials> ofHeader(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return List.of();
        }
        List<Credentials> readings = new ArrayList<>();
        try {
            String pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                readings.add(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
                readings.add(new Credentials(URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8)));
            }
        } catch (IllegalArgumentException e) {
            // Not base64, or not form-encoded: there is no such reading.
        }
        return readings;
    }

    private static MutableHttpResponse<TokenError> error(HttpStatus status, String error, String description) {
        return uncached(HttpResponse.<TokenError>status(status).body(new TokenError(error, description)));
    }

    private static <T> MutableHttpResponse<T> uncached(MutableHttpResponse<T> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store").header(HttpHeaders.PRAGMA, "no-cache");
    }
}
