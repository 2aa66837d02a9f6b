package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that does not say how long it is, is taken and refused like any other. */
class ChunkedBodiesIT {

    private final Call create = Desk.manager().post("CreateTagGroup", JsonBody.of(Map.of("TagGroupName", Unique.name("Chunked"))));

    @ParameterizedTest
    @ValueSource(ints = {1_000, 262_145, DeskDoor.LARGEST_BODY})
    void isTakenUpToTheLargest(int length) {
        HttpResponse<String> response = DeskDoor.padded(create, length).sendChunked();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void isRefusedAboveIt() {
        expect(413, "RequestTooLarge", DeskDoor.padded(create, DeskDoor.LARGEST_BODY + 1).sendChunked());
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 262_145})
    void isRefusedForItsForm(int length) {
        expect(400, "InvalidRequest", DeskDoor.padded(create.withJson("{"), length).sendChunked());
        expect(401, "InvalidSession", DeskDoor.padded(create.withoutToken(), length).sendChunked());
        expect(415, "UnsupportedMediaType", DeskDoor.padded(create.withContentType("text/plain"), length).sendChunked());
    }

    private static void expect(int status, String code, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("\"ErrorCode\":\"" + code + '"');
    }
}
