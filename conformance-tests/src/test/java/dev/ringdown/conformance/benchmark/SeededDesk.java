package dev.ringdown.conformance.benchmark;

import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.ringdown.client.agentchat.model.AgentLogonRequest;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.ChatStatus;
import dev.ringdown.client.conversationmanager.ApiClient;
import dev.ringdown.client.conversationmanager.model.ClientApplicationReplace;
import dev.ringdown.client.conversationmanager.model.ClientCredentials;
import dev.ringdown.conformance.company.CompanySeed;
import dev.ringdown.conformance.company.CompanyServer;
import dev.ringdown.conformance.company.CompanySize;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.DeskLine;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.server.ServerDatabase;
import dev.ringdown.conformance.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server with a company of one size, and who asks it. */
final class SeededDesk implements AutoCloseable {

    private static final Map<String, String> ENVIRONMENT = Map.of("RINGDOWN_DATABASE_BUFFER_POOL_SIZE", "2G");
    private static final Duration FOLDING = Duration.ofMinutes(20);
    private static final int FOLDED_ENOUGH = 1_000;

    private final int chats;
    private final ServerProcess server;
    private final Optional<CompanySeed.Seeded> seeded;
    private final ServerDatabase root;
    /** Null: it is to be used again. */
    private final Path passing;
    /** Always the same, so that counting costs one statement. */
    private final Connection counting;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DeskSample sample;
    private String manager;
    private String agentOfLargest;
    private String agentOfSmallest;
    private DeskSample.Place endOfFirstPage;

    private SeededDesk(int chats, ServerProcess server, Optional<CompanySeed.Seeded> seeded, Path passing) throws SQLException {
        this.chats = chats;
        this.server = server;
        this.seeded = seeded;
        this.passing = passing;
        root = ServerDatabase.embeddedAsRoot(server).orElseThrow(() -> new IllegalStateException("Companies are seeded into embedded databases alone"));
        counting = root.connect();
    }

    /** @param data where it lies, or is made if it is not there; null: it is made anew, and is gone afterwards */
    static SeededDesk start(int chats, Path data) throws Exception {
        CompanySize size = CompanySize.of(chats);
        Path directory = data == null ? Path.of("target", "servers", "company-" + chats + '-' + Unique.name("benchmark")).toAbsolutePath()
                : data.resolve("company-" + chats);
        CompanyServer.Started started = CompanyServer.in(directory, size, ENVIRONMENT);
        return new SeededDesk(chats, started.server(), started.seeded(), data == null ? directory : null);
    }

    /** Lets customers write until enough chats wait, logs on, and draws what will be asked for. */
    void prepare(URI callback, int waiting) throws Exception {
        manager = Access.to(server.server()).managerSession();
        var chatsOfManager = new DeskClient(server.server(), () -> manager).chats();
        RegisteredApplication connector = connector(callback);
        long missing = waiting - number("SELECT COUNT(*) FROM chat WHERE status_id = 1");
        if (missing > 0) {
            var customers = new Connector(server.server(), line(connector));
            for (long i = 0; i < missing; i++) {
                customers.start(Unique.name("customer") + "@example.com", "Hello, is anybody there?");
            }
        }
        awaitFolded();
        sample = new DeskSample(ServerDatabase.of(server.server()));
        agentOfLargest = logOn(sample.agentOf(sample.departments.get(0)));
        agentOfSmallest = logOn(sample.agentOf(sample.departments.get(sample.departments.size() - 1)));
        Chat last = chatsOfManager.getChats(DeskClient.VERSION, null, ChatStatus.CLOSED, null, null, null, null, null, null, null, null, null, null, null)
                .getClosedChats().get(49);
        endOfFirstPage = new DeskSample.Place(last.getChatID(), DateTimeFormatter.ISO_INSTANT.format(last.getLastMessageAt().toInstant()));
    }

    /** What customers get goes to this receiver from now on. */
    private RegisteredApplication connector(URI callback) throws Exception {
        var hub = new HubFixtures(server.server());
        UUID id = uuid("SELECT application_id FROM lane_receiver WHERE role = 'customer' LIMIT 1");
        ClientApplicationReplace application = ApiClient.createDefaultObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .convertValue(hub.admin().clientApplications().getClientApplication(id), ClientApplicationReplace.class);
        application.getRoles().get(0).callback(callback);
        hub.admin().clientApplications().updateClientApplication(id, application);
        ClientCredentials credentials = hub.admin().clientApplications().createClientCredentials(id, null);
        return new RegisteredApplication(id, new Access.Credentials(credentials.getClientId(), credentials.getClientSecret(), credentials.getWebhookSecret()),
                Access.to(server.server()));
    }

    /** An account that chats have come by; somebody logs on who is there for those who write to it. */
    private DeskLine line(RegisteredApplication connector) throws Exception {
        try (Connection connection = root.connect(); Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT c.channel_type, c.account_address, (SELECT a.email FROM agent a JOIN agent_department d "
                        + "ON d.agent_id = a.id WHERE d.department_id = c.entry_point ORDER BY a.id LIMIT 1) FROM conversation c JOIN chat_conversation x "
                        + "ON x.conversation_id = c.id WHERE x.chat_id = 1")) {
            found.next();
            logOn(found.getString(3));
            return new DeskLine(connector, null, found.getString(1), null, null, found.getString(2));
        }
    }

    private void awaitFolded() throws SQLException, InterruptedException {
        long giveUp = System.nanoTime() + FOLDING.toNanos();
        while (number("SELECT COUNT(*) FROM (SELECT 1 FROM desk_fact WHERE fold IS NULL LIMIT " + FOLDED_ENOUGH + ") pending") >= FOLDED_ENOUGH
                && System.nanoTime() < giveUp) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private String logOn(String email) throws Exception {
        return new DeskClient(server.server()).authentication().agentLogon(DeskClient.VERSION,
                new AgentLogonRequest().emailAddress(email).password(CompanyServer.AGENT_PASSWORD)).getSessionToken();
    }

    /** @param size in bytes */
    record Answer(int status, int size) {
    }

    /** Sends it and waits for the whole answer. */
    Answer send(DeskRequest request) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.server().at("/api/" + request.operation() + "?Version=" + DeskClient.VERSION + request.query()))
                .timeout(Duration.ofSeconds(60)).header("Authorization", "Bearer " + request.session());
        if (request.body() != null) {
            builder.header("Content-Type", "application/json");
        }
        builder.method(request.method(), request.body() == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(request.body()));
        HttpResponse<byte[]> answer = http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), answer.body().length);
    }

    /** How many statements the database has been sent so far, by whomever; to ask is one of them. */
    long statements() throws SQLException {
        try (Statement statement = counting.createStatement(); ResultSet status = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Questions'")) {
            status.next();
            return status.getLong(2);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = root.connect(); Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private UUID uuid(String sql) throws SQLException {
        try (Connection connection = root.connect(); Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(sql)) {
            found.next();
            var bytes = ByteBuffer.wrap(found.getBytes(1));
            return new UUID(bytes.getLong(), bytes.getLong());
        }
    }

    int chats() {
        return chats;
    }

    Optional<CompanySeed.Seeded> seeded() {
        return seeded;
    }

    ServerProcess server() {
        return server;
    }

    DeskSample sample() {
        return sample;
    }

    String manager() {
        return manager;
    }

    String agentOfLargest() {
        return agentOfLargest;
    }

    String agentOfSmallest() {
        return agentOfSmallest;
    }

    DeskSample.Place endOfFirstPage() {
        return endOfFirstPage;
    }

    @Override
    public void close() throws IOException, SQLException {
        counting.close();
        server.close();
        if (passing != null) {
            try (Stream<Path> files = Files.walk(passing)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
