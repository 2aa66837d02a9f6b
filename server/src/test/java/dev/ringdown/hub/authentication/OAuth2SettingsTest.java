package dev.ringdown.hub.authentication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringdown.api.conversationmanager.model.OAuth2RequestMethod;
import dev.ringdown.api.conversationmanager.model.OAuth2SettingsCreate;
import jakarta.validation.constraints.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OAuth2SettingsTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', value = {
        "$.accessToken   | {'accessToken': 't'}",
        "$.a.b-c.d_1     | {'a': {'b-c': {'d_1': 't', 'x': 1}}}",
        "$.0             | {'0': 't'}",
    })
    void findsTheToken(String path, String answer) throws JsonProcessingException {
        assertEquals(Optional.of("t"), tokenIn(path, answer));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', value = {
        "$.accessToken | {'access_token': 't'}",
        "$.accessToken | {'accessToken': 7}",
        "$.accessToken | {'accessToken': null}",
        "$.accessToken | {'accessToken': ''}",
        "$.accessToken | {'accessToken': {'a': 't'}}",
        "$.accessToken | 't'",
        "$.a.b         | {'a': 't'}",
        "$.a.0         | {'a': ['t']}",
    })
    void findsNoneWhereThePathLeadsToNoText(String path, String answer) throws JsonProcessingException {
        assertEquals(Optional.empty(), tokenIn(path, answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.accessToken", "$.a.b.c", "$.access_token", "$.a-b.0"})
    void isPromisedPlainMemberSteps(String path) throws NoSuchFieldException {
        assertTrue(path.matches(contractsPattern()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "$.", "$..a", "$.a.", "a.b", "$[0]", "$.a[0]", "$['a']", "$.*", "$.a b", "$.a\n", ".a", "$$.a", "$.a?(@.b)"})
    void isPromisedNothingElse(String path) throws NoSuchFieldException {
        assertFalse(path.matches(contractsPattern()));
    }

    private static String contractsPattern() throws NoSuchFieldException {
        return OAuth2SettingsCreate.class.getDeclaredField("accessTokenPath").getAnnotation(Pattern.class).regexp();
    }

    private static Optional<String> tokenIn(String path, String answer) throws JsonProcessingException {
        OAuth2Settings settings = new OAuth2Settings("https://example.com/token", OAuth2RequestMethod.POST, List.of(), null, path);
        return settings.accessTokenIn(JsonMapper.builder().build().readTree(answer.replace('\'', '"')));
    }
}
