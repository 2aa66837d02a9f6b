package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.AttachmentPolicy;
import dev.ringdown.client.conversationmanager.model.ChannelCreate;
import dev.ringdown.client.conversationmanager.model.ChannelRestrictions;
import dev.ringdown.client.conversationmanager.model.InboundRestrictions;
import dev.ringdown.client.conversationmanager.model.OutboundRestrictions;
import dev.ringdown.conformance.fixture.HubClient;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Random;

/** A client application of the roles customer and custom_agent, a channel, and the files that the application announces there. */
final class AssetShelf {

    /** The largest file, in bytes. */
    static final int LARGEST = 10_485_760;
    private static final String PATH = Api.HUB.basePath() + "/assets";

    final RegisteredApplication application;
    final HubClient client;
    final String channelType;

    /** On a channel that limits no file. */
    AssetShelf() {
        this(null, null);
    }

    /** On a channel with these limits on the size of a file, in bytes. */
    AssetShelf(Integer inboundLimit, Integer outboundLimit) {
        try {
            var fixtures = new HubFixtures(SharedServer.get());
            application = fixtures.application().role("customer", "https://connector.ringdown.test/")
                    .role("custom_agent", "https://agent.ringdown.test/").createWithCredentials();
            client = new HubClient(SharedServer.get(), application::token);
            ChannelCreate channel = fixtures.byocChannel().restrictions(new ChannelRestrictions()
                    .inbound(new InboundRestrictions().attachmentPolicy(new AttachmentPolicy().maxSize(inboundLimit)))
                    .outbound(new OutboundRestrictions().attachmentPolicy(new AttachmentPolicy().maxSize(outboundLimit))));
            fixtures.create(channel);
            channelType = channel.getType();
        } catch (ApiException e) {
            throw new AssertionError("The channel was refused: " + e.getCode() + ' ' + e.getResponseBody(), e);
        }
    }

    /** A file that was announced, and what it takes to upload or download its content. */
    record Announced(String id, String contentUrl) {

        /** The call that uploads these bytes, with no Authorization. */
        Call upload(String contentType, byte[] bytes) {
            return Call.ofSigned("POST", contentUrl).withBody(contentType, bytes);
        }
    }

    JsonBody announcement(String name, int size) {
        return JsonBody.of(Map.of("channel", Map.of("type", channelType), "sender", Map.of("type", "customer"), "name", name, "size", size));
    }

    Call announcing(JsonBody announcement) {
        return Call.of("POST", SharedServer.get().at(PATH), application.token()).withJson(announcement);
    }

    Announced announced(String name, int size) {
        Response response = announcing(announcement(name, size)).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return new Announced(response.path("id"), response.path("contentUrl"));
    }

    Announced uploaded(String name, String contentType, byte[] bytes) {
        Announced asset = announced(name, bytes.length);
        Response response = asset.upload(contentType, bytes).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(204);
        return asset;
    }

    Call get(String id) {
        return Call.of("GET", SharedServer.get().at(PATH + '/' + id), application.token());
    }

    Call delete(String id) {
        return Call.of("DELETE", SharedServer.get().at(PATH + '/' + id), application.token());
    }

    /** The call that downloads a content, accepts anything, and has no Authorization. */
    Call download(String id) {
        Response response = get(id).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return Call.ofSigned("GET", response.path("contentUrl"));
    }

    /** The same for the same length. */
    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
