package dev.ringdown.conformance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.conformance.fixture.HubFixtures;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is committed outlives the server's process, however that ends, and the same server comes back on the same data. */
class ServerProcessIT {

    @Test
    void whatWasAnsweredIsThereAfterEveryKindOfEnd() throws Exception {
        assumeThat(System.getenv("RINGDOWN_TEST_URL")).as("a server that others started is not stopped").isNull();
        try (ServerProcess process = ServerProcess.start()) {
            var fixtures = new HubFixtures(process.server());
            UUID first = fixtures.basicAuthentication("first", "password");

            process.kill();
            process.restart();

            assertThat(nameOf(fixtures, first)).isEqualTo("first");
            UUID second = fixtures.basicAuthentication("second", "password");

            process.stop();
            process.restart();

            assertThat(nameOf(fixtures, first)).isEqualTo("first");
            assertThat(nameOf(fixtures, second)).isEqualTo("second");

            process.pause();
            assertThatThrownBy(() -> health(process)).isInstanceOf(HttpTimeoutException.class);
            process.resume();
            assertThat(health(process).statusCode()).isEqualTo(200);

            assertThat(process.output()).as("secrets are not logged")
                    .doesNotContain(process.server().adminSecret()).doesNotContain(process.server().managerPassword());
        }
    }

    private static String nameOf(HubFixtures fixtures, UUID authentication) throws ApiException {
        return fixtures.admin().authentications().getAuthentication(authentication).getBasicAuthenticationResource().getBasicAuth().getUsername();
    }

    private static HttpResponse<String> health(ServerProcess process) throws Exception {
        var request = HttpRequest.newBuilder(process.server().at("/health")).timeout(Duration.ofSeconds(2)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
