package dev.ringdown.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.security.AddressRefusedException.Reason;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final String[] EVERYTHING = {"0.0.0.0/0", "::/0"};

    @ParameterizedTest
    @ValueSource(strings = {
        "http://93.184.216.34/", "https://93.184.216.34:8443/a?b=c", "https://example.com/hook", "HTTPS://EXAMPLE.COM",
        "https://example.com./", "https://xn--bcher-kva.example/", "http://[2606:2800:220:1:248:1893:25c8:1946]/",
        "http://[64:ff9b::5db8:d822]/", "http://[::ffff:93.184.216.34]/", "http://example.com:65535",
        "http://172.32.0.1/", "http://100.128.0.1/", "http://169.253.1.1/", "http://11.0.0.1/", "http://1.0.0.1/",
    })
    void publicAddressesAndNamesAreOpen(String url) {
        Names names = new Names().with("example.com", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946");
        assertDoesNotThrow(() -> Names.guard(names).check(URI.create(url)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ftp://example.com/                    | SCHEME
            file:///etc/passwd                    | SCHEME
            gopher://example.com/                 | SCHEME
            jar:http://example.com/a.jar!/        | SCHEME
            http:example.com                      | SCHEME
            //example.com/                        | SCHEME
            /callback                             | SCHEME
            http://user@example.com/              | USER_INFO
            http://user:pass@example.com/         | USER_INFO
            http://@example.com/                  | USER_INFO
            http://example.com@127.0.0.1/         | USER_INFO
            http://127.0.0.1%40example.com/       | HOST
            http:///path                          | HOST
            http://example.com:0/                 | PORT
            http://example.com:65536/             | PORT
            http://example.com:99999/             | PORT
            http://2130706433/                    | HOST
            http://017700000001/                  | HOST
            http://0x7f000001/                    | HOST
            http://0x7f.1/                        | HOST
            http://0x7F.0x0.0x0.0x1/              | HOST
            http://127.1/                         | HOST
            http://127.0.1/                       | HOST
            http://0/                             | HOST
            http://0177.0.0.1/                    | HOST
            http://0177.0.0.01/                   | HOST
            http://127.0.0.01/                    | HOST
            http://0000127.0.0.1/                 | HOST
            http://127.0.0.1./                    | HOST
            http://127.0.0.1../                   | HOST
            http://127.0.0.256/                   | HOST
            http://1.2.3.4.5/                     | HOST
            http://example.0x1/                   | HOST
            http://example.1/                     | HOST
            http://%31%32%37.0.0.1/               | HOST
            http://127%2e0%2e0%2e1/               | HOST
            http://local%68ost/                   | HOST
            http://１２７.0.0.1/                     | HOST
            http://127。0。0。1/                     | HOST
            http://①②⑦.⓪.⓪.①/                     | HOST
            http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/                     | HOST
            http://localhoſt/                     | HOST
            http://bücher.example/                | HOST
            http://my_service/                    | HOST
            http://-example.com/                  | HOST
            http://example..com/                  | HOST
            http://.example.com/                  | HOST
            http://[fe80::1%25eth0]/              | HOST
            http://[::1%251]/                     | HOST
            http://127.0.0.1/                     | ADDRESS
            http://127.255.255.254/               | ADDRESS
            http://[::1]/                         | ADDRESS
            http://[0:0:0:0:0:0:0:1]/             | ADDRESS
            http://[::]/                          | ADDRESS
            http://[::ffff:127.0.0.1]/            | ADDRESS
            http://[::FFFF:7F00:1]/               | ADDRESS
            http://[0:0:0:0:0:ffff:a00:1]/        | ADDRESS
            http://[::127.0.0.1]/                 | ADDRESS
            http://[::5db8:d822]/                 | ADDRESS
            http://0.0.0.0/                       | ADDRESS
            http://0.1.2.3/                       | ADDRESS
            http://10.0.0.1/                      | ADDRESS
            http://10.255.255.255/                | ADDRESS
            http://100.64.0.1/                    | ADDRESS
            http://100.127.255.255/               | ADDRESS
            http://169.254.1.1/                   | ADDRESS
            http://169.254.169.254/               | ADDRESS
            http://172.16.0.1/                    | ADDRESS
            http://172.31.255.255/                | ADDRESS
            http://192.0.0.1/                     | ADDRESS
            http://192.0.0.192/                   | ADDRESS
            http://192.0.2.1/                     | ADDRESS
            http://192.88.99.1/                   | ADDRESS
            http://192.168.0.1/                   | ADDRESS
            http://198.18.0.1/                    | ADDRESS
            http://198.19.255.255/                | ADDRESS
            http://198.51.100.1/                  | ADDRESS
            http://203.0.113.1/                   | ADDRESS
            http://224.0.0.1/                     | ADDRESS
            http://239.255.255.255/               | ADDRESS
            http://240.0.0.1/                     | ADDRESS
            http://255.255.255.255/               | ADDRESS
            http://168.63.129.16/                 | ADDRESS
            http://[fe80::1]/                     | ADDRESS
            http://[febf::1]/                     | ADDRESS
            http://[fec0::1]/                     | ADDRESS
            http://[fc00::1]/                     | ADDRESS
            http://[fd12:3456::1]/                | ADDRESS
            http://[fd00:ec2::254]/               | ADDRESS
            http://[ff02::1]/                     | ADDRESS
            http://[64:ff9b::7f00:1]/             | ADDRESS
            http://[64:ff9b::10.0.0.1]/           | ADDRESS
            http://[64:ff9b:1::5db8:d822]/        | ADDRESS
            http://[2001::1]/                     | ADDRESS
            http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/| ADDRESS
            http://[2001:db8::1]/                 | ADDRESS
            http://[2002:7f00:1::]/               | ADDRESS
            http://[2002:5db8:d822::1]/           | ADDRESS
            http://[3fff::1]/                     | ADDRESS
            http://[100::1]/                      | ADDRESS
            http://[5f00::1]/                     | ADDRESS
            http://[2606:2800::5efe:7f00:1]/      | ADDRESS
            http://metadata.google.internal/      | ADDRESS
            http://METADATA.Google.Internal./     | ADDRESS
            """)
    void whatIsNotPublicIsRefusedInEverySpelling(String url, Reason reason) {
        URI uri = URI.create(url);
        AddressRefusedException refused =
                assertThrows(AddressRefusedException.class, () -> Names.guard(new Names()).check(uri));
        assertEquals(reason, refused.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://exa mple.com/", "http://good.example\\@127.0.0.1/", "http://[::1/", "http://a b",
        "http://[v1.fe80]/", "http://[::1]x/", "http://%zz/", "\t", "", "http://[fe80::1%eth 0]/", "http://a.b/\r\nHost: c"})
    void whatIsNoUrlIsRefused(String text) {
        assertThrows(AddressRefusedException.class, () -> Names.guard(new Names()).check(text));
    }

    @Test
    void aUrlAsTextIsGivenBackAsUrl() {
        assertEquals(URI.create("https://example.com/a?b"), Names.guard(new Names()).check("https://example.com/a?b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "0.0.0.0", "::1", "fd00::1", "fe80::1",
        "64:ff9b::a00:1", "100.100.100.200"})
    void aNameIsRefusedWhenOneOfItsAddressesIs(String address) {
        Names names = new Names().with("inside.example", "93.184.216.34", address);
        AddressRefusedException refused = assertThrows(AddressRefusedException.class,
                () -> Names.guard(names).check(URI.create("https://Inside.Example./")));
        assertEquals(Reason.ADDRESS, refused.reason());
        assertFalse(refused.getMessage().contains(address), "the message must not tell what a name resolves to");
    }

    @Test
    void aNameWithoutAddressCanBeSavedButNotDialled() {
        AddressGuard guard = Names.guard(new Names());
        URI uri = URI.create("https://not-yet.example/");
        assertDoesNotThrow(() -> guard.check(uri));
        ExecutionException failed = assertThrows(ExecutionException.class,
                () -> guard.dialable(OutboundUrl.parse(uri)).get());
        assertEquals(UnknownHostException.class, failed.getCause().getClass());
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, http://10.1.2.3/", "10.1.2.3, http://10.1.2.3/", "127.0.0.0/8, http://[::ffff:127.0.0.1]/",
        "fd12::/16, http://[fd12::1]/", "[::1], http://[::1]/", "0.0.0.0/32, http://0.0.0.0/",
        "127.0.0.0/8, http://inside.example/", "inside.example, http://inside.example/",
        "INSIDE.example., http://inside.EXAMPLE/",
    })
    void theOperatorsListOpensWhatItNames(String entry, String url) {
        Names names = new Names().with("inside.example", "127.0.0.1");
        assertDoesNotThrow(() -> Names.guard(names, entry).check(URI.create(url)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, http://10.2.0.1/", "10.1.2.3, http://10.1.2.4/", "inside.example, http://other.inside.example/",
        "inside.example, http://127.0.0.1/", "example, http://inside.example/", "10.0.0.0/8, http://inside.example/",
    })
    void theOperatorsListOpensNothingElse(String entry, String url) {
        Names names = new Names().with("inside.example", "127.0.0.1").with("other.inside.example", "127.0.0.1");
        assertThrows(AddressRefusedException.class, () -> Names.guard(names, entry).check(URI.create(url)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://169.254.169.254/", "http://[::ffff:169.254.169.254]/", "http://[::169.254.169.254]/",
        "http://[fd00:ec2::254]/", "http://100.100.100.200/", "http://192.0.0.192/", "http://168.63.129.16/",
        "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b:1::a9fe:a9fe]/", "http://[64:ff9b:1:a9fe:a9:fe00::]/",
        "http://[2002:a9fe:a9fe::1]/", "http://[2001:0:4136:e378:8000:63bf:5601:5601]/",
        "http://metadata.google.internal/", "http://cloud.example/", "http://169.254.170.2/",
    })
    void metadataServicesAreNeverOpen(String url) {
        Names names = new Names().with("cloud.example", "169.254.169.254")
                .with("metadata.google.internal", "93.184.216.34");
        AddressGuard guard = Names.guard(names, EVERYTHING[0], EVERYTHING[1], "metadata.google.internal",
                "cloud.example");
        assertThrows(AddressRefusedException.class, () -> guard.check(URI.create(url)));
        ExecutionException failed = assertThrows(ExecutionException.class,
                () -> guard.dialable(OutboundUrl.parse(URI.create(url))).get());
        assertEquals(AddressRefusedException.class, failed.getCause().getClass());
    }

    @Test
    void onlyTheOpenAddressesOfANameAreDialled() throws Exception {
        Names names = new Names().with("mixed.example", "10.0.0.1", "93.184.216.34", "::1", "1.1.1.1");
        List<InetAddress> open = Names.guard(names)
                .dialable(OutboundUrl.parse(URI.create("http://mixed.example/"))).get();
        assertEquals(List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("1.1.1.1")), open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.1/8", "10.0.0/8", "fd00::/129", "fd00::1/8", "*.example.com",
        "https://example.com", "example.com:8080", "10.0.0.1:80", "exa mple", "127.1", "0x7f000001", "::ffff:10.0.0.1",
        "10.0.0.0/", "/8", "example.com/24", "my_service", "[fd00::1", "fe80::1%eth0", "bücher.example"})
    void aBadEntryOfTheListIsNamed(String entry) {
        List<String> entries = List.of("good.example", entry);
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> new AllowedDestinations(entries));
        assertTrue(refused.getMessage().contains("ringdown.callbacks.allow: the entry '" + entry + "'"),
                refused.getMessage());
    }

    @Test
    void everyNameIsLookedUpOnceAtATime() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger lookups = new AtomicInteger();
        try (HostLookup lookup = new HostLookup(host -> {
            lookups.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(host);
            }
            return List.of(InetAddress.getLoopbackAddress());
        })) {
            var first = lookup.addresses("slow.example");
            var second = lookup.addresses("slow.example");
            first.cancel(true);
            release.countDown();
            assertEquals(List.of(InetAddress.getLoopbackAddress()), second.get());
            assertEquals(1, lookups.get());
        }
    }
}
