package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.CreateRecipientRequest;
import dev.ringdown.client.agentchat.model.CreateReportScheduleRequest;
import dev.ringdown.client.agentchat.model.DayOfWeek;
import dev.ringdown.client.agentchat.model.DeliveryMethod;
import dev.ringdown.client.agentchat.model.ReportFileFormat;
import dev.ringdown.client.agentchat.model.ReportPeriod;
import dev.ringdown.client.agentchat.model.ReportSchedule;
import dev.ringdown.client.agentchat.model.SettingsChange;
import dev.ringdown.client.agentchat.model.UpdateSettingsRequest;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.MailingServer;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A scheduled report on its way from the schedule to the recipient's mailbox, on a server of its own. */
class ScheduledReportsIT {

    private static final String VERSION = DeskClient.VERSION;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** 25 hours lie between them: what is still to come today where days begin last has passed where they begin first. */
    private static final String LAST = "Pacific/Pago_Pago";
    private static final String FIRST = "Pacific/Kiritimati";

    private static MailingServer mailing;
    private static DeskClient manager;

    @BeforeAll
    static void start() {
        mailing = MailingServer.start(Map.of());
        manager = mailing.manager();
    }

    @AfterAll
    static void stop() {
        if (mailing != null) {
            mailing.close();
        }
    }

    @Test
    void aReportIsMailedWhenItsTimeHasComeAndWhatFailsIsShown() throws Exception {
        zone(LAST);
        ZonedDateTime due = ZonedDateTime.now(ZoneId.of(LAST)).plusHours(2);
        long recipient = schedule("ayanda@acme.test", due, ReportFileFormat.CSV, ReportPeriod.WEEKLY);
        ReportSchedule waiting = schedule(recipient);
        assertThat(waiting.getNextDueAt()).isEqualTo(due.withSecond(0).withNano(0).toOffsetDateTime().withOffsetSameInstant(waiting.getNextDueAt().getOffset()));

        zone(FIRST);
        await().pollInterval(Duration.ofMillis(100)).atMost(PATIENCE).until(() -> schedule(recipient).getLastSentAt() != null);

        ReportSchedule sent = schedule(recipient);
        OffsetDateTime passed = due.toLocalDateTime().withSecond(0).withNano(0).atZone(ZoneId.of(FIRST)).toOffsetDateTime();
        assertThat(sent.getLastDueAt().toInstant()).as("by the zone that is set when the time comes").isEqualTo(passed.toInstant());
        assertThat(sent.getNextDueAt().toInstant()).isEqualTo(passed.plusDays(1).toInstant());
        assertThat(sent.getLastFailure()).isNull();
        assertThat(mailing.mails()).hasSize(1);
        MimeMessage mail = mailing.mails().get(0);
        LocalDate last = due.toLocalDate().minusDays(1);
        String file = "tags_" + last.minusDays(6) + '_' + last + ".csv";
        assertThat(mail.getAllRecipients()[0].toString()).isEqualTo("ayanda@acme.test");
        assertThat(mail.getFrom()[0].toString()).isEqualTo(MailingServer.FROM);
        assertThat(mail.getSubject()).isEqualTo("Ringdown: Tags, " + last.minusDays(6) + " to " + last);
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat((String) parts.getBodyPart(0).getContent()).contains("Hello ayanda@acme.test,").contains(file);
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo(file);
        assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("TagGroupID,TagGroupName,TagID,TagName,TotalChats");

        whatFailsIsShown();
        assertThat(mailing.process().output()).as("no address in the log").doesNotContain("@acme.test");
    }

    private static void whatFailsIsShown() throws ApiException {
        mailing.stopMailServer();
        zone(LAST);
        long recipient = schedule("board@acme.test", ZonedDateTime.now(ZoneId.of(LAST)).plusHours(2), ReportFileFormat.CSV, ReportPeriod.DAILY);
        zone(FIRST);
        await().pollInterval(Duration.ofMillis(100)).atMost(PATIENCE).until(() -> schedule(recipient).getLastFailure() != null);
        ReportSchedule failed = schedule(recipient);
        assertThat(failed.getLastFailure()).isEqualTo("Not mailed yet: the mail server cannot be reached.");
        assertThat(failed.getNextAttemptAt()).isAfter(failed.getLastFailureAt());
        assertThat(failed.getLastSentAt()).isNull();
        assertThat(failed.getLastDueAt()).isNotNull();
    }

    private static void zone(String zone) throws ApiException {
        manager.settings().updateSettings(VERSION, new UpdateSettingsRequest().settings(List.of(new SettingsChange().timeZone(zone))));
    }

    /** @return the id of a new recipient */
    private static long schedule(String address, ZonedDateTime due, ReportFileFormat format, ReportPeriod period) throws ApiException {
        long recipient = manager.reports().createRecipient(VERSION, new CreateRecipientRequest().recipientName(address).emailAddress(address))
                .getRecipientID();
        manager.reports().createReportSchedule(VERSION, new CreateReportScheduleRequest().recipientID(recipient).reportID(3L).fileFormat(format)
                .reportPeriod(period).deliveryMethod(DeliveryMethod.EMAIL).sheduledDay(List.of(DayOfWeek.values()))
                .sheduledTime(due.format(DateTimeFormatter.ofPattern("HH:mm"))));
        return recipient;
    }

    private static ReportSchedule schedule(long recipient) throws ApiException {
        return manager.reports().getRecipients(VERSION).getRecipients().stream().filter(one -> one.getRecipientID() == recipient).findFirst()
                .orElseThrow().getReportSchedules().get(0);
    }
}
