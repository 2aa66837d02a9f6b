package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.http.Call;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that does not say how long it is, is taken and refused like any other. */
class ChunkedBodiesIT {

    private final Call create = new Resource(Kind.PARTICIPANT).create();

    @ParameterizedTest
    @ValueSource(ints = {1_000, 262_145, Door.LARGEST_BODY})
    void isTakenUpToTheLargest(int length) {
        HttpResponse<String> response = Door.padded(create, length).sendChunked();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    @Test
    void isRefusedAboveIt() {
        expect(413, "413-101", Door.padded(create, Door.LARGEST_BODY + 1).sendChunked());
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 262_145})
    void isRefusedForItsForm(int length) {
        expect(400, "400-100", Door.padded(create.withJson("{"), length).sendChunked());
        expect(401, "401-104", Door.padded(create.withoutToken(), length).sendChunked());
        expect(415, "415-101", Door.padded(create.withContentType("text/plain"), length).sendChunked());
    }

    private static void expect(int status, String code, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("\"code\":\"" + code + '"');
    }
}
