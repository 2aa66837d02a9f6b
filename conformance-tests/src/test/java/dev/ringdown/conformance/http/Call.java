package dev.ringdown.conformance.http;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A raw HTTP call, for what the typed client cannot say. Immutable: each {@code with...} answers a changed copy, so that a good call can
 * be spoilt in one respect at a time.
 *
 * @param method      the HTTP method
 * @param url         absolute, without query
 * @param query       query parameters
 * @param token       bearer token, or null for a call without Authorization
 * @param accept      the Accept header
 * @param contentType the Content-Type header, or null for none
 * @param body        the body, or null for none
 * @param headers     further headers
 */
public record Call(String method, URI url, Map<String, Object> query, String token, String accept, String contentType, byte[] body,
                   Map<String, String> headers) {

    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    // Bodies are sent as they are, whatever they are called.
                    .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.BINARY))
            .redirect(RedirectConfig.redirectConfig().followRedirects(false))
            .httpClient(HttpClientConfig.httpClientConfig()
                    .setParam("http.connection.timeout", 5_000)
                    .setParam("http.socket.timeout", 60_000));

    private static final HttpClient CHUNKED = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A call without further headers. */
    public Call(String method, URI url, Map<String, Object> query, String token, String accept, String contentType, byte[] body) {
        this(method, url, query, token, accept, contentType, body, Map.of());
    }

    /** A call that accepts JSON and has no body. */
    public static Call of(String method, URI url, String token) {
        return new Call(method, url, Map.of(), token, "application/json", null, null);
    }

    /** A call to a signed URL, whose query can be spoilt; without a token, and accepting anything. */
    public static Call ofSigned(String method, String url) {
        int end = url.indexOf('?');
        Call call = of(method, URI.create(url.substring(0, end)), null).withAccept("*/*");
        for (String parameter : url.substring(end + 1).split("&")) {
            int equals = parameter.indexOf('=');
            call = call.withQuery(parameter.substring(0, equals), URLDecoder.decode(parameter.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return call;
    }

    public Call withJson(JsonBody json) {
        return withJson(json.text());
    }

    /** With a body that is announced as JSON, whatever it is. */
    public Call withJson(String text) {
        return withBody("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    public Call withBody(String newContentType, byte[] newBody) {
        return new Call(method, url, query, token, accept, newContentType, newBody, headers);
    }

    public Call withContentType(String newContentType) {
        return new Call(method, url, query, token, accept, newContentType, body, headers);
    }

    public Call withQuery(String name, Object... values) {
        Map<String, Object> more = new LinkedHashMap<>(query);
        more.put(name, List.of(values));
        return new Call(method, url, more, token, accept, contentType, body, headers);
    }

    public Call withToken(String newToken) {
        return new Call(method, url, query, newToken, accept, contentType, body, headers);
    }

    public Call withoutToken() {
        return withToken(null);
    }

    public Call withAccept(String newAccept) {
        return new Call(method, url, query, token, newAccept, contentType, body, headers);
    }

    public Call withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, url, query, token, accept, contentType, body, more);
    }

    /** Sends it and answers what came, whatever the status. */
    public Response send() {
        RequestSpecification request = RestAssured.given().config(CONFIG).filter(new Answers.Recording()).header("Accept", accept)
                .headers(headers);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (contentType != null) {
            request.contentType(contentType);
        } else {
            request.noContentType();
        }
        if (body != null) {
            request.body(body);
        }
        query.forEach((name, values) -> request.queryParam(name, (Collection<?>) values));
        return request.request(method, url);
    }

    /** Sends it with a body that does not say how long it is, and answers what came, whatever the status. */
    public HttpResponse<String> sendChunked() {
        String parameters = query.entrySet().stream()
                .flatMap(parameter -> ((Collection<?>) parameter.getValue()).stream()
                        .map(value -> parameter.getKey() + '=' + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + (parameters.isEmpty() ? "" : "?" + parameters)))
                .timeout(Duration.ofSeconds(60)).header("Accept", accept).header("Content-Type", contentType);
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return CHUNKED.send(request.method(method, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of a call", e);
        }
    }
}
