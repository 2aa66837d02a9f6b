package dev.ringdown.web;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the contract says of one query parameter's value. Checked here, since the generated interfaces lose limits beside a default. */
final class ParameterSchema {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");

    private final Map<String, Object> schema;
    private final Pattern pattern;

    ParameterSchema(Map<String, Object> schema) {
        this.schema = schema;
        this.pattern = schema.get("pattern") instanceof String expression ? Pattern.compile(expression) : null;
    }

    /** What is wrong with a value; empty if nothing is. */
    Optional<String> objection(String value) {
        if (value.isEmpty()) {
            return Optional.of("must not be empty");
        }
        if (schema.get("enum") instanceof List<?> values) {
            return values.stream().anyMatch(allowed -> allowed.toString().equals(value)) ? Optional.empty()
                    : Optional.of("must be one of " + values);
        }
        return switch ((String) schema.getOrDefault("type", "string")) {
            case "integer" -> integer(value);
            case "boolean" -> value.equals("true") || value.equals("false") ? Optional.empty() : Optional.of("must be true or false");
            default -> text(value);
        };
    }

    private Optional<String> integer(String value) {
        if (!INTEGER.matcher(value).matches()) {
            return Optional.of("must be an integer");
        }
        try {
            long number = Long.parseLong(value);
            if (schema.get("minimum") instanceof Number least && number < least.longValue()) {
                return Optional.of("must be " + least + " or more");
            }
            long most = schema.get("maximum") instanceof Number given ? given.longValue()
                    : "int32".equals(schema.get("format")) ? Integer.MAX_VALUE : Long.MAX_VALUE;
            return number > most ? Optional.of("must be " + most + " or less") : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.of("is too large");
        }
    }

    private Optional<String> text(String value) {
        int length = value.codePointCount(0, value.length());
        if (schema.get("minLength") instanceof Number least && length < least.intValue()) {
            return Optional.of("must have " + least + " characters or more");
        }
        if (schema.get("maxLength") instanceof Number most && length > most.intValue()) {
            return Optional.of("must have " + most + " characters or less");
        }
        if (pattern != null && !pattern.matcher(value).find()) {
            return Optional.of("must match " + pattern);
        }
        try {
            switch ((String) schema.getOrDefault("format", "")) {
                case "date" -> LocalDate.parse(value);
                case "date-time" -> OffsetDateTime.parse(value);
                case "uuid" -> UUID.fromString(value);
                default -> { }
            }
            return Optional.empty();
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.of("must be a " + schema.get("format"));
        }
    }
}
