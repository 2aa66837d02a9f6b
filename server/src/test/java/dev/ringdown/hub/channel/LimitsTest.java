package dev.ringdown.hub.channel;

import dev.ringdown.api.conversationmanager.model.AttachmentPolicyType;
import dev.ringdown.api.conversationmanager.model.ChannelFeature;
import dev.ringdown.api.conversationmanager.model.RichMessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LimitsTest {

    @ParameterizedTest
    @CsvSource({
        "allow, jpeg TXT, a.jpeg, true",
        "allow, jpeg TXT, a.JPEG, true",
        "allow, jpeg TXT, a.txt, true",
        "allow, jpeg TXT, a.exe, false",
        "allow, jpeg TXT, a.txt.exe, false",
        "allow, jpeg TXT, jpeg, false",
        "allow, jpeg TXT, a., false",
        "allow, , a.jpeg, false",
        "block, exe, a.exe, false",
        "block, exe, a.EXE, false",
        "block, exe, a.exe.txt, true",
        "block, exe, exe, true",
        "block, , a.exe, true",
        ", exe, a.exe, true",
        ", , a.exe, true",
    })
    void readsExtensionsAsThePolicySays(String type, String extensions, String fileName, boolean allowed) {
        FileLimits limits = new FileLimits(null, null, type == null ? null : AttachmentPolicyType.toEnum(type),
                extensions == null ? null : List.of(extensions.split(" ")));
        assertEquals(allowed, limits.allowsName(fileName));
    }

    @Test
    void boundsTheSizeInclusively() {
        FileLimits limits = new FileLimits(null, 100, null, null);
        assertTrue(limits.allowsSize(100));
        assertFalse(limits.allowsSize(101));
        assertTrue(new FileLimits(null, null, null, null).allowsSize(Long.MAX_VALUE));
    }

    @Test
    void barsAllFilesOnlyWhenToldSo() {
        assertTrue(new FileLimits(null, null, null, null).allowsFiles());
        assertTrue(new FileLimits(true, null, null, null).allowsFiles());
        assertFalse(new FileLimits(false, null, null, null).allowsFiles());
    }

    @Test
    void takesAMissingListForAllAndAnEmptyOneForNone() {
        assertTrue(new InboundLimits(null, null, null).allows(ChannelFeature.ATTACHMENTS));
        assertFalse(new InboundLimits(null, List.of(), null).allows(ChannelFeature.ATTACHMENTS));
        assertTrue(outbound(null, null).allows(ChannelFeature.TYPING_EVENTS));
        assertTrue(outbound(null, null).allows(RichMessageType.FORM));
        assertFalse(outbound(null, List.of()).allows(RichMessageType.FORM));
        assertFalse(outbound(null, List.of(RichMessageType.APP)).allows(RichMessageType.FORM));
        assertTrue(outbound(null, List.of(RichMessageType.APP)).allows(RichMessageType.APP));
    }

    @Test
    void asksForALogInOnlyWhereThatIsAllowed() {
        assertTrue(outbound(null, null).allows(RichMessageType.AUTHENTICATION));
        assertTrue(outbound(true, List.of(RichMessageType.AUTHENTICATION)).allows(RichMessageType.AUTHENTICATION));
        assertFalse(outbound(false, List.of(RichMessageType.AUTHENTICATION)).allows(RichMessageType.AUTHENTICATION));
        assertTrue(outbound(false, null).allows(RichMessageType.FORM));
    }

    private static OutboundLimits outbound(Boolean midChatAuth, List<RichMessageType> types) {
        return new OutboundLimits(null, null, midChatAuth, null, types, null);
    }
}
