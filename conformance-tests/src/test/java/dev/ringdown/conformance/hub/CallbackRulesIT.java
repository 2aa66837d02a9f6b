package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What createClientApplication says of roles, callbacks and headers, and createAuthentication of token URLs. */
class CallbackRulesIT {

    private final Resource applications = new Resource(Kind.CLIENT_APPLICATION);
    private final Resource authentications = new Resource(Kind.AUTHENTICATION);

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/", "http://172.16.3.4:8080/x", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data",
        "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://[fd00::1]/", "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://0.0.0.0/",
        "http://[::]/", "http://100.64.0.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://167772161/", "http://0x0a000001/",
        "http://10.1/", "http://[64:ff9b::a00:1]/", "http://127.0.0.2/"})
    void internalAddressesAreRefused(String url) {
        Refusal.expect("400-119", applications.create(applications.kind().newBody().with("roles.0.callback", url)).send())
                .naming("roles.0.callback");
        Refusal.expect("400-119", authentications.create(oauth2().with("oauth2.tokenRequestUrl", url)).send())
                .naming("oauth2.tokenRequestUrl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "ftp://example.com/", "file:///etc/passwd", "https:///path", "https://", "javascript:alert(1)",
        "https://exa mple.com/", "https://example.com/a b", "//example.com/"})
    void otherThanHttpUrlsAreRefused(String url) {
        Refusal.expect("400-119", applications.create(applications.kind().newBody().with("roles.0.callback", url)).send())
                .naming("roles.0.callback");
    }

    @Test
    void urlsHaveAtMost2048Characters() {
        String longest = "https://example.support.com/" + "x".repeat(2048 - 28);
        applications.created(applications.kind().newBody().with("roles.0.callback", longest));
        Refusal.expect("400-119", applications.create(applications.kind().newBody().with("roles.0.callback", longest + "x")).send())
                .naming("roles.0.callback");
    }

    @Test
    void aNameThatDoesNotResolveYetIsTaken() {
        applications.created(applications.kind().newBody().with("roles.0.callback", "https://not-there.invalid/callback"));
        authentications.created(oauth2().with("oauth2.tokenRequestUrl", "https://not-there.invalid/token"));
    }

    @Test
    void aRoleOccursOnce() {
        JsonBody body = applications.kind().newBody();
        Refusal.expect("400-119", applications.create(body.with("roles.1", body.at("roles.0"))).send());
        JsonBody six = body;
        int next = 1;
        for (String role : List.of("custom_bot", "egain_bot", "egain_agent", "custom_agent", "business_notification")) {
            six = six.with("roles." + next, body.at("roles.0")).with("roles." + next + ".name", role);
            next++;
        }
        assertThat(applications.read(applications.created(six)).at("roles").size()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Content-Length", "Transfer-Encoding", "Connection", "Authorization", "webhook-id", "Webhook-Signature",
        "webhook-anything"})
    void headersOfTheHubsOwnAreRefused(String name) {
        refusedHeader("name", name);
        refusedHeader("name", name.toLowerCase(Locale.ROOT));
    }

    @Test
    void headersHaveTheirForm() {
        for (String name : List.of("", "X Header", "X:Header", "X\nHeader", "X-\u00e9")) {
            refusedHeader("name", name);
        }
        for (String value : List.of("", "a\r\nX-Injected: 1", "a\nb", "a\u0000b", "a\u007fb")) {
            refusedHeader("value", value);
        }
        JsonBody body = applications.kind().newBody();
        Refusal.expect("400-119", applications.create(body.with("roles.0.headers.1",
                Map.of("name", body.at("roles.0.headers.0.name").asText().toUpperCase(Locale.ROOT), "value", "x"))).send());
    }

    @Test
    void anEmptyListOfHeadersIsNone() {
        JsonBody read = applications.read(applications.created(applications.kind().newBody().with("roles.0.headers", List.of())));
        assertThat(read.at("roles.0.headers").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "admin", "@example.com", "admin@", "a b@example.com"})
    void whatIsNoMailAddressIsRefused(String address) {
        Refusal.expect("400-119", applications.create(applications.kind().newBody().with("roles.0.notificationEmail", address)).send())
                .naming("roles.0.notificationEmail");
    }

    private void refusedHeader(String part, String value) {
        String place = "roles.0.headers.0." + part;
        Refusal.expect("400-119", applications.create(applications.kind().newBody().with(place, value)).send()).naming(place);
    }

    private JsonBody oauth2() {
        return authentications.kind().exampleBody("authentication-oauth2-create.yaml");
    }
}
