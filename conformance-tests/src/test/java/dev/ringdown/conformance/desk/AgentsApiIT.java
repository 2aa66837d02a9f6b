package dev.ringdown.conformance.desk;

import dev.ringdown.conformance.spec.NotBuiltYet;
import dev.ringdown.testspec.agentchat.AgentsApiTestSpec;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Agents. */
class AgentsApiIT implements AgentsApiTestSpec {

    @Test
    @Override
    public void createAgent200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createAgent400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createAgent401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createAgent403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createAgent404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createAgent406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createAgent409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createAgent413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createAgent415() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getAgents200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getAgents400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getAgents401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getAgents406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateAgent200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateAgent400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateAgent401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateAgent403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateAgent404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateAgent406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateAgent409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateAgent413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateAgent415() {
        NotBuiltYet.unbuilt();
    }
}
