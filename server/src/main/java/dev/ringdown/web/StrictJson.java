package dev.ringdown.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;

/**
 * JSON is what the contract says or it is refused: no unknown or doubled field, no null but in free objects, no number for a string, no fraction for
 * an integer, nothing behind the document, no depth that only an attacker needs. Times are written in UTC with milliseconds.
 */
@Singleton
public class StrictJson implements BeanCreatedEventListener<ObjectMapper> {

    /** The longest string of either contract (a file of 10 MiB in base64) and some. */
    private static final int LONGEST_STRING = 16_000_000;
    private static final int DEEPEST = 64;

    @Override
    public ObjectMapper onCreated(BeanCreatedEvent<ObjectMapper> event) {
        return strict(event.getBean());
    }

    private static ObjectMapper strict(ObjectMapper mapper) {
        mapper.getFactory().setStreamReadConstraints(StreamReadConstraints.builder()
                .maxStringLength(LONGEST_STRING)
                .maxNestingDepth(DEEPEST)
                .build());
        mapper.getFactory().configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
        mapper.getFactory().configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION.mappedFeature(), false);
        mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);
        mapper.configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true);
        mapper.configure(DeserializationFeature.ACCEPT_FLOAT_AS_INT, false);
        mapper.configure(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS, true);
        mapper.configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true);
        mapper.configure(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY, false);
        mapper.configure(DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS, false);
        mapper.configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false);
        disableScalarCoercion(mapper);
        mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        // A map is what the contract calls a free object: what stands in it is nobody's business but the sender's and the receiver's.
        mapper.configOverride(Map.class).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SET));
        mapper.addHandler(new ScalarForObject());
        mapper.registerModule(new SimpleModule("strict").setDeserializerModifier(new NullRefusal())
                .addDeserializer(UUID.class, new CanonicalUuid())
                .addDeserializer(Instant.class, new WrittenTime())
                .addSerializer(Instant.class, new Milliseconds()));
        return mapper;
    }

    @SuppressWarnings("deprecation") // the builder's way is not open for a mapper that the framework has built
    private static void disableScalarCoercion(ObjectMapper mapper) {
        mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        for (CoercionInputShape shape : new CoercionInputShape[]{CoercionInputShape.Integer, CoercionInputShape.Float,
            CoercionInputShape.Boolean}) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** Where one of several kinds of object is wanted and a plain value comes, its kind is not missing: it is no object. */
    private static final class ScalarForObject extends DeserializationProblemHandler {

        @Override
        public JavaType handleMissingTypeId(DeserializationContext context, JavaType wanted, TypeIdResolver resolver, String message)
                throws IOException {
            if (context.getParser().currentToken() != null && context.getParser().currentToken().isScalarValue()) {
                return context.reportInputMismatch(wanted, "not an object");
            }
            return null;
        }
    }

    /** Jackson alone would also take a UUID in base64. */
    private static final class CanonicalUuid extends StdDeserializer<UUID> {
        private static final long serialVersionUID = 1L;
        private static final int LENGTH = 36;

        CanonicalUuid() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.currentToken() == JsonToken.VALUE_STRING ? in.getText() : "";
            try {
                if (text.length() == LENGTH) {
                    return UUID.fromString(text);
                }
            } catch (IllegalArgumentException e) {
                // Answered like any other text that is no UUID.
            }
            return (UUID) context.handleWeirdStringValue(UUID.class, text, "not a UUID");
        }
    }

    /** Jackson alone would also take a number for a time. */
    private static final class WrittenTime extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        WrittenTime() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.currentToken() == JsonToken.VALUE_STRING ? in.getText() : "";
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a date-time");
            }
        }
    }

    /** Times always have their milliseconds, also when these are 000. */
    private static final class Milliseconds extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        Milliseconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(WrittenInstant.of(time));
        }
    }
}
