package dev.ringdown.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What an error answer of the hub must look like (contract, "Errors"). */
public final class Refusal {

    /** Traces of the inside that no answer may show. */
    private static final Pattern INSIDE = Pattern.compile("Exception|\\bat [a-z]+\\.[a-z]+|(java|io|dev|com|org)\\.[a-z]+\\.|SELECT |INSERT |UPDATE |SQL");

    private final Response response;

    private Refusal(Response response) {
        this.response = response;
    }

    /** Asserts that the answer is an error of this code, with the hub's error body. */
    public static Refusal expect(String code, Response response) {
        String body = response.asString();
        assertThat(response.statusCode()).as(body).isEqualTo(Integer.parseInt(code.substring(0, 3)));
        assertThat(response.contentType()).as("Content-Type of the error").startsWith("application/json");
        assertThat(response.<Object>path("code")).as(body).isEqualTo(code);
        assertThat(response.<String>path("developerMessage")).as("developerMessage").isNotBlank();
        assertThat(body).as("an answer shows nothing of the inside").doesNotContainPattern(INSIDE);
        assertThat(response.jsonPath().getMap("").keySet()).as("members of the error body")
                .isSubsetOf("code", "developerMessage", "details", "userMessage");
        return new Refusal(response);
    }

    /** Asserts that a detail names this field, as a path with dots and indexes; {@code roles[0].name} and {@code roles.0.name} are alike. */
    public Refusal naming(String field) {
        assertThat(detailValues()).as("details of %s", response.asString()).contains(normal(field));
        return this;
    }

    /** Asserts that some detail contains this text, such as the id of what uses a resource. */
    public Refusal mentioning(String text) {
        assertThat(detailValues()).as("details of %s", response.asString()).anyMatch(value -> value.contains(text));
        return this;
    }

    private List<String> detailValues() {
        List<Map<String, String>> details = response.path("details");
        assertThat(details).as("details of %s", response.asString()).isNotNull();
        return details.stream().map(detail -> detail.get("value")).filter(value -> value != null).map(Refusal::normal).toList();
    }

    private static String normal(String field) {
        return field.replaceAll("\\[(\\d+)]", ".$1");
    }
}
