package dev.ringdown.hub.configuration;

import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.api.conversationmanager.model.AttachmentPolicyType;
import dev.ringdown.api.conversationmanager.model.ChannelFeature;
import dev.ringdown.api.conversationmanager.model.OAuth2RequestMethod;
import dev.ringdown.api.conversationmanager.model.ParticipantType;
import dev.ringdown.api.conversationmanager.model.RichMessageType;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.api.conversationmanager.model.RoleVersion;
import dev.ringdown.hub.RuleBeans;
import dev.ringdown.hub.account.Account;
import dev.ringdown.hub.account.AccountAttribute;
import dev.ringdown.hub.account.CaseSettings;
import dev.ringdown.hub.account.ChatSettings;
import dev.ringdown.hub.authentication.Authentication;
import dev.ringdown.hub.authentication.BasicCredentials;
import dev.ringdown.hub.authentication.OAuth2Settings;
import dev.ringdown.hub.authentication.TokenRequestHeader;
import dev.ringdown.hub.channel.Channel;
import dev.ringdown.hub.channel.FileLimits;
import dev.ringdown.hub.channel.InboundLimits;
import dev.ringdown.hub.channel.LocalizedText;
import dev.ringdown.hub.channel.LocalizedTexts;
import dev.ringdown.hub.channel.OutboundLimits;
import dev.ringdown.hub.channel.Restrictions;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.clientapplication.Header;
import dev.ringdown.hub.clientapplication.Role;
import dev.ringdown.hub.orchestration.Bot;
import dev.ringdown.hub.orchestration.BotConfiguration;
import dev.ringdown.hub.orchestration.Orchestration;
import dev.ringdown.hub.participant.Intent;
import dev.ringdown.hub.participant.Option;
import dev.ringdown.hub.participant.Participant;
import dev.ringdown.security.Secret;
import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** What is read from the database is what was written, and nothing secret stands there in clear. */
class StoredDocumentTest {

    private static final UUID SOME = UUID.fromString("01907c4e-5a10-7c3e-9b21-3f0a6d5e4c01");
    private static final String HIDDEN = "hidden-from-all";

    private static ApplicationContext context;

    @BeforeAll
    static void start() {
        context = RuleBeans.start();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsKnown(ConfigurationKind kind) {
        assertNotNull(context.getBean(ConfigurationTypes.class).of(kind));
    }

    @ParameterizedTest
    @MethodSource
    void comesBackAsItWas(ConfigurationDocument document) {
        DocumentFormat format = context.getBean(DocumentFormat.class);
        ConfigurationType<?> type = Stream.of(ConfigurationKind.values())
                .map(context.getBean(ConfigurationTypes.class)::of)
                .filter(candidate -> candidate.document() == document.getClass())
                .findFirst().orElseThrow();
        String stored = format.write(document, SOME);
        assertFalse(stored.contains(HIDDEN), stored);
        assertEquals(document, format.read(new ConfigurationRow(SOME, type.kind(), stored, Instant.EPOCH, Instant.EPOCH, 1), type).document());
    }

    static List<ConfigurationDocument> comesBackAsItWas() {
        Secret secret = Secret.of(HIDDEN);
        FileLimits files = new FileLimits(true, 12345, AttachmentPolicyType.BLOCK, List.of("bat", "EXE"));
        ChatSettings chats = new ChatSettings(0.1 + 0.2, "en-US", AgentUnavailability.RETAIN_AND_RETRY, true, true, SOME, "1001");
        return List.of(
                new Authentication("a", "b", false, new OAuth2Settings("https://example.com/", OAuth2RequestMethod.GET,
                        List.of(new TokenRequestHeader("Accept", secret)), secret, "$.a"), null),
                new Authentication("a", null, true, new OAuth2Settings("https://example.com/", OAuth2RequestMethod.POST, List.of(), null, "$.a"), null),
                new Authentication("a", null, true, null, new BasicCredentials("ringdown", secret)),
                new ClientApplication("a", null, true, List.of(
                        new Role(RoleName.CUSTOMER, RoleVersion.V1, "https://example.com/", "a@b", List.of(new Header("X-One", secret)), SOME),
                        new Role(RoleName.CUSTOM_BOT, RoleVersion.V3, "https://example.com/", "a@b", List.of(), null))),
                new Participant("a", ParticipantType.CUSTOM_BOT, "b", true, SOME, List.of(new Intent("a", "b")), List.of(new Option("a", "b"))),
                new Participant("a", ParticipantType.EGAIN_BOT, null, false, SOME, List.of(), List.of()),
                new Channel("custom.teams", "Teams", "R0lGODlh", "b", true,
                        new Restrictions(new InboundLimits(140, List.of(ChannelFeature.RICH_TEXT), files),
                                new OutboundLimits(1, true, false, List.of(ChannelFeature.ATTACHMENTS), List.of(RichMessageType.APP), files)),
                        List.of(new LocalizedTexts("en", List.of(new LocalizedText("a", "ß😀"))))),
                new Channel("sms", "SMS", "R0lGODlh", null, false,
                        new Restrictions(new InboundLimits(null, List.of(), null), new OutboundLimits(null, null, null, List.of(), List.of(), null)),
                        List.of()),
                new Channel("email", "Mail", "R0lGODlh", null, false, new Restrictions(null, new OutboundLimits(null, null, null, null, null, null)),
                        List.of()),
                new Orchestration("a", "b", true, new BotConfiguration(true, 0.5, List.of(new Bot(SOME, SOME, SOME), new Bot(SOME, SOME, null))), SOME,
                        List.of(SOME)),
                new Orchestration("a", null, false, null, null, List.of(SOME)),
                new Account("a", "b", true, "address", SOME, new CaseSettings(1440.0, true), chats, List.of(new AccountAttribute("token", secret))),
                new Account("a", null, false, "address", SOME, new CaseSettings(null, null), chats, List.of()));
    }
}
