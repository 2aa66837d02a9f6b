package dev.ringdown.hub.authentication;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.api.conversationmanager.model.OAuth2RequestMethod;
import dev.ringdown.security.Secret;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * How the hub fetches an access token.
 *
 * @param tokenRequestUrl where it asks; was checked by the address guard when it was saved
 * @param headers         sent with the request
 * @param payload         the raw body of the request; null sends none. A GET is sent without a body whatever stands here
 * @param accessTokenPath where the token sits in the JSON answer: {@code $} and one or more {@code .name}
 */
@Introspected
public record OAuth2Settings(String tokenRequestUrl, OAuth2RequestMethod method, List<TokenRequestHeader> headers, @Nullable Secret payload,
                             String accessTokenPath) {

    private static final String ROOT = "$.";

    public OAuth2Settings {
        headers = List.copyOf(headers);
    }

    /** The token in an answer of the token endpoint; empty when the path leads to nothing, or to no text. */
    public Optional<String> accessTokenIn(JsonNode answer) {
        JsonNode found = answer;
        for (String step : accessTokenPath.substring(ROOT.length()).split("\\.")) {
            found = found.isObject() ? found.path(step) : found.path("");
        }
        return found.isTextual() && !found.textValue().isEmpty() ? Optional.of(found.textValue()) : Optional.empty();
    }
}
