package dev.ringdown.desk.session;

import dev.ringdown.security.Sha256;
import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The page of the reset URL, on which an agent sets a password: it calls SetPassword. The same text for everybody: the code stays in the
 * browser's address, is not looked at here, and is sent in the call's body alone.
 */
@Controller("/reset")
final class ResetPage {

    private static final String PLACE = "classpath:reset-page/";

    private final String page;
    private final String policy;

    ResetPage(ResourceLoader resources) {
        String style = read(resources, "style.css");
        String script = read(resources, "script.js");
        page = read(resources, "page.html").replace("{{style}}", style).replace("{{script}}", script);
        policy = "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(style)
                + "; img-src data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
    }

    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<String> page() {
        return HttpResponse.ok(page)
                .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=utf-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", policy)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY");
    }

    private static String read(ResourceLoader resources, String name) {
        try (InputStream in = resources.getResourceAsStream(PLACE + name)
                .orElseThrow(() -> new IllegalStateException("The server's jar lacks " + PLACE + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a Content-Security-Policy lets through: this text and no other. */
    private static String hash(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text)) + "'";
    }
}
