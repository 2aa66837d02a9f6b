package dev.ringdown.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token of the hub allows. Written short in the contract; a token request may also spell them out as URLs. */
public enum Scope {
    MANAGE("app.conversation.conversationmgr.manage"),
    READ("app.conversation.conversationmgr.read"),
    INTERACTION_MANAGE("app.conversation.conversationmgr.interaction.manage"),
    INTERACTION_READ("app.conversation.conversationmgr.interaction.read");

    private static final String URL_PREFIX = "https://api.egain.cloud/auth/";
    private static final String ALL_GRANTED = ".default";

    private final String value;

    Scope(String value) {
        this.value = value;
    }

    /** The short form, such as {@code app.conversation.conversationmgr.manage}. */
    public String value() {
        return value;
    }

    /** Reads either spelling. */
    public static Optional<Scope> of(String text) {
        String bare = text.startsWith(URL_PREFIX) ? text.substring(URL_PREFIX.length()) : text;
        return Arrays.stream(values()).filter(scope -> scope.value.equals(bare)).findFirst();
    }

    /** Whether a text asks for all that was granted. */
    static boolean meansAllGranted(String text) {
        return text.equals(ALL_GRANTED) || text.equals(URL_PREFIX + ALL_GRANTED);
    }

    static String join(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::value).collect(Collectors.joining(" "));
    }

    static Set<Scope> split(String joined) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        List.of(joined.split(" ")).forEach(text -> of(text).ifPresent(scopes::add));
        return scopes;
    }
}
