package dev.ringdown.hub.asset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.StandingClock;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.api.conversationmanager.model.RoleVersion;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.channel.Channel;
import dev.ringdown.hub.channel.FileLimits;
import dev.ringdown.hub.channel.InboundLimits;
import dev.ringdown.hub.channel.LocalizedText;
import dev.ringdown.hub.channel.LocalizedTexts;
import dev.ringdown.hub.channel.OutboundLimits;
import dev.ringdown.hub.channel.Restrictions;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.clientapplication.Role;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.store.Transactions;
import dev.ringdown.store.UuidConverter;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.HttpMethod;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files in the server, against the real database: what messages need of them, what goes by time, and what happens at the same moment. */
@MicronautTest(environments = "database", transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssetsTest {

    private static final int MIB = 1024 * 1024;
    /** More than two parts, and no whole number of them. */
    private static final int SIZE = 700_001;

    private final StandingClock clock = new StandingClock();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Inject
    private Assets assets;
    @Inject
    private AssetService service;
    @Inject
    private AssetUploads uploads;
    @Inject
    private AssetContents contents;
    @Inject
    private ContentUrls urls;
    @Inject
    private ConfigurationService configuration;
    @Inject
    private Transactions transactions;
    @Inject
    private TransactionOperations<Connection> operations;
    @Inject
    private DataSource pool;
    @Inject
    private EmbeddedServer server;

    private String channel;
    private UUID owner;
    private UUID other;

    @MockBean(Clock.class)
    Clock clock() {
        return clock;
    }

    @BeforeEach
    void begin() {
        channel = "custom." + UUID.randomUUID();
        configuration.create(Channel.TYPE, new Channel(channel, channel, "", null, true, new Restrictions(
                new InboundLimits(null, null, new FileLimits(null, 5 * MIB, null, null)),
                new OutboundLimits(null, null, null, null, null, new FileLimits(null, 2_500_000, null, null))),
                List.of(new LocalizedTexts("de",
                        List.of(new LocalizedText("msg_hub_attachment_size_exceeds_limit", "Zu groß: mehr als {0} Bytes."))))));
        owner = application();
        other = application();
    }

    @AfterAll
    void end() {
        threads.shutdownNow();
    }

    @Test
    void findsWhatTheApplicationMadeAndUploadedAndNothingElse() {
        AssetRow one = uploaded(owner, "one.jpg", 5);
        AssetRow two = uploaded(owner, "two.txt", SIZE);
        AssetRow waiting = announced(owner, "waiting.txt", 5);
        AssetRow foreign = uploaded(other, "foreign.txt", 5);
        List<String> ids = List.of(id(two), id(one), id(one), id(waiting), id(foreign), UUID.randomUUID().toString(), "7", "",
                id(two).toUpperCase(Locale.ROOT), id(two) + " ");

        Map<String, Assets.UploadedAsset> found = transactions.inTransaction(() -> assets.uploadedBy(owner, ids));

        assertEquals(Map.of(id(one), new Assets.UploadedAsset(id(one), "one.jpg", "image/jpeg", 5),
                id(two), new Assets.UploadedAsset(id(two), "two.txt", "text/plain", SIZE)), found);
        assertEquals(Map.of(), assets.uploadedBy(owner, List.of()));
        assertEquals(Map.of(), assets.uploadedBy(owner, List.of("7")));
    }

    @Test
    void whatAMessageTakesUpCannotBeDeletedMeanwhile() throws Exception {
        AssetRow asset = uploaded(owner, "bird.jpg", 5);
        CountDownLatch found = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Future<?> message = threads.submit(() -> transactions.inTransaction(() -> {
            assertEquals(Set.of(id(asset)), assets.uploadedBy(owner, List.of(id(asset))).keySet());
            found.countDown();
            await(mayGoOn);
            assets.use(List.of(id(asset)), UUID.randomUUID(), UUID.randomUUID());
        }));
        await(found);
        Future<?> deletion = threads.submit(() -> service.delete(owner, id(asset)));
        assertThrows(TimeoutException.class, () -> deletion.get(500, TimeUnit.MILLISECONDS), "the deletion waits for the message");
        mayGoOn.countDown();
        message.get();
        assertEquals("403-110", refusalOf(deletion));
        assertEquals(5, contentOf(asset).length);
    }

    @Test
    void whatIsDeletedCannotBeTakenUpMeanwhile() throws Exception {
        AssetRow asset = uploaded(owner, "bird.jpg", 5);
        CountDownLatch deleted = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Future<?> deletion = threads.submit(() -> transactions.inTransaction(() -> {
            service.delete(owner, id(asset));
            deleted.countDown();
            await(mayGoOn);
        }));
        await(deleted);
        Future<Map<String, Assets.UploadedAsset>> message =
                threads.submit(() -> transactions.inTransaction(() -> assets.uploadedBy(owner, List.of(id(asset)))));
        assertThrows(TimeoutException.class, () -> message.get(500, TimeUnit.MILLISECONDS), "the message waits for the deletion");
        mayGoOn.countDown();
        deletion.get();
        assertEquals(Map.of(), message.get());
    }

    @Test
    void thePartiesOfItsConversationsReadItOnceItIsUsed() throws Exception {
        AssetRow asset = uploaded(owner, "bird.jpg", 5);
        UUID stranger = application();
        UUID conversation = conversation(other);
        assertEquals("404-101", refusalOf(() -> service.readable(other, id(asset))));

        use(conversation, UUID.randomUUID(), asset);

        assertEquals(asset.id(), service.readable(other, id(asset)).id());
        assertEquals(asset.id(), service.readable(owner, id(asset)).id());
        assertEquals("404-101", refusalOf(() -> service.readable(stranger, id(asset))));
        assertEquals("404-101", refusalOf(() -> service.delete(stranger, id(asset))));
        assertEquals("403-110", refusalOf(() -> service.delete(other, id(asset))), "a party learns that it is in use");
        assertEquals("403-110", refusalOf(() -> service.delete(owner, id(asset))));
        assertEquals(200, get(assets.downloadUrl(id(asset))).statusCode());
    }

    @Test
    void isErasedWithTheLastMessageThatUsesIt() throws Exception {
        AssetRow shared = uploaded(owner, "shared.txt", SIZE);
        AssetRow single = uploaded(owner, "single.txt", 5);
        UUID conversation = conversation(other);
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        use(conversation, first, shared, single);
        use(conversation, second, shared);
        String download = assets.downloadUrl(id(shared));

        transactions.inTransaction(() -> assets.erase(first));

        assertEquals("404-101", refusalOf(() -> service.readable(owner, id(single))));
        assertEquals(0, rowsOf(single));
        assertEquals(shared.id(), service.readable(other, id(shared)).id());
        assertEquals(200, get(download).statusCode());

        transactions.inTransaction(() -> assets.erase(second));

        for (UUID application : List.of(owner, other)) {
            assertEquals("404-101", refusalOf(() -> service.readable(application, id(shared))));
            assertEquals("404-101", refusalOf(() -> service.delete(application, id(shared))));
        }
        assertEquals(0, rowsOf(shared));
        assertEquals(404, get(download).statusCode());
        assertEquals(Map.of(), assets.uploadedBy(owner, List.of(id(shared), id(single))));
        transactions.inTransaction(() -> assets.erase(second));
    }

    @Test
    void joinsTheTransactionAroundIt() throws Exception {
        AssetRow asset = uploaded(owner, "bird.jpg", 5);
        UUID message = UUID.randomUUID();
        assertThrows(IllegalStateException.class, () -> transactions.inTransaction((Runnable) () -> {
            use(UUID.randomUUID(), message, asset);
            throw new IllegalStateException("of the message");
        }));
        use(UUID.randomUUID(), message, asset);
        assertThrows(IllegalStateException.class, () -> transactions.inTransaction((Runnable) () -> {
            assets.erase(message);
            throw new IllegalStateException("of the message");
        }));
        assertEquals(asset.id(), service.readable(owner, id(asset)).id());
        assertEquals(5, contentOf(asset).length);
    }

    @Test
    void whatNoMessageUsesGoesAfterADay() throws Exception {
        AssetRow uploaded = uploaded(owner, "uploaded.txt", SIZE);
        AssetRow waiting = announced(owner, "waiting.txt", 5);
        AssetRow used = uploaded(owner, "used.txt", 5);
        use(UUID.randomUUID(), UUID.randomUUID(), used);

        clock.move(Duration.ofHours(24));
        assets.deleteUnused();
        assertEquals(uploaded.id(), service.readable(owner, id(uploaded)).id());
        assertEquals(waiting.id(), service.readable(owner, id(waiting)).id());

        clock.move(Duration.ofMillis(1));
        sweepUntilGone(List.of(uploaded, waiting));
        assertEquals("404-101", refusalOf(() -> service.readable(owner, id(uploaded))));
        assertEquals(5, contentOf(used).length);
    }

    @Test
    void severalNodesSweepAtTheSameTime() throws Exception {
        List<AssetRow> waiting = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            waiting.add(announced(owner, "waiting.txt", 5));
        }
        clock.move(Duration.ofHours(25));
        atTheSameTime(4, assets::deleteUnused);
        sweepUntilGone(waiting);
    }

    @Test
    void whatAnUploadLeftThatDiedWithItsNodeGoesAfterAnHour() throws Exception {
        AssetRow asset = announced(owner, "bird.jpg", SIZE);
        UUID upload = UuidCreator.getTimeOrderedEpoch();
        contents.begin(asset.id(), upload, new byte[AssetContents.PART_BYTES]);
        contents.add(asset.id(), upload, 1, new byte[AssetContents.PART_BYTES]);
        clock.move(Duration.ofHours(1));
        assets.deleteUnused();
        assertEquals(1 + 1 + 2, rowsOf(asset));
        clock.move(Duration.ofMillis(1));
        Awaitility.await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assets.deleteUnused();
            assertEquals(1, rowsOf(asset));
        });
    }

    @Test
    void signedUrlsHoldForFifteenMinutes() throws Exception {
        AssetRow asset = announced(owner, "bird.jpg", 5);
        String early = urls.sign(HttpMethod.POST, id(asset)).url();
        String late = urls.sign(HttpMethod.POST, id(asset)).url();
        clock.move(Duration.ofMinutes(15).minusSeconds(1));
        assertEquals(204, post(late, "image/jpeg", "hello").statusCode());
        String download = assets.downloadUrl(id(asset));
        clock.move(Duration.ofSeconds(1));
        HttpResponse<String> refused = post(early, "image/jpeg", "hello");
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("403-111") && refused.body().contains("expired"), refused.body());
        clock.move(Duration.ofMinutes(15).minusSeconds(2));
        assertEquals(200, get(download).statusCode());
        clock.move(Duration.ofSeconds(1));
        refused = get(download);
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("403-111"), refused.body());
    }

    @Test
    void anUploadThatIsNotDoneWhenItsUrlEndsIsCutOff() throws Exception {
        AssetRow asset = announced(owner, "bird.jpg", SIZE);
        InputStream slow = new Watched(bytes(SIZE)) {
            @Override
            void before(int position) {
                clock.move(position == 0 ? Duration.ofMinutes(14) : Duration.ofSeconds(21));
            }
        };
        assertEquals("403-111", refusalOf(() -> upload(asset, slow)));
        assertEquals(1, rowsOf(asset));
    }

    @Test
    void noTransactionIsOpenWhileTheClientIsWaitedFor() throws Exception {
        AssetRow asset = announced(owner, "bird.jpg", SIZE);
        List<Boolean> open = new ArrayList<>();
        upload(asset, new Watched(bytes(SIZE)) {
            @Override
            void before(int position) {
                open.add(operations.findTransactionStatus().isPresent() || operations.hasConnection());
            }
        });
        assertEquals(Set.of(false), Set.copyOf(open));
        assertArrayEquals(bytes(SIZE), contentOf(asset));
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        AssetRow asset = announced(owner, "bird.jpg", SIZE);
        assertEquals("403-111", refusalOf(() -> upload(asset, new Watched(bytes(SIZE)) {
            @Override
            void before(int position) throws IOException {
                if (position > 600_000) {
                    assertTrue(partsOf(asset) > 0, "parts are written as they arrive");
                    throw new IOException("Connection reset");
                }
            }
        })));
        assertEquals(1, rowsOf(asset));
        upload(asset, new ByteArrayInputStream(bytes(SIZE)));
        assertArrayEquals(bytes(SIZE), contentOf(asset));
    }

    @Test
    void anUploadOfWhatIsDeletedMeanwhileLeavesNothing() throws Exception {
        for (int when : new int[]{1, 300_000, 600_000}) {
            AssetRow asset = announced(owner, "bird.jpg", SIZE);
            assertEquals("404-101", refusalOf(() -> upload(asset, new Watched(bytes(SIZE)) {
                private boolean deleted;

                @Override
                void before(int position) {
                    if (position >= when && !deleted) {
                        deleted = true;
                        service.delete(owner, id(asset));
                    }
                }
            })));
            assertEquals(0, rowsOf(asset));
        }
    }

    /** Both have sent everything before either is done. */
    @Test
    void ofTwoUploadsAtTheSameMomentOneWins() throws Exception {
        for (int size : new int[]{5, SIZE, AssetContents.PART_BYTES}) {
            AssetRow asset = announced(owner, "bird.jpg", size);
            CyclicBarrier bothSent = new CyclicBarrier(2);
            List<byte[]> sent = List.of(bytes(size), new byte[size]);
            List<Future<?>> attempts = new ArrayList<>();
            for (byte[] bytes : sent) {
                attempts.add(threads.submit(() -> upload(asset, new Watched(bytes) {
                    @Override
                    void before(int position) {
                        if (position == size) {
                            await(bothSent);
                        }
                    }
                })));
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<?> attempt : attempts) {
                outcomes.add(refusalOf(attempt));
            }
            assertEquals(Set.of("done", "403-111"), Set.copyOf(outcomes));
            assertArrayEquals(sent.get(outcomes.indexOf("done")), contentOf(asset));
            assertEquals(1 + (size + AssetContents.PART_BYTES - 1) / AssetContents.PART_BYTES, rowsOf(asset), "nothing is left of the other");
        }
    }

    @Test
    void anApplicationCanHaveSoMuchUnusedAndNoMore() throws Exception {
        List<AssetRow> kept = new ArrayList<>();
        for (int i = 0; i < 1024 / 5; i++) {
            kept.add(announced(owner, "bird.jpg", 5 * MIB));
        }
        // 4 MiB are left.
        List<String> outcomes = atTheSameTime(4, () -> outcomeOf(() -> announced(owner, "bird.jpg", 3 * MIB)));
        assertEquals(List.of("400-119", "400-119", "400-119", "done"), outcomes.stream().sorted().toList());
        assertEquals("400-119", refusalOf(() -> announced(owner, "bird.jpg", MIB + 1)));
        announced(other, "bird.jpg", 5 * MIB);
        service.delete(owner, id(kept.get(0)));
        assertEquals("done", outcomeOf(() -> announced(owner, "bird.jpg", 5 * MIB)), "what is deleted does not count");
        transactions.inTransaction(() -> assets.use(List.of(id(kept.get(1))), UUID.randomUUID(), UUID.randomUUID()));
        assertEquals("done", outcomeOf(() -> announced(owner, "bird.jpg", 5 * MIB)), "what is used does not count");
        assertEquals("400-119", refusalOf(() -> announced(owner, "bird.jpg", 5 * MIB)));
    }

    @Test
    void anApplicationCanHaveAThousandUnused() {
        transactions.inTransaction(() -> {
            for (int i = 0; i < 1000; i++) {
                announced(owner, "bird.jpg", 1);
            }
        });
        assertEquals("400-119", refusalOf(() -> announced(owner, "bird.jpg", 1)));
    }

    @Test
    void theChannelsLimitIsSaidInTheLanguageThatIsWanted() {
        HubException inbound = assertThrows(HubException.class, () -> announced(owner, PartyType.CUSTOMER, 5 * MIB + 1, "de-AT, en;q=0.1"));
        assertEquals("400-634", inbound.code().code());
        assertEquals("Zu groß: mehr als 5242880 Bytes.", inbound.body().userMessage());
        HubException outbound = assertThrows(HubException.class, () -> announced(owner, PartyType.CUSTOM_AGENT, 2_500_001, null));
        assertEquals("The file is too large: at most 2.5 MB are allowed here.", outbound.body().userMessage());
        assertEquals("done", outcomeOf(() -> announced(owner, PartyType.CUSTOMER, 5 * MIB, null)));
        assertEquals("done", outcomeOf(() -> announced(owner, PartyType.CUSTOM_AGENT, 2_500_000, null)));
    }

    /** The server sweeps by itself, too: what it has in its hands is passed over, and gone when it is done. */
    private void sweepUntilGone(List<AssetRow> swept) {
        Awaitility.await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assets.deleteUnused();
            for (AssetRow asset : swept) {
                assertEquals(0, rowsOf(asset));
            }
        });
    }

    private UUID application() {
        return configuration.create(ClientApplication.TYPE, new ClientApplication("application " + UUID.randomUUID(), null, true,
                List.of(role(RoleName.CUSTOMER), role(RoleName.CUSTOM_AGENT))));
    }

    private static Role role(RoleName name) {
        return new Role(name, RoleVersion.V3, "https://connector.example.com/", "ops@example.com", List.of(), null);
    }

    private AssetRow announced(UUID application, String name, int size) {
        return service.announce(application, new AssetService.Announcement(channel, PartyType.CUSTOMER, name, size), null);
    }

    private AssetRow announced(UUID application, PartyType sender, int size, String language) {
        return service.announce(application, new AssetService.Announcement(channel, sender, "bird.jpg", size),
                new AssetService.UserTexts(language));
    }

    private AssetRow uploaded(UUID application, String name, int size) {
        AssetRow asset = announced(application, name, size);
        upload(asset, new ByteArrayInputStream(bytes(size)));
        return asset;
    }

    private void upload(AssetRow asset, InputStream body) {
        uploads.upload(asset, clock.instant().plus(ContentUrls.LIFE).getEpochSecond(), asset.contentType(), OptionalLong.empty(), body);
    }

    private void use(UUID conversation, UUID message, AssetRow... used) {
        transactions.inTransaction(() -> {
            List<String> ids = List.of(used).stream().map(AssetsTest::id).collect(Collectors.toList());
            assertEquals(Set.copyOf(ids), assets.uploadedBy(owner, ids).keySet());
            ids.add(ids.get(0));
            assets.use(ids, conversation, message);
        });
    }

    private byte[] contentOf(AssetRow asset) throws IOException {
        AssetRow now = service.get(id(asset));
        try (InputStream stream = contents.read(now.id(), now.uploadId(), now.size())) {
            return stream.readAllBytes();
        }
    }

    private static String id(AssetRow asset) {
        return asset.id().toString();
    }

    /** The same for the same size. */
    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private HttpResponse<String> get(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String url, String contentType, String body) throws Exception {
        assertTrue(url.startsWith("http://127.0.0.1:" + server.getPort() + "/"), url);
        return client.send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String refusalOf(Future<?> future) {
        return outcomeOf(() -> {
            try {
                future.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof HubException refusal) {
                    throw refusal;
                }
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static String refusalOf(Runnable work) {
        String outcome = outcomeOf(work);
        assertFalse(outcome.equals("done"), "it is refused");
        return outcome;
    }

    /** The code of the refusal, or "done". */
    private static String outcomeOf(Runnable work) {
        try {
            work.run();
            return "done";
        } catch (HubException refusal) {
            return refusal.code().code();
        }
    }

    private <T> List<T> atTheSameTime(int count, Callable<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(threads.submit(() -> {
                start.await();
                return work.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> each : running) {
            results.add(each.get());
        }
        return results;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A conversation of which this application is a party, and nothing more. */
    private UUID conversation(UUID party) throws SQLException {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        execute("INSERT INTO conversation (id, case_id, state, next_sequence, account_id, account_address, channel_type, entry_point, created, "
                + "last_message_at) VALUES (?, ?, 'queued', 1, ?, 'address', 'custom.test', '0', '2026-01-01', '2026-01-01')", id, id, id);
        execute("INSERT INTO conversation_party (conversation_id, application_id, role, serving) VALUES (?, ?, 'custom_agent', TRUE)", id, party);
        return id;
    }

    /** How many rows there are of an asset and its content, finished or not. */
    private int rowsOf(AssetRow asset) throws SQLException {
        return count("SELECT COUNT(*) FROM asset WHERE id = ?", asset.id()) + partsOf(asset)
                + count("SELECT COUNT(*) FROM asset_upload WHERE asset_id = ?", asset.id())
                + count("SELECT COUNT(*) FROM asset_use WHERE asset_id = ?", asset.id());
    }

    private int partsOf(AssetRow asset) {
        try {
            return count("SELECT COUNT(*) FROM asset_content WHERE asset_id = ?", asset.id());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private int count(String query, UUID id) throws SQLException {
        try (Connection connection = connection(); PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setBytes(1, UuidConverter.toBytes(id));
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                return rows.getInt(1);
            }
        }
    }

    private void execute(String sql, UUID... ids) throws SQLException {
        try (Connection connection = connection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.length; i++) {
                statement.setBytes(i + 1, UuidConverter.toBytes(ids[i]));
            }
            statement.execute();
        }
    }

    private Connection connection() throws SQLException {
        return (pool instanceof DelegatingDataSource wrapped ? wrapped.getTargetDataSource() : pool).getConnection();
    }

    /** A body that comes in pieces of at most 20,000 bytes; before each, and before its end, something may happen. */
    private abstract static class Watched extends FilterInputStream {

        private int position;

        Watched(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        /** @param position how many bytes were read before */
        abstract void before(int position) throws IOException;

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            before(position);
            int read = super.read(target, offset, Math.min(length, 20_000));
            position += Math.max(read, 0);
            return read;
        }
    }
}
