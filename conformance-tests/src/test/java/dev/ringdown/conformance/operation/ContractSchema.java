package dev.ringdown.conformance.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A schema of a contract, for JSON that no generated class reads. Knows what the schemas of answers use; properties that a schema lacks break it. */
public final class ContractSchema {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    private final ContractFiles.Node schema;

    ContractSchema(ContractFiles.Node schema) {
        if (!schema.isPresent()) {
            throw new IllegalArgumentException("There is no such schema");
        }
        this.schema = schema;
    }

    /** What breaks the schema, each with its place; empty if nothing does. */
    public List<String> violations(JsonNode json) {
        List<String> found = new ArrayList<>();
        check(schema, json, "", found);
        return found;
    }

    private static void check(ContractFiles.Node schema, JsonNode json, String place, List<String> found) {
        switch (schema.at("type").text()) {
            case "object" -> object(schema, json, place, found);
            case "array" -> array(schema, json, place, found);
            case "string" -> text(schema, json, place, found);
            case "integer" -> integer(schema, json, place, found);
            case "boolean" -> expect(json.isBoolean(), place, "is no boolean", found);
            default -> throw new IllegalStateException(place + " is of the type " + schema.at("type").text());
        }
        if (schema.at("enum").isPresent()) {
            expect(schema.at("enum").texts().contains(json.asText()), place, "is not one of " + schema.at("enum").texts(), found);
        }
    }

    private static void object(ContractFiles.Node schema, JsonNode json, String place, List<String> found) {
        expect(json.isObject(), place, "is no object", found);
        Collection<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        schema.at("required").texts().forEach(name -> expect(names.contains(name), place + "/" + name, "is missing", found));
        Map<?, ?> known = (Map<?, ?>) schema.at("properties").value();
        for (String name : names) {
            if (!known.containsKey(name)) {
                found.add(place + "/" + name + " is not in the schema");
            } else {
                check(schema.at("properties").at(name), json.get(name), place + "/" + name, found);
            }
        }
    }

    private static void array(ContractFiles.Node schema, JsonNode json, String place, List<String> found) {
        expect(json.isArray(), place, "is no array", found);
        expect(json.size() <= limit(schema, "maxItems", Long.MAX_VALUE), place, "has too many items", found);
        for (int i = 0; i < json.size(); i++) {
            check(schema.at("items"), json.get(i), place + "/" + i, found);
        }
    }

    private static void text(ContractFiles.Node schema, JsonNode json, String place, List<String> found) {
        expect(json.isTextual(), place, "is no string", found);
        String text = json.asText();
        int length = text.codePointCount(0, text.length());
        expect(length >= limit(schema, "minLength", 0) && length <= limit(schema, "maxLength", Long.MAX_VALUE), place, "is of a wrong length", found);
        if (schema.at("pattern").isPresent()) {
            expect(Pattern.compile(schema.at("pattern").text()).matcher(text).find(), place, "does not match its pattern", found);
        }
        if ("date-time".equals(schema.at("format").text())) {
            expect(isTime(text), place, "is no time in UTC with milliseconds", found);
        }
    }

    private static boolean isTime(String text) {
        try {
            return TIME.matcher(text).matches() && java.time.Instant.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static void integer(ContractFiles.Node schema, JsonNode json, String place, List<String> found) {
        expect(json.isIntegralNumber(), place, "is no integer", found);
        expect(json.asLong() >= limit(schema, "minimum", Long.MIN_VALUE) && json.asLong() <= limit(schema, "maximum", Long.MAX_VALUE), place,
                "is out of its range", found);
    }

    private static long limit(ContractFiles.Node schema, String keyword, long otherwise) {
        return schema.at(keyword).isPresent() ? Long.parseLong(schema.at(keyword).text()) : otherwise;
    }

    private static void expect(boolean right, String place, String objection, List<String> found) {
        if (!right) {
            found.add(place + " " + objection);
        }
    }
}
