package dev.ringdown.conformance.desk;

import dev.ringdown.conformance.spec.NotBuiltYet;
import dev.ringdown.testspec.agentchat.ReportsApiTestSpec;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Reports. */
class ReportsApiIT implements ReportsApiTestSpec {

    @Test
    @Override
    public void createRecipient200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createRecipient400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createRecipient401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createRecipient403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createRecipient406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createRecipient413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createRecipient415() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createReportSchedule200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createReportSchedule400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createReportSchedule401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createReportSchedule403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createReportSchedule404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createReportSchedule406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createReportSchedule413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createReportSchedule415() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteRecipient200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteRecipient400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteRecipient401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteRecipient403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteRecipient404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteRecipient406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteScheduledReport200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteScheduledReport400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteScheduledReport401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteScheduledReport403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteScheduledReport404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteScheduledReport406() {
        NotBuiltYet.unbuilt();
    }

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
    public void getRecipients200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getRecipients400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getRecipients401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getRecipients403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getRecipients406() {
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
