package dev.ringdown.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.regex.Pattern;

/** What an error answer of the desk must look like (contract, "Errors"). */
public final class DeskRefusal {

    /** Traces of the inside that no answer may show. */
    private static final Pattern INSIDE = Pattern.compile("Exception|\\bat [a-z]+\\.[a-z]+|(java|io|dev|com|org)\\.[a-z]+\\.|SELECT |INSERT |UPDATE |SQL");

    private final Response response;

    private DeskRefusal(Response response) {
        this.response = response;
    }

    /** Asserts that the answer is an error of this status and ErrorCode, with the desk's error body. */
    public static DeskRefusal expect(int status, String code, Response response) {
        String body = response.asString();
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        assertThat(response.contentType()).as("Content-Type of the error").startsWith("application/json");
        assertThat(response.<Object>path("ErrorCode")).as(body).isEqualTo(code);
        assertThat(response.<String>path("ErrorMessage")).as("ErrorMessage").isNotBlank();
        assertThat(body).as("an answer shows nothing of the inside").doesNotContainPattern(INSIDE);
        assertThat(response.jsonPath().getMap("").keySet()).as("members of the error body").isSubsetOf("ErrorCode", "ErrorMessage", "Field");
        return new DeskRefusal(response);
    }

    /** Asserts that the error is about this parameter or field. */
    public DeskRefusal naming(String field) {
        assertThat(response.<String>path("Field")).as(response.asString()).isEqualTo(field);
        return this;
    }
}
