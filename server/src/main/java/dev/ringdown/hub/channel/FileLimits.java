package dev.ringdown.hub.channel;

import dev.ringdown.api.conversationmanager.model.AttachmentPolicyType;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Which files a direction of a channel lets through ({@code attachmentPolicy} of the contract). Each part restricts on its own; what
 * is null restricts nothing.
 *
 * @param enabled    false bars every file
 * @param maxSize    of one file, in bytes
 * @param type       how the extensions are read; without it they have no effect
 * @param extensions without a dot; case makes no difference
 */
@Introspected
public record FileLimits(@Nullable Boolean enabled, @Nullable Integer maxSize, @Nullable AttachmentPolicyType type,
                         @Nullable List<String> extensions) {

    public boolean allowsFiles() {
        return !Boolean.FALSE.equals(enabled);
    }

    public boolean allowsSize(long bytes) {
        return maxSize == null || bytes <= maxSize;
    }

    /** The largest size as people read it, such as {@code 1.5 MB}, never more than it is; there must be one. */
    public String readableMaxSize() {
        if (maxSize < 1000) {
            return maxSize + " bytes";
        }
        BigDecimal kilobytes = BigDecimal.valueOf(maxSize, 3);
        boolean mega = maxSize >= 1_000_000;
        return (mega ? kilobytes.movePointLeft(3) : kilobytes).setScale(1, RoundingMode.DOWN).stripTrailingZeros().toPlainString()
                + (mega ? " MB" : " kB");
    }

    /** Whether a file may pass by the extension of its name. A name without a dot has none: it passes a list of barred ones alone. */
    public boolean allowsName(String fileName) {
        return type == null || listed(fileName) == (type == AttachmentPolicyType.ALLOW);
    }

    private boolean listed(String fileName) {
        String extension = extensionOf(fileName);
        return extensions != null && extensions.stream().anyMatch(extension::equalsIgnoreCase);
    }

    /** What stands behind the last dot of a file's name; empty if there is none. */
    public static String extensionOf(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1);
    }
}
