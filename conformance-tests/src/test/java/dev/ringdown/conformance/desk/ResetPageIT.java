package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the reset URL: what it lets a browser do, and that it tells nothing of its code. */
class ResetPageIT {

    private static final String CODE = "0123456789abcdef".repeat(4);

    @Test
    void isAPageThatNeedsNoSession() {
        Response response = page().withQuery("code", CODE).send();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(response.asString()).startsWith("<!DOCTYPE html>").contains("lang=\"en\"").contains("name=\"viewport\"");
        Response head = new Call("HEAD", page().url(), page().withQuery("code", CODE).query(), null, "text/html", null, null).send();
        assertThat(head.statusCode()).isEqualTo(200);
    }

    @Test
    void isKeptByNobodyAndShownInNoFrame() {
        Response response = page().withQuery("code", CODE).send();
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(response.header("Content-Security-Policy")).contains("default-src 'none'").contains("frame-ancestors 'none'")
                .contains("connect-src 'self'").contains("base-uri 'none'").contains("form-action 'none'").doesNotContain("unsafe");
        assertThat(response.headers().hasHeaderWithName("Set-Cookie")).isFalse();
    }

    @Test
    void runsItsOwnScriptAndStyleAndNothingElse() throws Exception {
        Response response = page().withQuery("code", CODE).send();
        String html = response.asString();
        for (String element : new String[]{"script", "style"}) {
            Matcher inline = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(html);
            assertThat(inline.find()).as(element).isTrue();
            String hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256")
                    .digest(inline.group(1).getBytes(StandardCharsets.UTF_8)));
            assertThat(response.header("Content-Security-Policy")).contains(element + "-src 'sha256-" + hash + "'");
            assertThat(inline.find()).as("one of them").isFalse();
        }
        assertThat(html).as("nothing from elsewhere").doesNotContain("http:").doesNotContain("https:").doesNotContain(" src=")
                .doesNotContain("url(").doesNotContain("@import").doesNotContainPattern("\\son[a-z]+=").doesNotContain("style=\"");
    }

    @Test
    void isTheSameWhateverItIsAskedWith() {
        String html = page().withQuery("code", CODE).send().asString();
        assertThat(html).doesNotContain(CODE);
        for (String code : new String[]{"", "\"><script>alert(1)</script>", "{{script}}", "x".repeat(2000)}) {
            Response response = page().withQuery("code", code).send();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.asString()).isEqualTo(html);
        }
        assertThat(page().send().asString()).isEqualTo(html);
        assertThat(page().withHeader("X-Forwarded-Host", "evil.example").withHeader("X-Forwarded-Proto", "https").send().asString()).isEqualTo(html);
    }

    @Test
    void itsFieldsHaveLabelsAndItsErrorsAreAnnounced() {
        String html = page().send().asString();
        for (String field : new String[]{"password", "again"}) {
            assertThat(html).contains("<label for=\"" + field + "\">").containsPattern("<input id=\"" + field + "\"[^>]*autocomplete=\"new-password\"");
        }
        assertThat(html).containsPattern("<p id=\"problem\"[^>]*role=\"alert\"").containsPattern("<p id=\"outcome\"[^>]*role=\"status\"")
                .contains("<noscript>").contains("type=\"submit\"");
    }

    @Test
    void isNothingButThisPage() {
        assertThat(new Call("POST", page().url(), page().query(), null, "text/html", null, null).send().statusCode()).isEqualTo(405);
        assertThat(Call.of("GET", SharedServer.get().at("/reset/style.css"), null).send().statusCode()).isIn(401, 404);
        assertThat(Call.of("GET", SharedServer.get().at("/reset-page/page.html"), null).send().statusCode()).isIn(401, 404);
    }

    private static Call page() {
        return Call.of("GET", SharedServer.get().at("/reset"), null).withAccept("text/html,application/xhtml+xml,*/*;q=0.8");
    }
}
