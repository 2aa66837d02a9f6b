package dev.ringdown.conformance.hub;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.server.SharedServer;
import java.util.UUID;

/** Resources that others refer to, made once on the shared server; tests only point at them and never change them. */
final class References {

    static final String CALLBACK = "https://references.ringdown.test/callback";

    private static References shared;

    final UUID authentication;
    final UUID customer;
    final UUID botApplication;
    final UUID bot;
    final UUID agent;
    final UUID channel;
    final UUID orchestration;

    private References(HubFixtures fixtures) throws ApiException {
        authentication = fixtures.basicAuthentication("user", "password");
        customer = fixtures.application().role("customer", CALLBACK).create();
        botApplication = fixtures.application().role("custom_bot", CALLBACK).create();
        bot = fixtures.bot(botApplication);
        agent = fixtures.application().role("custom_agent", CALLBACK).create();
        channel = fixtures.channel();
        orchestration = fixtures.orchestration(customer, agent);
    }

    static synchronized References shared() {
        if (shared == null) {
            try {
                shared = new References(new HubFixtures(SharedServer.get()));
            } catch (ApiException e) {
                throw new AssertionError("The references were refused: " + e.getCode() + ' ' + e.getResponseBody(), e);
            }
        }
        return shared;
    }
}
