package dev.ringdown.conformance.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.http.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One way of spoiling a good body of a create or replacement.
 *
 * @param what  what is wrong with it
 * @param bytes the body
 * @param codes the codes that the contract allows for it, one where it is clear
 * @param field the attribute that the error must name, or null
 */
record NastyBody(String what, byte[] bytes, Set<String> codes, String field) {

    private static final String MALFORMED = "400-100";
    private static final String UNKNOWN = "400-101";
    private static final String INVALID = "400-119";
    private static final String MISSING = "400-143";

    /** The table: every way that applies to this kind of resource. */
    static List<NastyBody> of(Kind kind, JsonBody good) {
        List<NastyBody> all = new ArrayList<>();
        malformed(good, kind, all);
        wrongTypes(good, kind, all);
        kind.required().forEach(place -> {
            all.add(json("without " + place, good.without(place), MISSING, place));
            // Where a null decides which of two kinds of object is meant, it may as well be missing.
            boolean decides = kind == Kind.AUTHENTICATION && place.equals("type");
            all.add(new NastyBody("null for " + place, good.with(place, null).text().getBytes(StandardCharsets.UTF_8),
                    decides ? Set.of(INVALID, MISSING) : Set.of(INVALID), place));
        });
        all.add(json("an attribute that is not", good.with("colour", "red"), UNKNOWN, "colour"));
        all.add(json("an attribute in another case", good.with("Active", true), UNKNOWN, "Active"));
        all.add(json("an inner attribute that is not", good.with(kind.nestedObject() + ".colour", "red"), UNKNOWN, kind.nestedObject() + ".colour"));
        all.add(json("an empty key", good.with(kind.key(), ""), INVALID, kind.key()));
        all.add(json("a key that is too long", good.with(kind.key(), "x".repeat(256)), INVALID, kind.key()));
        all.add(json("an empty description", good.with("description", ""), INVALID, "description"));
        all.add(json("a description that is too long", good.with("description", "x".repeat(1024)), INVALID, "description"));
        all.add(json("null for a description", good.with("description", null), INVALID, "description"));
        all.add(json("null for active", good.with("active", null), INVALID, "active"));
        return all;
    }

    /** What is wrong only in a replacement. */
    static List<NastyBody> ofReplacement(JsonBody good) {
        return List.of(
                json("an id that is no UUID", good.with("id", "7"), INVALID, "id"),
                json("an id that is a number", good.with("id", 7), INVALID, "id"),
                json("modified that is no time", good.with("modified", "yesterday"), INVALID, "modified"),
                json("modified as a number", good.with("modified", 1623446081836L), INVALID, "modified"),
                json("modified without zone", good.with("modified", "2021-06-11T23:14:41.836"), INVALID, "modified"),
                json("modified that is null", good.with("modified", null), INVALID, "modified"),
                json("created that is no time", good.with("created", true), INVALID, "created"));
    }

    private static void malformed(JsonBody good, Kind kind, List<NastyBody> all) {
        String text = good.text();
        all.add(text("nothing", "", MALFORMED, MISSING));
        all.add(text("blanks", " \n", MALFORMED, MISSING));
        all.add(text("no JSON", "hello", MALFORMED));
        all.add(text("half a document", text.substring(0, text.length() / 2), MALFORMED));
        all.add(text("a comma too many", text.replaceFirst("}$", ",}"), MALFORMED));
        all.add(text("single quotes", text.replace('"', '\''), MALFORMED));
        all.add(text("a comment", "/* good */" + text, MALFORMED));
        all.add(text("a bare NaN", text.replaceFirst("\\{", "{\"description\":NaN,"), MALFORMED));
        all.add(text("a line break in a string", text.replaceFirst("\\{", "{\"x\ny\":1,"), MALFORMED));
        all.add(new NastyBody("bytes that are no UTF-8", notUtf8(text), Set.of(MALFORMED), null));
        all.add(text("a second document", text + "{}", MALFORMED));
        all.add(text("rubbish behind it", text + " x", MALFORMED));
        all.add(text("a bracket behind it", text + "]", MALFORMED));
        all.add(text("a doubled attribute", text.replaceFirst("\\{", "{\"" + kind.key() + "\":\"doubled\","), MALFORMED, INVALID));
        all.add(text("depth of 65", text.replaceFirst("\\{", "{\"colour\":" + "[".repeat(64) + "]".repeat(64) + ','), MALFORMED));
        all.add(text("depth of 5000", text.replaceFirst("\\{", "{\"colour\":" + "[".repeat(5000) + "]".repeat(5000) + ','), MALFORMED));
        all.add(text("not an object: null", "null", MALFORMED, INVALID, MISSING));
        for (String other : List.of("[]", "[" + text + "]", "\"text\"", "7", "true")) {
            all.add(text("not an object: " + (other.length() > 9 ? "an array of one" : other), other, MALFORMED, INVALID));
        }
    }

    private static void wrongTypes(JsonBody good, Kind kind, List<NastyBody> all) {
        all.add(json("a number for a text", good.with(kind.key(), 7), INVALID, kind.key()));
        all.add(json("a boolean for a text", good.with(kind.key(), true), INVALID, kind.key()));
        all.add(json("a list for a text", good.with(kind.key(), List.of("x")), INVALID, kind.key()));
        all.add(json("an object for a text", good.with(kind.key(), java.util.Map.of("x", "y")), INVALID, kind.key()));
        all.add(json("a text for a boolean", good.with("active", "true"), INVALID, "active"));
        all.add(json("a number for a boolean", good.with("active", 1), INVALID, "active"));
        if (kind.enumeration() != null) {
            String place = kind.enumeration();
            all.add(json("an unknown word", good.with(place, "other"), INVALID, place));
            all.add(json("a word in another case", good.with(place, good.at(place).asText().toUpperCase(java.util.Locale.ROOT)), INVALID, place));
            all.add(json("a number for a word", good.with(place, 0), INVALID, place));
            all.add(json("an empty word", good.with(place, ""), INVALID, place));
        }
        String object = kind.nestedObject();
        all.add(json("a text for an object", good.with(object, "x"), INVALID, object));
        all.add(json("a list for an object", good.with(object, List.of()), INVALID, object));
        all.add(json("an empty text for an object", good.with(object, ""), INVALID, object));
        numbers(good, all);
        lists(good, all);
    }

    private static void numbers(JsonBody good, List<NastyBody> all) {
        for (String place : List.of("restrictions.inbound.maxTextLength", "restrictions.outbound.attachmentPolicy.maxSize",
                "chatConfigurations.timeout", "caseManagement.sameCaseDuration", "applications.botConfiguration.bypassVaDuration")) {
            JsonNode number = good.at(place);
            if (!number.isMissingNode()) {
                all.add(json("a text for a number", good.with(place, number.asText()), INVALID, place));
                all.add(json("a negative number", good.with(place, -1), INVALID, place));
                all.add(json("a number that is too large", good.with(place, 99_999_999_999L), INVALID, place));
                all.add(json("a boolean for a number", good.with(place, true), INVALID, place));
                if (place.contains("max")) {
                    all.add(json("a fraction for an integer", good.with(place, 7.9), INVALID, place));
                }
            }
        }
    }

    private static void lists(JsonBody good, List<NastyBody> all) {
        for (String place : List.of("roles", "options", "intents.intent", "l10nProperties", "l10nProperties.0.properties",
                "applications.botConfiguration.bots", "attributes")) {
            JsonNode list = good.at(place);
            if (!list.isMissingNode()) {
                all.add(json("an empty list", good.with(place, List.of()), INVALID, place));
                all.add(json("an object for a list", good.with(place, list.get(0)), INVALID, place));
                all.add(json("null in a list", good.with(place + '.' + list.size(), null), INVALID, place + '.' + list.size()));
                all.add(json("far too many", good.with(place, java.util.Collections.nCopies(101, list.get(0))), INVALID, place));
            }
        }
    }

    private static NastyBody json(String what, JsonBody body, String code, String field) {
        return new NastyBody(what + " (" + field + ")", body.text().getBytes(StandardCharsets.UTF_8), Set.of(code), field);
    }

    private static NastyBody text(String what, String body, String... codes) {
        return new NastyBody(what, body.getBytes(StandardCharsets.UTF_8), Set.of(codes), null);
    }

    private static byte[] notUtf8(String text) {
        byte[] bytes = text.replaceFirst("\\{", "{\"description\":\"#\",").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '#') {
                bytes[i] = (byte) 0xC3;
                break;
            }
        }
        return bytes;
    }

    @Override
    public String toString() {
        return what;
    }
}
