package dev.ringdown.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What callers say of media types in {@code Content-Type} and {@code Accept}. */
public final class GivenMediaTypes {

    private static final int LONGEST = 255;
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";
    private static final Pattern CONTENT_TYPE = Pattern.compile("\\s*+(" + TOKEN + '/' + TOKEN + ")\\s*+"
            + "(?:;\\s*+(?:" + TOKEN + "=(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*+\")\\s*+)?+)*+");

    private GivenMediaTypes() {
    }

    /** Type and subtype in lower case, without parameters; empty if there is none or it is not well formed. */
    public static Optional<String> contentType(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = CONTENT_TYPE.matcher(header);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /**
     * Whether a media type is among those accepted: the most specific entry that covers it decides, and quality 0 excludes.
     *
     * @param accepted empty accepts everything
     */
    public static boolean accepts(Collection<MediaType> accepted, String mediaType) {
        String type = mediaType.substring(0, mediaType.indexOf('/'));
        return accepted.isEmpty() || accepted.stream()
                .filter(range -> specificity(range, mediaType, type) > 0)
                .max(Comparator.comparingInt(range -> specificity(range, mediaType, type)))
                .filter(range -> range.getQualityAsNumber().compareTo(BigDecimal.ZERO) > 0)
                .isPresent();
    }

    /** 0 if the range does not cover the type. */
    private static int specificity(MediaType range, String mediaType, String type) {
        if (range.getName().equalsIgnoreCase(mediaType)) {
            return 3;
        }
        if (range.getName().equalsIgnoreCase(type + "/*")) {
            return 2;
        }
        return range.getName().equals("*/*") ? 1 : 0;
    }
}
