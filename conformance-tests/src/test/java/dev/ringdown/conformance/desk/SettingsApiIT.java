package dev.ringdown.conformance.desk;

import dev.ringdown.conformance.spec.NotBuiltYet;
import dev.ringdown.testspec.agentchat.SettingsApiTestSpec;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Settings. */
class SettingsApiIT implements SettingsApiTestSpec {

    @Test
    @Override
    public void getSettings200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getSettings400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getSettings401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getSettings406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateSettings200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateSettings400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateSettings401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateSettings403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateSettings404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateSettings406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateSettings409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateSettings413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateSettings415() {
        NotBuiltYet.unbuilt();
    }
}
