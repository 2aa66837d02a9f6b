package dev.ringdown.conformance.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.operation.Api;
import java.util.List;

/** The six configuration resources, with what tests of their common life need to know of each. */
enum Kind {

    AUTHENTICATION("/authentications", "authentication", "name", "type", List.of("name", "type", "basicAuth", "basicAuth.username"),
            "basicAuth") {
        @Override
        JsonBody newBody() {
            return example("authentication-basic-create.yaml");
        }

        @Override
        JsonBody minimalBody() {
            return newBody().without("description").without("active");
        }

        @Override
        JsonBody shown(JsonBody sent) {
            return sent.at("basicAuth.password").isMissingNode() ? sent : sent.without("basicAuth.password");
        }
    },

    CLIENT_APPLICATION("/clientapplications", "clientApplication", "name", "roles.0.version",
            List.of("name", "roles", "roles.0.name", "roles.0.version", "roles.0.callback", "roles.0.notificationEmail"), "roles.0") {
        @Override
        JsonBody newBody() {
            return example("client-application-create.yaml").with("roles.0.authentication.id", References.shared().authentication);
        }

        @Override
        JsonBody minimalBody() {
            return newBody().without("description").without("active").without("roles.0.headers").without("roles.0.authentication");
        }

        @Override
        JsonBody shown(JsonBody sent) {
            return sent.at("roles.0.headers").isMissingNode() ? sent : withoutValues(sent, "roles.0.headers");
        }
    },

    PARTICIPANT("/participants", "participant", "name", "type", List.of("name", "type", "application", "application.id"), "application") {
        @Override
        JsonBody newBody() {
            return example("participant-create.yaml").with("application.id", References.shared().botApplication);
        }

        @Override
        JsonBody minimalBody() {
            return newBody().without("description").without("active").without("intents").without("options");
        }
    },

    CHANNEL("/channels", "channel", "type", "restrictions.inbound.attachmentPolicy.type", List.of("type", "icon", "displayName"),
            "restrictions.inbound") {
        @Override
        JsonBody newBody() {
            return example("channel-byoc-create.yaml");
        }

        @Override
        JsonBody minimalBody() {
            return newBody().without("description").without("active").without("restrictions").without("l10nProperties");
        }
    },

    ORCHESTRATION("/orchestrations", "orchestration", "name", null,
            List.of("name", "applications", "applications.botConfiguration.bots", "applications.botConfiguration.bots.0.id",
                    "applications.customerConfiguration.customer"),
            "applications.botConfiguration") {
        @Override
        JsonBody newBody() {
            return withReferences(example("orchestration-with-bot-create.yaml"));
        }

        @Override
        JsonBody minimalBody() {
            return newBody().without("description").without("active").without("applications.customerConfiguration")
                    .without("applications.botConfiguration.bypassVaDuration").without("applications.botConfiguration.forwardTranscript")
                    .without("applications.botConfiguration.bots.0.onEscalation");
        }

        @Override
        JsonBody shown(JsonBody sent) {
            return sent.at("applications.botConfiguration").isMissingNode()
                    || !sent.at("applications.botConfiguration.forwardTranscript").isMissingNode()
                    ? sent : sent.with("applications.botConfiguration.forwardTranscript", false);
        }
    },

    ACCOUNT("/accounts", "account", "name", "chatConfigurations.onAgentUnavailability",
            List.of("name", "address", "channel", "channel.id", "chatConfigurations", "chatConfigurations.timeout",
                    "chatConfigurations.orchestration", "chatConfigurations.entryPoint", "chatConfigurations.entryPoint.id"),
            "chatConfigurations") {
        @Override
        JsonBody newBody() {
            return withReferences(example("account-twilio-sms-create.yaml"));
        }

        @Override
        JsonBody minimalBody() {
            return newBody().without("description").without("active").without("caseManagement").without("attributes")
                    .without("chatConfigurations.defaultLanguage").without("chatConfigurations.onAgentUnavailability")
                    .without("chatConfigurations.allowLogoutWithOpenChats")
                    .without("chatConfigurations.allowQueueTransferOnAgentUnavailability");
        }

        @Override
        JsonBody shown(JsonBody sent) {
            JsonBody shown = sent.at("attributes").isMissingNode() ? sent : withoutValues(sent, "attributes");
            for (var fallback : java.util.Map.of("onAgentUnavailability", "off_hours", "allowLogoutWithOpenChats", false,
                    "allowQueueTransferOnAgentUnavailability", false).entrySet()) {
                String place = "chatConfigurations." + fallback.getKey();
                shown = shown.at(place).isMissingNode() ? shown.with(place, fallback.getValue()) : shown;
            }
            return shown;
        }
    };

    private final String path;
    private final String listMember;
    private final String key;
    private final String enumeration;
    private final List<String> required;
    private final String nestedObject;

    Kind(String path, String listMember, String key, String enumeration, List<String> required, String nestedObject) {
        this.path = path;
        this.listMember = listMember;
        this.key = key;
        this.enumeration = enumeration;
        this.required = required;
        this.nestedObject = nestedObject;
    }

    /** A good body for a create with all that the resource can have, under a name that is free. */
    abstract JsonBody newBody();

    /** A good body for a create with nothing but what is required, under a name that is free. */
    abstract JsonBody minimalBody();

    /** What a GET shows of what was sent, but for active, id, created and modified: secrets left out, defaults put in. */
    JsonBody shown(JsonBody sent) {
        return sent;
    }

    /** An example of the contract, its references led to what exists and its unique values replaced by free ones. */
    JsonBody exampleBody(String file) {
        return withReferences(example(file));
    }

    /** Below the base path. */
    String path() {
        return Api.HUB.basePath() + path;
    }

    /** The name of the array in a list. */
    String listMember() {
        return listMember;
    }

    /** The attribute that is unique. */
    String key() {
        return key;
    }

    /** The place of an attribute that is an enumeration and present in {@link #newBody}; null if there is none. */
    String enumeration() {
        return enumeration;
    }

    /** Places of required attributes. */
    List<String> required() {
        return required;
    }

    /** The place of an object inside {@link #newBody} that takes no further attributes. */
    String nestedObject() {
        return nestedObject;
    }

    JsonBody example(String file) {
        JsonBody example = JsonBody.example(Api.HUB, file);
        return example.with(key, Unique.name(example.at(key).asText()));
    }

    JsonBody withReferences(JsonBody body) {
        References references = References.shared();
        JsonBody led = body;
        led = lead(led, "roles.0.authentication.id", references.authentication);
        led = lead(led, "application.id", references.botApplication);
        led = lead(led, "applications.botConfiguration.bots.0.id", references.botApplication);
        led = lead(led, "applications.botConfiguration.bots.0.participant.id", references.bot);
        led = lead(led, "applications.botConfiguration.bots.0.onEscalation.agent.id", references.agent);
        led = lead(led, "applications.customerConfiguration.customer.id", references.customer);
        led = lead(led, "applications.agentConfiguration.agents.0.id", references.agent);
        led = lead(led, "channel.id", references.channel);
        led = lead(led, "chatConfigurations.orchestration.id", references.orchestration);
        return lead(led, "address", Unique.name(body.at("address").asText()));
    }

    private static JsonBody lead(JsonBody body, String place, Object value) {
        return body.at(place).isMissingNode() ? body : body.with(place, value);
    }

    private static JsonBody withoutValues(JsonBody body, String array) {
        JsonBody changed = body;
        JsonNode pairs = body.at(array);
        for (int i = 0; i < pairs.size(); i++) {
            changed = changed.without(array + '.' + i + ".value");
        }
        return changed;
    }
}
