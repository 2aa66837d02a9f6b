package dev.ringdown.conformance.desk;

import dev.ringdown.conformance.spec.NotBuiltYet;
import dev.ringdown.testspec.agentchat.CannedResponsesApiTestSpec;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag CannedResponses. */
class CannedResponsesApiIT implements CannedResponsesApiTestSpec {

    @Test
    @Override
    public void createCannedResponse200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createCannedResponse400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createCannedResponse401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createCannedResponse403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createCannedResponse406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createCannedResponse409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createCannedResponse413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createCannedResponse415() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteCannedResponse200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteCannedResponse400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteCannedResponse401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteCannedResponse403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteCannedResponse404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteCannedResponse406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getCannedResponses200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getCannedResponses400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getCannedResponses401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getCannedResponses406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCannedResponse200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCannedResponse400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCannedResponse401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCannedResponse403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCannedResponse404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCannedResponse406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCannedResponse409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCannedResponse413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCannedResponse415() {
        NotBuiltYet.unbuilt();
    }
}
