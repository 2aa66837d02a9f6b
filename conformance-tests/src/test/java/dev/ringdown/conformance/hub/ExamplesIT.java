package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.operation.Api;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's own samples are accepted as they stand, but for ids and times, which only a server can give. */
class ExamplesIT {

    /** Channels refer to nothing: these are sent byte for byte, under the types that they name. */
    @ParameterizedTest
    @ValueSource(strings = {"byoc", "google-business-messaging", "twilio-sms", "whatsapp"})
    void ofChannelsAreTakenExactly(String sample) {
        var channels = new Resource(Kind.CHANNEL);
        JsonBody create = JsonBody.example(Api.HUB, "channel-" + sample + "-create.yaml");
        JsonBody replace = JsonBody.example(Api.HUB, "channel-" + sample + "-replace.yaml");

        String id = channels.created(create);
        try {
            JsonBody read = channels.read(id);
            assertThat(read.without("id").without("created").without("modified")).isEqualTo(create);

            channels.replaced(id, replace.with("modified", read.at("modified").asText()));

            assertThat(channels.read(id).without("id").without("created").without("modified")).isEqualTo(replace.without("modified"));
        } finally {
            channels.deleted(id);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AUTHENTICATION, authentication-basic-create.yaml, authentication-basic-replace.yaml",
        "AUTHENTICATION, authentication-oauth2-create.yaml, authentication-oauth2-replace.yaml",
        "CLIENT_APPLICATION, client-application-create.yaml, client-application-replace.yaml",
        "CLIENT_APPLICATION, client-application-bot-create.yaml,",
        "PARTICIPANT, participant-create.yaml, participant-replace.yaml",
        "PARTICIPANT, participant-without-intents-create.yaml,",
        "ORCHESTRATION, orchestration-with-bot-create.yaml, orchestration-with-bot-replace.yaml",
        "ORCHESTRATION, orchestration-without-bot-create.yaml, orchestration-without-bot-replace.yaml",
        "ACCOUNT, account-byoc-create.yaml, account-byoc-replace.yaml",
        "ACCOUNT, account-google-business-messaging-create.yaml, account-google-business-messaging-replace.yaml",
        "ACCOUNT, account-twilio-sms-create.yaml, account-twilio-sms-replace.yaml",
        "ACCOUNT, account-whatsapp-create.yaml, account-whatsapp-replace.yaml"
    })
    void ofTheOthersAreTakenWithReferencesThatExist(Kind kind, String create, String replace) {
        var resource = new Resource(kind);
        JsonBody sent = kind.exampleBody(create);
        String id = resource.created(sent);
        JsonBody read = resource.read(id);
        assertThat(read.at(kind.key())).isEqualTo(sent.at(kind.key()));

        if (replace != null) {
            JsonBody next = kind.exampleBody(replace).with("modified", read.at("modified").asText());
            resource.replaced(id, next);
            assertThat(resource.read(id).at(kind.key())).isEqualTo(next.at(kind.key()));
        }
    }
}
