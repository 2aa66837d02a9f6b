package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets are never answered, kept where a replacement leaves them out, and never sent to a URL that they were not entrusted to. */
class SecretsIT {

    private static final String SECRET = "s3cr3t-marker";

    private final Resource authentications = new Resource(Kind.AUTHENTICATION);
    private final Resource applications = new Resource(Kind.CLIENT_APPLICATION);
    private final Resource accounts = new Resource(Kind.ACCOUNT);

    @Test
    void areNeverAnswered() {
        neverAnswered(authentications, authentications.kind().newBody().with("basicAuth.password", SECRET));
        neverAnswered(authentications, oauth2().with("oauth2.payload", SECRET).with("oauth2.headers.0.value", SECRET));
        neverAnswered(applications, applications.kind().newBody().with("roles.0.headers.0.value", SECRET));
        neverAnswered(accounts, accounts.kind().newBody().with("attributes.0.value", SECRET));
    }

    private static void neverAnswered(Resource resource, JsonBody body) {
        String id = resource.created(body);
        assertThat(resource.read(id).text()).doesNotContain(SECRET);
        int last = resource.count();
        assertThat(resource.list().withQuery("$pagesize", 1).withQuery("$pagenum", last).send().asString()).contains(id).doesNotContain(SECRET);
        // Not in an error either.
        assertThat(resource.create(body).send().asString()).contains("400-120").doesNotContain(SECRET);
        assertThat(resource.create(body.with(resource.kind().key(), "")).send().asString()).contains("400-119").doesNotContain(SECRET);
    }

    @Test
    void stayWhereAReplacementLeavesThemOut() {
        for (Resource resource : List.of(authentications, applications, accounts)) {
            String id = resource.created();
            JsonBody read = resource.read(id);
            resource.replaced(id, read);
            resource.replaced(id, resource.read(id).with("description", "again"));
            assertThat(resource.read(id).without("modified").without("description")).isEqualTo(read.without("modified").without("description"));
        }
        String id = authentications.created(oauth2());
        authentications.replaced(id, authentications.read(id));
    }

    @Test
    void aPasswordIsRequiredWhereThereIsNoneToKeep() {
        String id = authentications.created(oauth2());
        JsonBody basic = authentications.kind().newBody();
        Refusal.expect("400-143", authentications.update(id, basic.without("basicAuth.password")).send()).naming("basicAuth.password");

        authentications.replaced(id, basic);
        authentications.replaced(id, basic.without("basicAuth.password"));
        assertThat(authentications.read(id).at("type").asText()).isEqualTo("basic");
    }

    @Test
    void nothingIsKeptAcrossAChangeOfType() {
        String id = authentications.created(oauth2());
        JsonBody asOauth2 = authentications.read(id);
        authentications.replaced(id, authentications.kind().newBody());
        Refusal.expect("400-143", authentications.update(id, asOauth2.without("modified")).send()).naming("oauth2.headers.0.value");
        authentications.replaced(id, asOauth2.without("modified").without("oauth2.headers"));
    }

    @Test
    void goWithTheTokenUrlThatTheyWereEntrustedTo() {
        String id = authentications.created(oauth2());
        JsonBody elsewhere = authentications.read(id).with("oauth2.tokenRequestUrl", "https://other.support.com/token");

        Refusal.expect("400-143", authentications.update(id, elsewhere.without("oauth2.headers")).send()).naming("oauth2.payload");
        Refusal.expect("400-143", authentications.update(id, elsewhere.with("oauth2.payload", "{}")).send()).naming("oauth2.headers.0.value");

        authentications.replaced(id, elsewhere.without("oauth2.headers").with("oauth2.payload", ""));
        // The payload is gone now, so there is nothing that would have to be sent again.
        authentications.replaced(id, authentications.read(id).with("oauth2.tokenRequestUrl", "https://third.support.com/token"));
    }

    @Test
    void anEmptyPayloadIsForReplacementsOnly() {
        Refusal.expect("400-119", authentications.create(oauth2().with("oauth2.payload", "")).send()).naming("oauth2.payload");
    }

    @Test
    void goWithTheCallbackThatTheyWereEntrustedTo() {
        String id = applications.created();
        JsonBody read = applications.read(id);
        assertThat(read.at("roles.0.headers").size()).isEqualTo(1);

        Refusal.expect("400-143", applications.update(id, read.with("roles.0.callback", "https://other.support.com/callback")).send())
                .naming("roles.0.headers.0.value");
        Refusal.expect("400-143", applications.update(id, read.with("roles.0.headers.1", Map.of("name", "X-New"))).send())
                .naming("roles.0.headers.1.value");
        Refusal.expect("400-143", applications.update(id, read.with("roles.0.name", "custom_agent")).send())
                .naming("roles.0.headers.0.value");

        applications.replaced(id, read.with("roles.0.headers.0.name", read.at("roles.0.headers.0.name").asText().toUpperCase(java.util.Locale.ROOT)));
        applications.replaced(id, read.without("modified").with("roles.0.callback", "https://other.support.com/callback")
                .with("roles.0.headers.0.value", "new"));
    }

    @Test
    void anAttributeThatIsLeftOutIsGone() {
        String id = accounts.created();
        JsonBody read = accounts.read(id);
        assertThat(read.at("attributes").size()).isEqualTo(2);

        Refusal.expect("400-143", accounts.update(id, read.with("attributes.2", Map.of("name", "other"))).send()).naming("attributes.2.value");
        Refusal.expect("400-143", accounts.update(id, read.with("attributes.0.name",
                read.at("attributes.0.name").asText().toUpperCase(java.util.Locale.ROOT))).send()).naming("attributes.0.value");

        accounts.replaced(id, read.without("attributes.0"));
        assertThat(accounts.read(id).at("attributes").size()).isEqualTo(1);
        Refusal.expect("400-143", accounts.update(id, read.without("modified")).send()).naming("attributes.0.value");
    }

    @Test
    void headersOfATokenRequestMayCarryAuthorizationButNoneTwice() {
        authentications.created(oauth2().with("oauth2.headers.0.name", "Authorization"));
        Refusal.expect("400-119", authentications.create(oauth2().with("oauth2.headers.0.name", "Host")).send()).naming("oauth2.headers.0.name");
        Refusal.expect("400-119", authentications.create(oauth2()
                .with("oauth2.headers.1.name", oauth2().at("oauth2.headers.0.name").asText().toLowerCase(java.util.Locale.ROOT))).send());
    }

    @Test
    void theShapeFollowsTheType() {
        JsonBody basic = authentications.kind().newBody();
        JsonBody oauth2 = oauth2();
        Refusal.expect("400-101", authentications.create(basic.with("oauth2", oauth2.at("oauth2"))).send()).naming("oauth2");
        Refusal.expect("400-101", authentications.create(oauth2.with("basicAuth", basic.at("basicAuth"))).send()).naming("basicAuth");
        Refusal.expect("400-143", authentications.create(basic.with("type", "oauth2").without("basicAuth")).send()).naming("oauth2");
        Refusal.expect("400-119", authentications.create(basic.with("basicAuth.username", "a:b")).send()).naming("basicAuth.username");
        for (String path : List.of("accessToken", "$", "$.", "$.a[0]", "$..a", "$.a b")) {
            Refusal.expect("400-119", authentications.create(oauth2.with("oauth2.accessTokenPath", path)).send()).naming("oauth2.accessTokenPath");
        }
        Refusal.expect("400-119", authentications.create(oauth2.with("oauth2.method", "PUT")).send()).naming("oauth2.method");
    }

    private JsonBody oauth2() {
        return authentications.kind().exampleBody("authentication-oauth2-create.yaml");
    }
}
