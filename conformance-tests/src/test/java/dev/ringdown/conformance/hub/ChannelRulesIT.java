package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What createChannel and updateChannel say of types, icons, restrictions and texts. */
class ChannelRulesIT {

    private static final String GIF = "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b";

    private final Resource channels = new Resource(Kind.CHANNEL);

    @ParameterizedTest
    @ValueSource(strings = {"sms", "whatsapp", "web_chat", "google_business_messaging", "apple_messages", "facebook", "twitter", "email"})
    void ownPrefixDoesNotStandBeforeEgainsTypes(String type) {
        refused("type", "custom." + type);
        refused("type", "Custom." + type.toUpperCase(java.util.Locale.ROOT));
        refused("type", " custom." + type + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"custom.smsx", "custom.teams", "custom_channel", "teams", "xcustom.sms", "custom.custom.sms"})
    void anyOtherTypeIsAnOwnChannel(String type) {
        channels.deleted(channels.created(channels.kind().newBody().with("type", type)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<base64>", "data:image/png;base64,iVBORw0KGgo=", "iVBORw0K Ggo=", "iVBORw0K\nGgo=", "iVBOR", "aGVsbG8=", "====", "A"})
    void anIconThatIsNoneIsRefused(String icon) {
        refused("icon", icon);
    }

    @Test
    void anIconThatCanCarryScriptsIsRefused() {
        for (String svg : List.of("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<html><body>GIF89a</body></html>")) {
            refused("icon", base64(svg.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void rasterImagesAreTakenAndAnsweredAsSent() {
        byte[] jpeg = bytes("ffd8ffe000104a46494600010100000100010000ffd9");
        byte[] webp = bytes("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700");
        for (byte[] image : List.of(bytes(GIF), jpeg, webp)) {
            String id = channels.created(channels.kind().newBody().with("icon", base64(image)));
            assertThat(channels.read(id).at("icon").asText()).isEqualTo(base64(image));
        }
    }

    @Test
    void anIconHasAtMost512000Characters() {
        byte[] largest = Arrays.copyOf(bytes(GIF), 384_000);
        String id = channels.created(channels.kind().newBody().with("icon", base64(largest)));
        assertThat(channels.read(id).at("icon").asText()).hasSize(512_000);
        channels.deleted(id);
        refused("icon", base64(Arrays.copyOf(bytes(GIF), 384_003)));
    }

    @ParameterizedTest
    @CsvSource({
        "restrictions.inbound.maxTextLength, 0",
        "restrictions.inbound.maxTextLength, 2147483648",
        "restrictions.outbound.maxTextLength, -1",
        "restrictions.inbound.attachmentPolicy.maxSize, 0",
        "restrictions.inbound.attachmentPolicy.maxSize, 10485761"
    })
    void numbersHaveBounds(String place, long value) {
        refused(place, value);
    }

    @ParameterizedTest
    @CsvSource({
        "restrictions.inbound.maxTextLength, 1",
        "restrictions.inbound.maxTextLength, 2147483647",
        "restrictions.inbound.attachmentPolicy.maxSize, 1",
        "restrictions.inbound.attachmentPolicy.maxSize, 10485760"
    })
    void boundsAreIncluded(String place, long value) {
        JsonBody read = channels.read(channels.created(channels.kind().newBody().with(place, value)));
        assertThat(read.at(place).longValue()).isEqualTo(value);
    }

    @Test
    void listsHoldWhatTheyMayHold() {
        refused("restrictions.inbound.features.0", "typing", "restrictions.inbound.features.0");
        refused("restrictions.outbound.richMessageTypes.0", "richMessage.listpicker", "restrictions.outbound.richMessageTypes.0");
        refused("restrictions.inbound.attachmentPolicy.extensions", List.of());
        refused("restrictions.inbound.attachmentPolicy.extensions", Collections.nCopies(101, "exe"));
        for (String wrong : List.of(".exe", "", "x".repeat(17), "e xe", "\u00e9")) {
            refused("restrictions.inbound.attachmentPolicy.extensions.0", wrong);
        }
    }

    @Test
    void emptyListsAndAbsentOnesAreDifferentThings() {
        JsonBody body = channels.kind().newBody().with("restrictions.inbound.features", List.of()).without("restrictions.outbound.features");
        JsonBody read = channels.read(channels.created(body));
        assertThat(read.at("restrictions.inbound.features").isArray()).isTrue();
        assertThat(read.at("restrictions.inbound.features").size()).isZero();
        assertThat(read.at("restrictions.outbound.features").isMissingNode()).isTrue();
    }

    @Test
    void everyPartOfTheRestrictionsMayBeLeftOut() {
        JsonBody body = channels.kind().newBody();
        for (String place : List.of("restrictions", "restrictions.inbound", "restrictions.outbound", "restrictions.inbound.attachmentPolicy",
                "restrictions.outbound.systemMessages", "restrictions.outbound.midChatAuth", "restrictions.inbound.attachmentPolicy.enabled")) {
            JsonBody sent = body.without(place).with("type", Unique.name("channel"));
            assertThat(channels.read(channels.created(sent)).at(place).isMissingNode()).as(place).isTrue();
        }
        JsonBody empty = body.with("restrictions", Map.of());
        assertThat(channels.read(channels.created(empty)).at("restrictions.inbound").isMissingNode()).isTrue();
    }

    @Test
    void aLanguageAndANameOccurOnce() {
        JsonBody body = channels.kind().newBody();
        Refusal.expect("400-119", channels.create(body.with("l10nProperties.1", body.at("l10nProperties.0"))
                .with("l10nProperties.1.language", "EN-us")).send());
        Refusal.expect("400-119", channels.create(body.with("l10nProperties.0.properties.1.name", "MSG_HUB_RETAIN_AND_RETRY")).send());
        for (String wrong : List.of("e", "", "en_US", "en-", "englishlanguage", "en-US-" + "x".repeat(9))) {
            refused("l10nProperties.0.language", wrong);
        }
        refused("l10nProperties.0.properties.0.value", "x".repeat(4001));
        refused("l10nProperties.0.properties", Collections.nCopies(51, Map.of("name", "a", "value", "b")));
    }

    @Test
    void aTypeMayChange() {
        String id = channels.created();
        JsonBody read = channels.read(id);
        String type = Unique.name("renamed");
        channels.replaced(id, read.with("type", type));
        assertThat(channels.read(id).at("type").asText()).isEqualTo(type);
        Refusal.expect("400-119", channels.update(id, read.without("modified").with("type", "custom.sms")).send()).naming("type");
    }

    private void refused(String place, Object value) {
        refused(place, value, place);
    }

    private void refused(String place, Object value, String named) {
        Refusal.expect("400-119", channels.create(channels.kind().newBody().with(place, value)).send()).naming(named);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }
}
