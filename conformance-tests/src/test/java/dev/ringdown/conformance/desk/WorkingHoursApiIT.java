package dev.ringdown.conformance.desk;

import dev.ringdown.conformance.spec.NotBuiltYet;
import dev.ringdown.testspec.agentchat.WorkingHoursApiTestSpec;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag WorkingHours. */
class WorkingHoursApiIT implements WorkingHoursApiTestSpec {

    @Test
    @Override
    public void getWorkingHours200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getWorkingHours400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getWorkingHours401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getWorkingHours406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateWorkingHours200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateWorkingHours400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateWorkingHours401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateWorkingHours403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateWorkingHours406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateWorkingHours413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateWorkingHours415() {
        NotBuiltYet.unbuilt();
    }
}
