package dev.ringdown.conformance.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.client.conversationmanager.ApiClient;

/** Turns what a GET answered into the body of a PUT, as a user of the typed client would. */
final class Models {

    private static final ObjectMapper MAPPER = ApiClient.createDefaultObjectMapper();

    private Models() {
    }

    static <T> T convert(Object from, Class<T> to) {
        return MAPPER.convertValue(from, to);
    }
}
