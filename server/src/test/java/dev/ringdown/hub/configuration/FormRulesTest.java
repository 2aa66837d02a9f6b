package dev.ringdown.hub.configuration;

import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.RuleBeans;
import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FormRulesTest {

    private static ApplicationContext context;
    private static FormRules rules;

    @BeforeAll
    static void start() {
        context = RuleBeans.start();
        rules = context.getBean(FormRules.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " a ", "ß", "😀", "\u200b"})
    void takesNames(String name) {
        assertDoesNotThrow(() -> rules.checkName(name, "name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t\r\n", "   "})
    void refusesBlankNames(String name) {
        assertRefused("name", () -> rules.checkName(name, "name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://93.184.216.34/x", "http://93.184.216.34:8080/x?y=z", "HTTPS://93.184.216.34", "http://unknown.invalid/"})
    void takesUrls(String url) {
        assertDoesNotThrow(() -> rules.checkUrl(url, "callback"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "http://[::1]/", "http://10.1.2.3/", "http://169.254.169.254/latest", "http://2130706433/",
        "ftp://93.184.216.34/", "http://user:word@93.184.216.34/", "http:///x", "http://93.184.216.34:0/", "no url", "http://a b/", "http://[::1/",
        "https://93.184.216.34/%zz", "/relative"})
    void refusesUrls(String url) {
        assertRefused("roles[0].callback", () -> rules.checkUrl(url, "roles[0].callback"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "admin@example.com", "o'neil+x@sub.example.com", "ü@example.com"})
    void takesMailAddresses(String address) {
        assertDoesNotThrow(() -> rules.checkEmail(address, "notificationEmail"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "@b", "a@", "@", "a@b@c", "a b@c", "a@b c", "a@b\r\nBcc: x", "a@b\u0000", " a@b", "a@b "})
    void refusesMailAddresses(String address) {
        assertRefused("notificationEmail", () -> rules.checkEmail(address, "notificationEmail"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "CONTENT-LENGTH", "authorization", "Transfer-Encoding", "connection", "webhook-id", "Webhook-Anything"})
    void keepsHeadersOfTheHubFromCallbacks(String name) {
        assertRefused("headers[1].name", () -> rules.checkHeaderNames(List.of("X-One", name), "headers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Content-Length", "transfer-encoding", "CONNECTION", "webhook-signature"})
    void keepsHeadersOfTheHubFromTokenRequests(String name) {
        assertRefused("headers[0].name", () -> rules.checkTokenRequestHeaderNames(List.of(name), "headers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "Content-Type", "webhook"})
    void letsTokenRequestsCarryTheClientsOwnCredential(String name) {
        assertDoesNotThrow(() -> rules.checkTokenRequestHeaderNames(List.of(name), "headers"));
    }

    @Test
    void takesHeadersThatDiffer() {
        assertDoesNotThrow(() -> rules.checkHeaderNames(List.of("X-One", "X-Two", "Content-Type"), "headers"));
        assertDoesNotThrow(() -> rules.checkHeaderNames(List.of(), "headers"));
    }

    @Test
    void refusesAHeaderTwiceWithoutRegardToCase() {
        assertRefused("headers[2].name", () -> rules.checkHeaderNames(List.of("X-One", "X-Two", "x-one"), "headers"));
        assertRefused("headers[1].name", () -> rules.checkTokenRequestHeaderNames(List.of("Authorization", "authorization"), "headers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-US", "EN-us", "de-CH-1996", "zh-Hans-CN", "zh-cmn-Hans-CN", "es-419", "en-x-own", "de-u-co-phonebk", "sl-rozaj"})
    void takesLanguages(String tag) {
        assertDoesNotThrow(() -> rules.checkLanguage(tag, "language"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"e", "en_US", "en-", "-en", "en--US", "en-a", "en-US-US", "english-language-tag", "12", "en US"})
    void refusesWhatIsNoLanguage(String tag) {
        assertRefused("language", () -> rules.checkLanguage(tag, "language"));
    }

    @Test
    void namesTheSecondOfTwoThatAreTheSame() {
        assertDoesNotThrow(() -> rules.checkDistinct(List.of("a", "A", "b"), "attributes", "name"));
        assertRefused("attributes[2].name", () -> rules.checkDistinct(List.of("a", "b", "a", "b"), "attributes", "name"));
    }

    private static void assertRefused(String field, Executable call) {
        HubException refusal = assertThrows(HubException.class, call);
        assertEquals(HubErrorCode.INVALID_VALUE, refusal.code());
        assertTrue(refusal.getMessage().contains(field) || refusal.getMessage().contains("header"), refusal.getMessage());
        assertEquals(field, refusal.body().details().get(0).value());
    }
}
