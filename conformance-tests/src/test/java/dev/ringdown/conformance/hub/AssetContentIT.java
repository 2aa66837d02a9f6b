package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.conversationmanager.model.ClientScope;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes up and comes down by signed URLs, and what does not (contract, uploadAssetContent and downloadAssetContent). */
class AssetContentIT {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static AssetShelf shelf;

    @BeforeAll
    static void open() {
        shelf = new AssetShelf();
    }

    /** Around the parts in which the server may keep it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 262_143, 262_144, 262_145, 524_288, AssetShelf.LARGEST})
    void comesDownAsItWentUp(int size) throws Exception {
        byte[] bytes = AssetShelf.bytes(size);
        AssetShelf.Announced whole = shelf.uploaded("file.bin", "application/octet-stream", bytes);
        assertThat(shelf.download(whole.id()).send().asByteArray()).isEqualTo(bytes);

        AssetShelf.Announced chunked = shelf.announced("file.bin", size);
        assertThat(postChunked(chunked.contentUrl(), "application/octet-stream", bytes).statusCode()).isEqualTo(204);
        Call download = shelf.download(chunked.id());
        assertThat(download.send().asByteArray()).isEqualTo(bytes);
        assertThat(download.send().asByteArray()).as("any number of times").isEqualTo(bytes);
    }

    @Test
    void isAnsweredAsAFileToSave() {
        Response response = shelf.download(shelf.uploaded("Grüße \"an\" alle.html", "text/html", HELLO).id()).send();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo("text/html");
        assertThat(response.header("Content-Disposition")).isEqualTo(
                "attachment; filename=\"Gr__e _an_ alle.html\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%22an%22%20alle.html");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(response.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "bird.jpg, image/jpeg, IMAGE/JPEG",
        "bird.HEIC, image/heic, image/heic",
        "letter.txt, text/plain, text/plain; charset=utf-8",
        "form.txt, text/plain, 'text/plain ; a=\"b;c\"'",
        "data.json, application/json, application/json",
        "letter, application/octet-stream, application/octet-stream",
        "letter.qqq, application/octet-stream, application/octet-stream",
    })
    void theTypeFollowsFromTheName(String name, String contentType, String sent) {
        AssetShelf.Announced asset = shelf.uploaded(name, sent, HELLO);
        assertThat(shelf.get(asset.id()).send().<String>path("contentType")).isEqualTo(contentType);
        assertThat(shelf.download(asset.id()).send().header("Content-Type")).isEqualTo(contentType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/*", "*/*", "application/octet-stream", "application/json", "text/plain",
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void anotherTypeIsRefused(String contentType) {
        AssetShelf.Announced asset = shelf.announced("bird.jpg", 5);
        Refusal.expect("403-111", asset.upload(contentType, HELLO).send());
        stillWaits(asset);
    }

    @Test
    void aBodyWithoutTypeIsRefused() throws Exception {
        AssetShelf.Announced asset = shelf.announced("bird.jpg", 5);
        String answer = raw(asset.contentUrl(), "Content-Length: 5\r\nConnection: close\r\n\r\nhello");
        assertThat(answer).startsWith("HTTP/1.1 415 ").contains("415-101");
        stillWaits(asset);
    }

    @Test
    void noBodyIsAnotherSize() throws Exception {
        AssetShelf.Announced asset = shelf.announced("bird.jpg", 5);
        Refusal.expect("403-111", asset.upload("image/jpeg", new byte[0]).send());
        assertThat(raw(asset.contentUrl(), "Content-Type: image/jpeg\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 403 ").contains("403-111");
        assertThat(postChunked(asset.contentUrl(), "image/jpeg", new byte[0]).body()).contains("403-111");
        stillWaits(asset);
    }

    /** Without a length nothing can be told before the bytes are there. */
    @Test
    void chunksAreCountedAsTheyArrive() throws Exception {
        AssetShelf.Announced asset = shelf.announced("bird.jpg", 600_000);
        for (int size : new int[]{1, 262_144, 524_288, 599_999, 600_001, 2_000_000}) {
            HttpResponse<String> response = postChunked(asset.contentUrl(), "image/jpeg", AssetShelf.bytes(size));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
            assertThat(response.body()).contains("403-111");
        }
        AssetShelf.Announced largest = shelf.announced("bird.jpg", AssetShelf.LARGEST);
        HttpResponse<String> response = postChunked(largest.contentUrl(), "image/jpeg", new byte[AssetShelf.LARGEST + 1]);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(413);
        Refusal.expect("404-101", shelf.download(asset.id()).send());
        assertThat(postChunked(asset.contentUrl(), "image/jpeg", AssetShelf.bytes(600_000)).statusCode()).isEqualTo(204);
    }

    /** The client says how much comes and asks whether to send it at all: it hears the refusal although nothing was sent. */
    @Test
    void whatTheHeadersGiveAwayIsRefusedBeforeTheBody() throws Exception {
        AssetShelf.Announced asset = shelf.announced("bird.jpg", AssetShelf.LARGEST);
        String length = "Content-Length: " + AssetShelf.LARGEST + "\r\n";
        assertThat(unsent(asset.contentUrl(), "Content-Type: image/png\r\n" + length)).contains("403-111");
        assertThat(unsent(asset.contentUrl(), "Content-Type: image/jpeg\r\nContent-Length: 5\r\n")).contains("403-111");
        assertThat(unsent(asset.contentUrl(), "Content-Type: image/jpeg\r\nContent-Length: 10485761\r\n")).contains("413-101");
        assertThat(unsent(asset.contentUrl(), "Content-Type: image\r\n" + length)).contains("415-101");
        assertThat(unsent(asset.contentUrl() + "A", "Content-Type: image/jpeg\r\n" + length)).contains("403-111");
        AssetShelf.Announced there = shelf.uploaded("bird.jpg", "image/jpeg", HELLO);
        assertThat(unsent(there.contentUrl(), "Content-Type: image/jpeg\r\nContent-Length: 5\r\n")).contains("403-111");
    }

    @Test
    void anUploadThatBreaksOffCanBeTriedAgain() throws Exception {
        byte[] bytes = AssetShelf.bytes(AssetShelf.LARGEST);
        AssetShelf.Announced asset = shelf.announced("bird.jpg", bytes.length);
        for (String framing : new String[]{"Content-Length: " + bytes.length + "\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\na00000\r\n"}) {
            URI url = URI.create(asset.contentUrl());
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(head(url, "Content-Type: image/jpeg\r\n" + framing));
                out.write(bytes, 0, bytes.length / 2);
                out.flush();
            }
            Refusal.expect("404-101", shelf.download(asset.id()).send());
        }
        assertThat(asset.upload("image/jpeg", bytes).send().statusCode()).isEqualTo(204);
        assertThat(shelf.download(asset.id()).send().asByteArray()).isEqualTo(bytes);
    }

    @Test
    void neverChanges() throws Exception {
        AssetShelf.Announced asset = shelf.uploaded("bird.jpg", "image/jpeg", HELLO);
        Refusal.expect("403-111", asset.upload("image/jpeg", HELLO).send());
        Refusal.expect("403-111", asset.upload("image/jpeg", "world".getBytes(StandardCharsets.US_ASCII)).send());
        Refusal.expect("403-111", asset.upload("image/png", new byte[7]).send());
        assertThat(postChunked(asset.contentUrl(), "image/jpeg", HELLO).body()).contains("403-111");
        assertThat(shelf.download(asset.id()).send().asByteArray()).isEqualTo(HELLO);
    }

    @Test
    void ofSeveralUploadsAtTheSameMomentOneIsTaken() throws Exception {
        int size = 300_000;
        int count = 6;
        AssetShelf.Announced asset = shelf.announced("bird.jpg", size);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            var start = new CyclicBarrier(count);
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] bytes = new byte[size];
                Arrays.fill(bytes, (byte) i);
                running.add(threads.submit(() -> {
                    start.await();
                    return asset.upload("image/jpeg", bytes).send().statusCode();
                }));
            }
            List<Integer> outcomes = new ArrayList<>();
            for (Future<Integer> each : running) {
                outcomes.add(each.get());
            }
            assertThat(outcomes).containsOnly(204, 403);
            assertThat(Collections.frequency(outcomes, 204)).isEqualTo(1);
            byte[] expected = new byte[size];
            Arrays.fill(expected, (byte) outcomes.indexOf(204));
            assertThat(shelf.download(asset.id()).send().asByteArray()).isEqualTo(expected);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aSignedUrlHoldsForItsOwnUseAlone() {
        AssetShelf.Announced waiting = shelf.announced("bird.jpg", 5);
        AssetShelf.Announced uploaded = shelf.uploaded("bird.jpg", "image/jpeg", HELLO);
        Call download = shelf.download(uploaded.id());
        Map<String, Object> uploading = Call.ofSigned("POST", waiting.contentUrl()).query();
        Map<String, Object> downloading = download.query();

        Refusal.expect("403-111", with(download, Call.ofSigned("POST", uploaded.contentUrl()).query()).send());
        Refusal.expect("403-111", with(waiting.upload("image/jpeg", HELLO), shelf.download(waiting.id()).query()).send());
        Refusal.expect("403-111", with(waiting.upload("image/jpeg", HELLO), downloading).send());
        Refusal.expect("403-111", with(shelf.download(waiting.id()), downloading).send());
        long expires = Long.parseLong(String.valueOf(((List<?>) uploading.get("expires")).get(0)));
        Refusal.expect("403-111", waiting.upload("image/jpeg", HELLO).withQuery("expires", Long.toString(expires + 1)).send());
        Refusal.expect("403-111", waiting.upload("image/jpeg", HELLO).withQuery("expires", Long.toString(Long.MAX_VALUE)).send());
        String signature = String.valueOf(((List<?>) uploading.get("signature")).get(0));
        for (String forged : List.of(signature.substring(1), signature + "A", signature.substring(0, signature.length() - 1),
                (signature.charAt(0) == 'A' ? 'B' : 'A') + signature.substring(1))) {
            Refusal.expect("403-111", waiting.upload("image/jpeg", HELLO).withQuery("signature", forged).send());
        }
        Refusal.expect("403-111", waiting.upload("image/jpeg", HELLO).withQuery("signature", "A".repeat(43))
                .withToken(shelf.application.token()).send());
        stillWaits(waiting);
    }

    @Test
    void belongsToItsCreatorAlone() {
        RegisteredApplication stranger = new HubFixtures(SharedServer.get()).application().role("customer", "https://stranger.ringdown.test/")
                .createWithCredentials(ClientScope.APP_CONVERSATION_CONVERSATIONMGR_INTERACTION_MANAGE,
                        ClientScope.APP_CONVERSATION_CONVERSATIONMGR_INTERACTION_READ);
        AssetShelf.Announced asset = shelf.uploaded("bird.jpg", "image/jpeg", HELLO);
        Refusal.expect("404-101", shelf.get(asset.id()).withToken(stranger.token()).send());
        Refusal.expect("404-101", shelf.delete(asset.id()).withToken(stranger.token()).send());
        assertThat(shelf.download(asset.id()).send().asByteArray()).isEqualTo(HELLO);
    }

    @Test
    void theChannelsLimitsApplyByDirection() {
        var limited = new AssetShelf(1_000, 2_000);
        Call inbound = limited.announcing(limited.announcement("bird.jpg", 1_001));
        Call outbound = limited.announcing(limited.announcement("bird.jpg", 2_001).with("sender.type", "custom_agent"));
        Response refused = inbound.send();
        Refusal.expect("400-634", refused).naming("size").mentioning("1000");
        assertThat(refused.<String>path("userMessage")).as("only when asked for").isNull();
        Refusal.expect("400-634", outbound.send()).naming("size").mentioning("2000");
        assertThat(limited.announcing(limited.announcement("bird.jpg", 1_000)).send().statusCode()).isEqualTo(200);
        assertThat(limited.announcing(limited.announcement("bird.jpg", 2_000).with("sender.type", "custom_agent")).send().statusCode())
                .isEqualTo(200);
        assertThat(limited.announcing(limited.announcement("bird.jpg", 1_000).with("channel.type", ' ' + limited.channelType.toUpperCase() + ' '))
                .send().statusCode()).isEqualTo(200);
    }

    @Test
    void theTextForUsersComesWhenAskedFor() throws Exception {
        var limited = new AssetShelf(1_000, null);
        HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(limited.announcing(limited.announcement("bird.jpg", 1_001)).url())
                .header("Authorization", "Bearer " + limited.application.token()).header("Content-Type", "application/json")
                .header("X-egain-error-message", "yes").header("Accept-Language", "en-us")
                .POST(HttpRequest.BodyPublishers.ofString(limited.announcement("bird.jpg", 1_001).text())).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).contains("400-634").contains("\"userMessage\":\"The file is too large. The limit is 1000 bytes.\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u3000", "a\u0000.txt", "a\nb.txt", "a\u007f.txt", "a\u0085.txt", "\ud800.txt"})
    void namesThatAreNoneAreRefused(String name) {
        Refusal.expect("400-119", shelf.announcing(shelf.announcement("x", 5)).withJson(
                shelf.announcement("x", 5).text().replace("\"x\"", '"' + escaped(name) + '"')).send()).naming("name");
    }

    @Test
    void theLongestNameIsTaken() {
        String name = "\uD83D\uDC26".repeat(251) + ".jpg";
        Response response = shelf.download(shelf.uploaded(name, "image/jpeg", HELLO).id()).send();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Content-Disposition")).endsWith(".jpg").hasSizeLessThanOrEqualTo(4096);
        Refusal.expect("400-119", shelf.announcing(shelf.announcement("x" + name, 5)).send()).naming("name");
    }

    /** Nothing was stored by what was refused: the content can still come. */
    private static void stillWaits(AssetShelf.Announced asset) {
        Refusal.expect("404-101", shelf.download(asset.id()).send());
        assertThat(asset.upload("image/jpeg", HELLO).send().statusCode()).isEqualTo(204);
        assertThat(shelf.download(asset.id()).send().asByteArray()).isEqualTo(HELLO);
    }

    private static Call with(Call call, Map<String, Object> query) {
        return new Call(call.method(), call.url(), query, call.token(), call.accept(), call.contentType(), call.body());
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(unit -> escaped.append(String.format("\\u%04x", unit)));
        return escaped.toString();
    }

    private static HttpResponse<String> postChunked(String url, String contentType, byte[] bytes) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", contentType).timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] head(URI url, String rest) {
        return ("POST " + url.getRawPath() + '?' + url.getRawQuery() + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n" + rest)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends headers and perhaps a body as they are, and reads until the server ends the connection. */
    private static String raw(String url, String rest) throws IOException {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head(uri, rest));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sends the headers of a request and none of its body, and reads the error body of the answer. */
    private static String unsent(String url, String headers) throws IOException {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head(uri, headers + "\r\n"));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\"}") < 0) {
                int read = in.read();
                assertThat(read).as("the answer ended with %s", answer).isNotNegative();
                answer.append((char) read);
            }
            return answer.toString();
        }
    }
}
