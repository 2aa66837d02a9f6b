package dev.ringdown.hub.configuration;

import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.security.AddressGuard;
import dev.ringdown.security.AddressRefusedException;
import dev.ringdown.security.HttpHeaderRules;
import jakarta.inject.Singleton;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rules on the form of single values that an annotation cannot say. Every breach is 400-119 and names the field. To be called
 * before a transaction begins: a URL's host is looked up, which takes time.
 */
@Singleton
public class FormRules {

    private static final String AUTHORIZATION = "Authorization";

    private final AddressGuard guard;

    FormRules(AddressGuard guard) {
        this.guard = guard;
    }

    /** Something must be left of a name after trimming. */
    public void checkName(String value, String field) {
        if (value.isBlank()) {
            throw invalid(field, "The value of " + field + " must not be blank.");
        }
    }

    /** An absolute http or https URL whose host does not lead to an address that the hub must not call; blocks for at most 3 seconds. */
    public void checkUrl(String url, String field) {
        try {
            guard.check(new URI(url));
        } catch (URISyntaxException e) {
            throw invalid(field, "The value of " + field + " is not a well-formed URL.");
        } catch (AddressRefusedException e) {
            throw invalid(field, "The URL in " + field + " is refused: " + e.reason().text() + ".");
        }
    }

    /** A mail address that a mail could go to: one @ with something on either side of it, no blanks or control characters. */
    public void checkEmail(String value, String field) {
        int at = value.indexOf('@');
        boolean parted = at > 0 && at < value.length() - 1 && at == value.lastIndexOf('@');
        if (!parted || value.codePoints().anyMatch(FormRules::isBlankOrControl)) {
            throw invalid(field, "The value of " + field + " is not a mail address.");
        }
    }

    /**
     * Names of headers that the hub adds to a callback: each once without regard to case, and none that the hub sets itself, such as
     * {@code Host}, {@code Authorization} or {@code webhook-id}.
     */
    public void checkHeaderNames(List<String> names, String field) {
        checkHeaderNames(names, field, false);
    }

    /** As {@link #checkHeaderNames}, for a token request, which may carry an {@code Authorization} of the user's. */
    public void checkTokenRequestHeaderNames(List<String> names, String field) {
        checkHeaderNames(names, field, true);
    }

    /** A well-formed BCP 47 tag, such as {@code en-US}. */
    public void checkLanguage(String tag, String field) {
        try {
            new Locale.Builder().setLanguageTag(tag);
        } catch (IllformedLocaleException e) {
            throw invalid(field, "The value of " + field + " is not a BCP 47 language tag.");
        }
    }

    /**
     * Values that must differ from each other.
     *
     * @param values   as they are to be compared
     * @param list     the field that has them
     * @param property the field of each item that holds the value
     */
    public void checkDistinct(List<String> values, String list, String property) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            if (!seen.add(values.get(i))) {
                String field = list + "[" + i + "]." + property;
                throw invalid(field, "The value of " + field + " occurs twice in " + list + ".");
            }
        }
    }

    private void checkHeaderNames(List<String> names, String field, boolean authorizationAllowed) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!(authorizationAllowed && name.equalsIgnoreCase(AUTHORIZATION)) && HttpHeaderRules.objection(name, "").isPresent()) {
                throw invalid(field + "[" + i + "].name", "The header " + name + " cannot be given: the hub sets it itself.");
            }
        }
        checkDistinct(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(), field, "name");
    }

    private static boolean isBlankOrControl(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || Character.isISOControl(character);
    }

    private static HubException invalid(String field, String message) {
        return HubException.ofField(HubErrorCode.INVALID_VALUE, field, message);
    }
}
