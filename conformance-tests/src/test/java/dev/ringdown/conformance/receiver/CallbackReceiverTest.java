package dev.ringdown.conformance.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The receiver is what delivery is judged by, so it is judged first. */
class CallbackReceiverTest {

    private final CallbackReceiver receiver = CallbackReceiver.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void keepsWhatArrivesInOrder() throws Exception {
        post(receiver.at("/customer?x=1"), "first", "X-Test", "yes");
        assertThat(post(receiver.at("/customer"), "zweite \u00e9").statusCode()).isEqualTo(204);

        assertThat(receiver.calls()).extracting(ReceivedCall::text).containsExactly("first", "zweite \u00e9");
        assertThat(receiver.calls().get(0).path()).isEqualTo("/customer?x=1");
        assertThat(receiver.calls().get(0).header("x-test")).isEqualTo("yes");
        assertThat(receiver.calls()).extracting(ReceivedCall::number).containsExactly(1, 2);
    }

    @Test
    void answersAsItIsTold() throws Exception {
        receiver.answering(429, "Retry-After", "7");
        assertThat(post(receiver.at("/"), "").headers().firstValue("Retry-After")).contains("7");
        receiver.answering(500);
        assertThat(post(receiver.at("/"), "").statusCode()).isEqualTo(500);
        receiver.answering(Answering.CLOSING);
        assertThatThrownBy(() -> post(receiver.at("/"), "")).isInstanceOf(IOException.class);
        assertThat(receiver.calls()).extracting(ReceivedCall::status).startsWith(429, 500, 0);
    }

    @Test
    void hangsAndGoesOn() throws Exception {
        receiver.answering(Answering.HANGING);
        assertThatThrownBy(() -> post(receiver.at("/"), "hung")).isInstanceOf(HttpTimeoutException.class);
        receiver.answering(Answering.ACCEPTING);
        assertThat(post(receiver.at("/"), "again").statusCode()).isEqualTo(204);
    }

    @Test
    void goesDownAndComesUpOnItsPort() throws Exception {
        receiver.down();
        assertThatThrownBy(() -> post(receiver.at("/"), "")).isInstanceOf(ConnectException.class);
        receiver.up();
        assertThat(post(receiver.at("/"), "").statusCode()).isEqualTo(204);
    }

    @Test
    void letsInByBasic() throws Exception {
        receiver.guardedBy(Guard.basic("user", "pass:word"));
        assertThat(post(receiver.at("/"), "").statusCode()).isEqualTo(401);
        assertThat(post(receiver.at("/"), "", "Authorization", "Basic dXNlcjpwYXNzOndvcmQ=").statusCode()).isEqualTo(204);
    }

    @Test
    void letsInByTokensOfItsOwnUntilTheyExpire() throws Exception {
        var issuer = new TokenIssuer("data.token");
        receiver.guardedBy(issuer);
        String json = post(receiver.tokenRequestUrl(), "{}").body();
        assertThat(json).startsWith("{\"data\":{\"token\":\"");
        String token = json.replaceAll(".*:\"([^\"]+)\".*", "$1");

        assertThat(post(receiver.at("/"), "", "Authorization", "Bearer " + token).statusCode()).isEqualTo(204);
        issuer.expireAll();
        assertThat(post(receiver.at("/"), "", "Authorization", "Bearer " + token).statusCode()).isEqualTo(401);
        assertThat(receiver.tokenRequests()).hasSize(1);
        assertThat(receiver.calls()).hasSize(2);
    }

    private HttpResponse<String> post(URI url, String body, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
