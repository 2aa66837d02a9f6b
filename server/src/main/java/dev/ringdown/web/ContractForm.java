package dev.ringdown.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** Holds JSON whose schema depends on another field, which the generated interface can't know, against that schema of the contract. */
@Singleton
public class ContractForm {

    private final ObjectMapper strict;
    private final ObjectMapper open;
    private final ObjectWriter whole;
    private final Validator validator;
    private final ViolationFields fields;

    ContractForm(ObjectMapper json, Validator validator, ViolationFields fields) {
        this.strict = json;
        this.open = json.copy().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        // As it came, null included: a field that is null is not one that was left out.
        this.whole = json.copy().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS).writer();
        this.validator = validator;
        this.fields = fields;
    }

    /** As {@link #read}, where the schema takes other members, too. */
    public <T> T readOpen(Map<String, Object> json, Class<T> schema, String place) {
        return read(open, json, schema, place);
    }

    /**
     * The JSON as the generated record of its schema.
     *
     * @param place where it stands in the request, for errors
     * @throws FormException if something is missing, wrong or unknown
     */
    public <T> T read(Map<String, Object> json, Class<T> schema, String place) {
        return read(strict, json, schema, place);
    }

    private <T> T read(ObjectMapper mapper, Map<String, Object> json, Class<T> schema, String place) {
        T value;
        try {
            value = mapper.readValue(whole.writeValueAsBytes(json), schema);
        } catch (JsonProcessingException e) {
            throw refusal(RequestFailure.ofJson(e), place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<ConstraintViolation<T>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw refusal(fields.read(new ConstraintViolationException(violations)), place);
        }
        return value;
    }

    private static FormException refusal(RequestFailure failure, String place) {
        String field = failure.field() == null ? place : place + "." + failure.field();
        String message = failure.field() == null ? failure.message() : failure.message().replace(failure.field(), field);
        return new FormException(failure.failure(), message, field);
    }
}
