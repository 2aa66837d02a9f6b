package dev.ringdown.hub.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.ringdown.security.Secret;
import dev.ringdown.security.SecretCipher;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.util.UUID;

/**
 * How a resource is written to the database and read from it: as JSON, each {@link Secret} in it encrypted and bound to the
 * resource, so that a row's secrets mean nothing in another row.
 */
@Singleton
class DocumentFormat {

    private static final String OWNER = "owner";

    private final JsonMapper json;

    DocumentFormat(SecretCipher cipher) {
        SimpleModule secrets = new SimpleModule("secrets");
        secrets.addSerializer(Secret.class, new Encrypt(cipher));
        secrets.addDeserializer(Secret.class, new Decrypt(cipher));
        json = JsonMapper.builder()
                .addModule(secrets)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                // A document of a newer version of the server, during a rolling update.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    String write(ConfigurationDocument document, UUID owner) {
        try {
            return json.writer().withAttribute(OWNER, owner.toString()).writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A " + document.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    <D extends ConfigurationDocument> Configured<D> read(ConfigurationRow row, ConfigurationType<D> type) {
        try {
            D document = json.readerFor(type.document()).withAttribute(OWNER, row.id().toString()).readValue(row.document());
            return new Configured<>(row.id(), row.created(), row.modified(), document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The " + type.label() + " " + row.id() + " cannot be read from the database", e);
        }
    }

    private static final class Encrypt extends StdSerializer<Secret> {
        private static final long serialVersionUID = 1L;
        private final transient SecretCipher cipher;

        Encrypt(SecretCipher cipher) {
            super(Secret.class);
            this.cipher = cipher;
        }

        @Override
        public void serialize(Secret secret, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(cipher.encrypt(secret, (String) provider.getAttribute(OWNER)));
        }
    }

    private static final class Decrypt extends StdDeserializer<Secret> {
        private static final long serialVersionUID = 1L;
        private final transient SecretCipher cipher;

        Decrypt(SecretCipher cipher) {
            super(Secret.class);
            this.cipher = cipher;
        }

        @Override
        public Secret deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return cipher.decrypt(in.getText(), (String) context.getAttribute(OWNER));
        }
    }
}
