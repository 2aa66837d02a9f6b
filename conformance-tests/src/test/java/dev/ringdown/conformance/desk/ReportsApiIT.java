package dev.ringdown.conformance.desk;

import dev.ringdown.conformance.spec.NotBuiltYet;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Reports. */
class ReportsApiIT extends RecipientsApi {

    @Test
    @Override
    public void getDashboard200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getDashboard400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getDashboard401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getDashboard403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getDashboard404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getDashboard406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getLiveMetrics200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getLiveMetrics400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getLiveMetrics401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getLiveMetrics406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getReport200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getReport400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getReport401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getReport403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getReport404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getReport406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getReports200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getReports400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getReports401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getReports403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getReports406() {
        NotBuiltYet.unbuilt();
    }
}
