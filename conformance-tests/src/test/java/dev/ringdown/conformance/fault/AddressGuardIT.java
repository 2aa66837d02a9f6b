package dev.ringdown.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.server.ServerProcess;
import dev.ringdown.conformance.server.ServerUnderTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No URL that a user gives leads into the operator's own network, however it is spelled, unless the operator says so (contract, "Callbacks":
 * where they may lead). One server without an allow-list, one whose list opens more than it should.
 */
class AddressGuardIT {

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "127.0.0.1:9000", "127.0.0.53", "127.1", "127.0.1", "2130706433",
            "0x7f000001", "0x7F.0.0.1", "0177.0.0.1", "00000177.0.0.01", "127.0.0.1.", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "0.0.0.0", "0", "[::]", "localhost", "localhost.", "LOCALHOST",
            "\u2460\u2461\u2466.0.0.1", "127\u30020\u30020\u30021");
    private static final List<String> PRIVATE = List.of("10.0.0.1", "10.1", "172.16.0.1", "172.31.255.254", "192.168.1.1", "192.168.257",
            "100.64.0.1", "[fc00::1]", "[fd12:3456::1]", "[::ffff:10.0.0.1]", "[2002:a00:1::]", "169.254.1.1", "[fe80::1]", "[fe80::1%25eth0]",
            "224.0.0.1", "[ff02::1]", "255.255.255.255", "240.0.0.1");
    private static final List<String> METADATA = List.of("169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.16689662",
            "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]", "[fd00:ec2::254]", "169.254.170.2", "100.100.100.200",
            "168.63.129.16", "metadata.google.internal", "metadata.google.internal.", "METADATA.google.internal");

    private static ServerProcess closed;
    private static ServerProcess opened;

    @BeforeAll
    static void start() {
        closed = ServerProcess.start(Map.of("RINGDOWN_CALLBACKS_ALLOW", ""));
        opened = ServerProcess.start(Map.of("RINGDOWN_CALLBACKS_ALLOW",
                "127.0.0.1/32,169.254.0.0/16,100.64.0.0/10,168.63.129.16,fd00::/8,64:ff9b::/96,metadata.google.internal"));
    }

    @AfterAll
    static void close() {
        Stream.of(closed, opened).filter(process -> process != null).forEach(ServerProcess::close);
    }

    static Stream<String> refusedWithoutAList() {
        return Stream.concat(Stream.of(LOOPBACK, PRIVATE, METADATA).flatMap(List::stream).map(host -> "http://" + host + "/path"),
                Stream.of("https://127.0.0.1/", "https://localhost:8443/", "http://user@example.com/", "http://user:password@example.com/",
                        "http://example.com@127.0.0.1/", "http://127.0.0.1@example.com/", "http://127.0.0.1\\@example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/",
                        "jar:http://example.com!/", "http:127.0.0.1", "http:///127.0.0.1/"));
    }

    @ParameterizedTest
    @MethodSource("refusedWithoutAList")
    void nothingLeadsInside(String url) throws Exception {
        refused(closed.server(), url);
    }

    static Stream<String> metadata() {
        return METADATA.stream().map(host -> "http://" + host + "/latest/meta-data/");
    }

    @ParameterizedTest
    @MethodSource("metadata")
    void metadataServicesStayClosedWhateverTheListOpens(String url) throws Exception {
        refused(opened.server(), url);
    }

    @Test
    void theListOpensWhatItNames() {
        for (String url : List.of("http://127.0.0.1:9000/messages", "http://[::ffff:127.0.0.1]/", "http://169.254.1.1/")) {
            assertThat(application(opened.server(), url).send().statusCode()).as(url).isEqualTo(201);
            assertThat(authentication(opened.server(), url).send().statusCode()).as(url).isEqualTo(201);
        }
    }

    static Stream<String> refusedWithAListToo() {
        return Stream.of("http://127.0.0.2/", "http://2130706433/", "http://127.1/", "http://[::1]/", "http://10.0.0.1/", "http://0.0.0.0/",
                "ftp://127.0.0.1/", "http://user@127.0.0.1/");
    }

    @ParameterizedTest
    @MethodSource("refusedWithAListToo")
    void theListOpensNothingElse(String url) throws Exception {
        refused(opened.server(), url);
    }

    @Test
    void publicAddressesAreOpen() {
        for (String url : List.of("https://93.184.216.34/callback", "https://[2606:4700::1111]/", "https://not-there.invalid/callback?x=@y")) {
            assertThat(application(closed.server(), url).send().statusCode()).as(url).isEqualTo(201);
            assertThat(authentication(closed.server(), url).send().statusCode()).as(url).isEqualTo(201);
        }
    }

    @Test
    void aReplacementIsRefusedLikeANewOneAndChangesNothing() throws Exception {
        String good = "https://93.184.216.34/callback";
        String id = application(closed.server(), good).send().path("id");
        var read = Call.of("GET", closed.server().at(Api.HUB.basePath() + "/clientapplications/" + id), Access.to(closed.server()).adminToken());
        String before = read.send().asString();
        JsonBody replacement = JsonBody.parse(before).with("roles.0.callback", "http://169.254.169.254/");
        Refusal.expect("400-119", Call.of("PUT", read.url(), read.token()).withJson(replacement).send()).naming("roles.0.callback");
        assertThat(read.send().asString()).isEqualTo(before);
    }

    private static void refused(ServerUnderTest server, String url) throws ApiException {
        int applications = countOfApplications(server);
        int authentications = countOfAuthentications(server);
        Refusal.expect("400-119", application(server, url).send()).naming("roles.0.callback");
        Refusal.expect("400-119", authentication(server, url).send()).naming("oauth2.tokenRequestUrl");
        assertThat(countOfApplications(server)).as("nothing is stored").isEqualTo(applications);
        assertThat(countOfAuthentications(server)).as("nothing is stored").isEqualTo(authentications);
    }

    private static Call application(ServerUnderTest server, String callback) {
        return create(server, "/clientapplications", JsonBody.of(Map.of("name", Unique.name("application"), "roles", List.of(Map.of(
                "name", "customer", "version", "v3", "callback", callback, "notificationEmail", "ops@example.com")))));
    }

    private static Call authentication(ServerUnderTest server, String tokenRequestUrl) {
        return create(server, "/authentications", JsonBody.of(Map.of("name", Unique.name("authentication"), "type", "oauth2", "oauth2",
                Map.of("tokenRequestUrl", tokenRequestUrl, "method", "POST", "accessTokenPath", "$.token"))));
    }

    private static Call create(ServerUnderTest server, String path, JsonBody body) {
        return Call.of("POST", server.at(Api.HUB.basePath() + path), Access.to(server).adminToken()).withJson(body);
    }

    private static int countOfApplications(ServerUnderTest server) throws ApiException {
        return new HubFixtures(server).admin().clientApplications().getAllClientApplication(1, 1).getPaginationInfo().getCount();
    }

    private static int countOfAuthentications(ServerUnderTest server) throws ApiException {
        return new HubFixtures(server).admin().authentications().getAllAuthentication(1, 1).getPaginationInfo().getCount();
    }
}
