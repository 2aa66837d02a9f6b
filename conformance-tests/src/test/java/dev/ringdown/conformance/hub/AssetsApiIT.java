package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.Asset;
import dev.ringdown.client.conversationmanager.model.AssetRequest;
import dev.ringdown.client.conversationmanager.model.AssetSender;
import dev.ringdown.client.conversationmanager.model.ConversationChannel;
import dev.ringdown.client.conversationmanager.model.CreatedAsset;
import dev.ringdown.client.conversationmanager.model.PartyType;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.conversationmanager.AssetsApiTestSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Assets. */
class AssetsApiIT implements AssetsApiTestSpec {

    private static final byte[] HELLO = {'h', 'e', 'l', 'l', 'o'};
    private static final TemporalUnitWithinOffset A_MINUTE = new TemporalUnitWithinOffset(1, ChronoUnit.MINUTES);

    private static AssetShelf shelf;

    @BeforeAll
    static void open() {
        shelf = new AssetShelf();
    }

    @Test
    @Override
    public void createAsset200() throws ApiException {
        CreatedAsset created = shelf.client.assets().createAsset(new AssetRequest().channel(new ConversationChannel().type(shelf.channelType))
                .sender(new AssetSender().type(PartyType.CUSTOMER)).name("bird.jpg").size(5), null, null);

        assertThat(created.getContentUrl()).startsWith(SharedServer.get().url() + "/conversation/conversationmgr/v3/assets/" + created.getId());
        assertThat(created.getContentUrlExpiry()).isCloseTo(OffsetDateTime.now().plusMinutes(15), A_MINUTE);
        assertThat(shelf.client.assets().getAsset(created.getId()).getName()).isEqualTo("bird.jpg");
    }

    @Test
    @Override
    public void createAsset400() {
        Refusal.expect("400-100", good().withJson("{").send());
        Refusal.expect("400-101", good().withJson(shelf.announcement("bird.jpg", 5).with("contentType", "image/jpeg")).send()).naming("contentType");
        Refusal.expect("400-119", good().withJson(shelf.announcement("bird.jpg", 0)).send()).naming("size");
        Refusal.expect("400-121", good().withJson(shelf.announcement("bird.jpg", 5).with("channel.type", "custom.none")).send())
                .naming("channel.type");
        Refusal.expect("400-143", good().withJson(shelf.announcement("bird.jpg", 5).without("name")).send()).naming("name");
    }

    @Test
    @Override
    public void createAsset401() {
        Door.unauthorized(good());
    }

    @Test
    @Override
    public void createAsset403() {
        Refusal.expect("403-101", good().withToken(Access.to(SharedServer.get()).adminToken()).send());
        Refusal.expect("403-101", good().withToken(readingToken()).send());
        Refusal.expect("403-102", good().withJson(shelf.announcement("bird.jpg", 5).with("sender.type", "custom_bot")).send()).naming("sender.type");
    }

    @Test
    @Override
    public void createAsset406() {
        Door.notAcceptable(good());
    }

    @Test
    @Override
    public void createAsset413() {
        Door.tooLarge(good());
    }

    @Test
    @Override
    public void createAsset415() {
        Door.unsupportedMediaType(good());
    }

    @Test
    @Override
    public void getAsset200() throws ApiException {
        String id = shelf.uploaded("hello.txt", "text/plain", HELLO).id();

        Asset asset = shelf.client.assets().getAsset(id);

        assertThat(asset).extracting(Asset::getId, Asset::getName, Asset::getSize, Asset::getContentType)
                .containsExactly(id, "hello.txt", 5, "text/plain");
        assertThat(asset.getContentUrlExpiry()).isCloseTo(OffsetDateTime.now().plusMinutes(15), A_MINUTE);
        assertThat(Call.ofSigned("GET", asset.getContentUrl()).send().asByteArray()).isEqualTo(HELLO);
    }

    @Test
    @Override
    public void getAsset400() {
        Door.unknownParameter(shelf.get(waiting().id()));
    }

    @Test
    @Override
    public void getAsset401() {
        Door.unauthorized(shelf.get(waiting().id()));
    }

    @Test
    @Override
    public void getAsset403() {
        Refusal.expect("403-101", shelf.get(waiting().id()).withToken(Access.to(SharedServer.get()).adminToken()).send());
    }

    @Test
    @Override
    public void getAsset404() {
        Door.notFound(shelf::get);
        String id = waiting().id();
        Refusal.expect("404-101", shelf.get(id).withToken(readingToken()).send());
        Refusal.expect("404-101", shelf.get(id.toUpperCase(Locale.ROOT)).send());
        assertThat(shelf.delete(id).send().statusCode()).isEqualTo(204);
        Refusal.expect("404-101", shelf.get(id).send());
    }

    @Test
    @Override
    public void getAsset406() {
        Door.notAcceptable(shelf.get(waiting().id()));
    }

    @Test
    @Override
    public void deleteAsset204() throws ApiException {
        AssetShelf.Announced waiting = waiting();
        shelf.client.assets().deleteAsset(waiting.id());
        Refusal.expect("404-101", waiting.upload("image/jpeg", HELLO).send());

        AssetShelf.Announced uploaded = shelf.uploaded("hello.txt", "text/plain", HELLO);
        Call download = shelf.download(uploaded.id());
        shelf.client.assets().deleteAsset(uploaded.id());
        Refusal.expect("404-101", download.send());
        Refusal.expect("404-101", shelf.delete(uploaded.id()).send());
    }

    @Test
    @Override
    public void deleteAsset400() {
        Door.unknownParameter(shelf.delete(waiting().id()));
    }

    @Test
    @Override
    public void deleteAsset401() {
        Door.unauthorized(shelf.delete(waiting().id()));
    }

    @Test
    @Override
    public void deleteAsset403() {
        String id = waiting().id();
        Refusal.expect("403-101", shelf.delete(id).withToken(Access.to(SharedServer.get()).adminToken()).send());
        Refusal.expect("403-101", shelf.delete(id).withToken(readingToken()).send());
        assertThat(shelf.get(id).send().statusCode()).isEqualTo(200);
    }

    @Test
    @Override
    public void deleteAsset404() {
        Door.notFound(shelf::delete);
        AssetShelf.Announced asset = shelf.uploaded("hello.txt", "text/plain", HELLO);
        Refusal.expect("404-101", shelf.delete(asset.id()).withToken(Access.to(SharedServer.get()).interactionToken()).send());
        assertThat(shelf.download(asset.id()).send().asByteArray()).as("it is untouched").isEqualTo(HELLO);
    }

    @Test
    @Override
    public void deleteAsset406() {
        Door.notAcceptable(shelf.delete(waiting().id()));
    }

    @Test
    @Override
    public void uploadAssetContent204() {
        AssetShelf.Announced asset = waiting();
        assertThat(asset.upload("image/jpeg", HELLO).send().statusCode()).isEqualTo(204);
        assertThat(shelf.download(asset.id()).send().asByteArray()).isEqualTo(HELLO);
    }

    @Test
    @Override
    public void uploadAssetContent400() {
        badQuery(waiting().upload("image/jpeg", HELLO));
    }

    @Test
    @Override
    public void uploadAssetContent403() {
        AssetShelf.Announced asset = waiting();
        Refusal.expect("403-111", asset.upload("image/png", HELLO).send());
        Refusal.expect("403-111", asset.upload("image/jpeg", new byte[6]).send());
        Refusal.expect("403-111", asset.upload("image/jpeg", new byte[4]).send());
        Refusal.expect("403-111", asset.upload("image/jpeg", HELLO).withQuery("signature", "x").send());
    }

    @Test
    @Override
    public void uploadAssetContent404() {
        AssetShelf.Announced asset = waiting();
        assertThat(shelf.delete(asset.id()).send().statusCode()).isEqualTo(204);
        Refusal.expect("404-101", asset.upload("image/jpeg", HELLO).send());
    }

    @Test
    @Override
    public void uploadAssetContent406() {
        Door.notAcceptable(waiting().upload("image/jpeg", HELLO));
    }

    @Test
    @Override
    public void uploadAssetContent413() {
        AssetShelf.Announced asset = shelf.announced("bird.jpg", AssetShelf.LARGEST);
        Refusal.expect("413-101", asset.upload("image/jpeg", new byte[AssetShelf.LARGEST + 1]).send());
        Refusal.expect("413-101", asset.upload("image/jpeg", new byte[Door.LARGEST_BODY + 1]).send());
    }

    @Test
    @Override
    public void uploadAssetContent415() {
        Call upload = waiting().upload("image/jpeg", HELLO);
        Refusal.expect("415-101", upload.withContentType("image").send());
        Refusal.expect("415-101", upload.withContentType("image/jpeg, image/png").send());
    }

    @Test
    @Override
    public void downloadAssetContent200() throws ApiException, IOException {
        byte[] bytes = AssetShelf.bytes(700_001);
        AssetShelf.Announced asset = shelf.uploaded("bird.jpg", "image/jpeg", bytes);
        Map<String, Object> query = shelf.download(asset.id()).query();

        File file = shelf.client.assets().downloadAssetContent(asset.id(), Long.valueOf(only(query.get("expires"))), only(query.get("signature")));

        assertThat(Files.readAllBytes(file.toPath())).isEqualTo(bytes);
        Files.delete(file.toPath());
    }

    @Test
    @Override
    public void downloadAssetContent400() {
        badQuery(shelf.download(shelf.uploaded("hello.txt", "text/plain", HELLO).id()));
    }

    @Test
    @Override
    public void downloadAssetContent403() {
        Call download = shelf.download(shelf.uploaded("hello.txt", "text/plain", HELLO).id());
        Refusal.expect("403-111", download.withQuery("signature", "x").send());
        Refusal.expect("403-111", download.withQuery("expires", "0").send());
    }

    @Test
    @Override
    public void downloadAssetContent404() {
        Refusal.expect("404-101", shelf.download(waiting().id()).send());
    }

    @Test
    @Override
    public void downloadAssetContent406() {
        Call download = shelf.download(shelf.uploaded("hello.txt", "text/plain", HELLO).id());
        for (String accept : new String[]{"image/png", "application/json", "text/plain;q=0, */*"}) {
            Refusal.expect("406-101", download.withAccept(accept).send());
        }
        for (String accept : new String[]{"text/plain", "text/*", "*/*", "image/png, */*;q=0.1"}) {
            assertThat(download.withAccept(accept).send().statusCode()).as(accept).isEqualTo(200);
        }
    }

    private static Call good() {
        return shelf.announcing(shelf.announcement("bird.jpg", 5));
    }

    private static AssetShelf.Announced waiting() {
        return shelf.announced("bird.jpg", 5);
    }

    /** Of another application than the shelf's. */
    private static String readingToken() {
        return Access.to(SharedServer.get()).tokenWithScope("app.conversation.conversationmgr.interaction.read");
    }

    private static void badQuery(Call signed) {
        Door.unknownParameter(signed);
        Refusal.expect("400-143", new Call(signed.method(), signed.url(), Map.of("expires", signed.query().get("expires")), null, signed.accept(),
                signed.contentType(), signed.body()).send()).naming("signature");
        Refusal.expect("400-143", new Call(signed.method(), signed.url(), Map.of("signature", signed.query().get("signature")), null,
                signed.accept(), signed.contentType(), signed.body()).send()).naming("expires");
        for (String wrong : new String[]{"-1", "x", "1.5", "99999999999999999999"}) {
            Refusal.expect("400-119", signed.withQuery("expires", wrong).send()).naming("expires");
        }
        for (String wrong : new String[]{"", "a b", "a+b", "a".repeat(256)}) {
            Refusal.expect("400-119", signed.withQuery("signature", wrong).send()).naming("signature");
        }
        Refusal.expect("400-119", signed.withQuery("expires", "1", "2").send()).naming("expires");
    }

    private static String only(Object values) {
        return String.valueOf(((List<?>) values).get(0));
    }
}
