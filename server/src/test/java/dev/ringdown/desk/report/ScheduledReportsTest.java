package dev.ringdown.desk.report;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringdown.StandingClock;
import dev.ringdown.api.agentchat.model.ReportFileFormat;
import dev.ringdown.desk.DeskDatabase;
import dev.ringdown.desk.figure.FigureSets;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three servers on one database, which all look after the schedules at the same moments, and the mail server that all send to. */
class ScheduledReportsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Integer> EVERY_DAY = List.of(1, 2, 3, 4, 5, 6, 7);

    private static int port;
    private static List<EmbeddedServer> nodes;
    private static ExecutorService threads;
    private static DeskDatabase database;

    private GreenMail mailServer;

    @BeforeAll
    static void startServers() throws IOException {
        port = freePort();
        threads = Executors.newFixedThreadPool(4);
        EmbeddedServer first = server(Map.of("ringdown.data-dir", "target/scheduled-reports-test", "ringdown.database.buffer-pool-size", "64M"));
        DatasourceConfiguration pool = first.getApplicationContext().getBean(DatasourceConfiguration.class);
        Map<String, Object> others = Map.of("ringdown.data-dir", "target/scheduled-reports-test-unused", "ringdown.secret-key",
                Files.readString(Path.of("target/scheduled-reports-test/secret.key")).strip(), "datasources.default.url", pool.getUrl(),
                "datasources.default.username", pool.getUsername(), "datasources.default.password", pool.getPassword());
        nodes = List.of(first, server(others), server(others));
        database = first.getApplicationContext().getBean(DeskDatabase.class);
        // What a run has left that was broken off.
        deleteTags();
        // Days before its first start are none of the desk's.
        database.execute("UPDATE agent SET created = '2026-01-01'");
        deleteTags();
    }

    private static void deleteTags() {
        database.execute("DELETE FROM tag");
        database.execute("DELETE FROM tag_group");
    }

    private static EmbeddedServer server(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(Map.of("micronaut.server.port", -1, "ringdown.smtp.host", "127.0.0.1", "ringdown.smtp.port", port, "ringdown.smtp.from",
                "ringdown@example.org", "ringdown.smtp.security", "none", StandingClock.SETTING, "true"));
        return ApplicationContext.run(EmbeddedServer.class, all);
    }

    /** Below those that the system gives away by itself. */
    private static int freePort() {
        while (true) {
            try (ServerSocket free = new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000), 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException e) {
                // Somebody has it: another one.
            }
        }
    }

    @AfterAll
    static void stopServers() {
        threads.shutdownNow();
        nodes.forEach(EmbeddedServer::stop);
    }

    @BeforeEach
    void startMailServer() {
        mailServer = mailServer();
    }

    private static GreenMail mailServer() {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    @AfterEach
    void tidyUp() {
        mailServer.stop();
        database.execute("DELETE FROM recipient");
        database.execute("DELETE FROM scheduled_tasks WHERE task_name = 'mail'");
        database.execute("DELETE FROM setting");
    }

    @ParameterizedTest
    @CsvSource({
        // zone, the day on which the clocks change, offset before and after, when 02:30 and 07:00 come on that day
        "Europe/Berlin, 2027-03-28, +01:00, +02:00, 2027-03-28T01:00:00Z, 2027-03-28T05:00:00Z",
        "Europe/Berlin, 2027-10-31, +02:00, +01:00, 2027-10-31T00:30:00Z, 2027-10-31T06:00:00Z",
        "America/New_York, 2027-03-14, -05:00, -04:00, 2027-03-14T07:00:00Z, 2027-03-14T11:00:00Z",
        "America/New_York, 2027-11-07, -04:00, -05:00, 2027-11-07T07:30:00Z, 2027-11-07T12:00:00Z"})
    void eachTimeIsMailedOnceByThreeNodesAcrossAChangeOfTheClocks(String zone, LocalDate change, String before, String after, Instant nightly,
            Instant weekly) throws Exception {
        zone(zone);
        LocalDate first = change.minusDays(8);
        moveTo(first.atTime(0, 0).toInstant(ZoneOffset.of(before)));
        schedule("night", Period.DAILY, EVERY_DAY, "02:30");
        schedule("sunday", Period.WEEKLY, List.of(7), "07:00");
        schedule("same", Period.WEEKLY, List.of(7), "07:00");
        for (int halfHours = 0; halfHours < 48 * 16; halfHours++) {
            sweepEverywhere();
            StandingClock.SHARED.move(Duration.ofMinutes(30));
        }

        Map<String, String> expected = new TreeMap<>();
        for (LocalDate day = first; day.isBefore(first.plusDays(16)); day = day.plusDays(1)) {
            Instant at = day.equals(change) ? nightly : Instant.parse(day + "T02:30:00" + "Z")
                    .minusSeconds(ZoneOffset.of(day.isBefore(change) ? before : after).getTotalSeconds());
            expected.put(at.toString(), span(day.minusDays(1), day.minusDays(1)));
        }
        assertEquals(expected, mailed("night"));
        for (String twin : List.of("sunday", "same")) {
            assertEquals(new TreeMap<>(Map.of(
                    change.minusDays(7).atTime(7, 0).toInstant(ZoneOffset.of(before)).toString(), span(change.minusDays(14), change.minusDays(8)),
                    weekly.toString(), span(change.minusDays(7), change.minusDays(1)),
                    change.plusDays(7).atTime(7, 0).toInstant(ZoneOffset.of(after)).toString(), span(change, change.plusDays(6)))),
                    mailed(twin));
        }
    }

    @Test
    void theMailHasTheFileAndSaysWhatItIs() throws Exception {
        zone("Africa/Johannesburg");
        nodes.get(0).getApplicationContext().getBean(FigureSets.class).tend();
        database.execute("INSERT INTO setting (name, value) VALUES ('CompanyName', 'Büro & Söhne')");
        moveTo(Instant.parse("2026-03-31T04:00:00Z"));
        long id = recipients().create("Ayanda\tBotha\u0000", "ayanda@example.com");
        recipients().schedule(id, ReportKind.RESPONSE_TIMES.id(), ReportFileFormat.CSV, Period.MONTHLY, Timetable.of(List.of(2), LocalTime.of(7, 0)));
        assertEquals(Instant.parse("2026-03-31T05:00:00Z"), listed("ayanda").nextDueAt());
        moveTo(Instant.parse("2026-03-31T05:00:00Z"));
        sweepEverywhere();

        MimeMessage mail = mailsTo("ayanda").get(0);
        assertEquals("Büro & Söhne: Response times, 2026-02-28 to 2026-03-30", mail.getSubject());
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertEquals(2, parts.getCount());
        String text = ((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n");
        assertTrue(text.startsWith("Hello Ayanda Botha,\n"), text);
        for (String said : List.of("Büro & Söhne", "Response times", "2026-02-28 to 2026-03-30", "Time zone:  Africa/Johannesburg",
                "response-times_2026-02-28_2026-03-30.csv")) {
            assertTrue(text.contains(said), text);
        }
        BodyPart file = parts.getBodyPart(1);
        assertEquals("response-times_2026-02-28_2026-03-30.csv", file.getFileName());
        assertEquals("attachment", file.getDisposition());
        assertTrue(file.getContentType().startsWith("text/csv"), file.getContentType());
        byte[] expected = nodes.get(0).getApplicationContext().getBean(Reports.class).file(ReportKind.RESPONSE_TIMES, LocalDate.of(2026, 2, 28),
                LocalDate.of(2026, 3, 30), ReportFileFormat.CSV).content();
        assertTrue(expected.length > 0);
        assertArrayEquals(expected, file.getInputStream().readAllBytes());
        ReportSchedule schedule = listed("ayanda").schedule();
        assertEquals(Instant.parse("2026-03-31T05:00:00Z"), schedule.lastDueAt());
        assertEquals(Instant.parse("2026-03-31T05:00:00Z"), schedule.sentAt());
        assertEquals(Instant.parse("2026-04-07T05:00:00Z"), listed("ayanda").nextDueAt());
        assertNull(schedule.failure());
    }

    @Test
    void aTimeThatHasPassedWhenItIsScheduledIsNotMadeGood() throws Exception {
        zone("UTC");
        moveTo(Instant.parse("2026-05-04T07:00:00Z"));
        schedule("late", Period.DAILY, EVERY_DAY, "07:00");
        schedule("early", Period.DAILY, EVERY_DAY, "07:01");
        sweepEverywhere();
        moveTo(Instant.parse("2026-05-04T12:00:00Z"));
        sweepEverywhere();
        assertEquals(Map.of(), mailed("late"));
        assertEquals(1, mailed("early").size());
        moveTo(Instant.parse("2026-05-05T07:00:00Z"));
        sweepEverywhere();
        assertEquals(Map.of("2026-05-05T07:00:00Z", span(LocalDate.of(2026, 5, 4), LocalDate.of(2026, 5, 4))), mailed("late"));
    }

    @ParameterizedTest
    @CsvSource({"Pacific/Auckland, Pacific/Honolulu, 07:00", "Pacific/Honolulu, Pacific/Auckland, 07:00", "Europe/Berlin, America/New_York, 02:30",
        "America/New_York, Europe/Berlin, 02:30", "Pacific/Kiritimati, Pacific/Pago_Pago, 00:00"})
    void whenTheZoneChangesEachDayOfTheCalendarIsMailedOnce(String one, String other, String time) throws Exception {
        zone(one);
        moveTo(Instant.parse("2027-06-06T12:00:00Z"));
        schedule("traveller", Period.DAILY, EVERY_DAY, time);
        List<LocalDate> days = new ArrayList<>();
        for (int hour = 0; hour < 24 * 12; hour++) {
            // At an odd pace, so that it happens at all times of the day.
            if (hour % 29 == 0) {
                zone(hour % 2 == 0 ? one : other);
            }
            sweepEverywhere();
            StandingClock.SHARED.move(Duration.ofHours(1));
        }
        for (MimeMessage mail : mailsTo("traveller")) {
            days.add(LocalDate.parse(mail.getSubject().replaceAll(".*, ", "")));
        }
        assertEquals(days.get(0).datesUntil(days.get(0).plusDays(days.size())).toList(), days, "none is missing, none comes twice");
        assertTrue(days.size() >= 11, days.toString());
    }

    @Test
    void ofWhatPassedWhileNoNodeRanTheLastIsMailed() throws Exception {
        zone("Africa/Johannesburg");
        moveTo(Instant.parse("2026-06-10T12:00:00Z"));
        schedule("daily", Period.DAILY, EVERY_DAY, "07:00");
        schedule("monday", Period.WEEKLY, List.of(1), "07:00");
        // Monday
        moveTo(Instant.parse("2026-06-18T04:00:00Z"));
        sweepEverywhere();
        assertEquals(Map.of("2026-06-18T04:00:00Z", span(LocalDate.of(2026, 6, 16), LocalDate.of(2026, 6, 16))), mailed("daily"));
        assertEquals(Map.of("2026-06-18T04:00:00Z", span(LocalDate.of(2026, 6, 8), LocalDate.of(2026, 6, 14))), mailed("monday"));
        assertEquals(Instant.parse("2026-06-17T05:00:00Z"), listed("daily").schedule().lastDueAt());
        moveTo(Instant.parse("2026-06-18T05:00:00Z"));
        sweepEverywhere();
        assertEquals(2, mailed("daily").size());
        assertEquals(1, mailed("monday").size());
    }

    @Test
    void aMailServerThatIsDownIsShownUntilItIsUpAgain() throws Exception {
        zone("UTC");
        moveTo(Instant.parse("2026-07-06T06:00:00Z"));
        schedule("waiting", Period.WEEKLY, List.of(1), "07:00");
        mailServer.stop();
        moveTo(Instant.parse("2026-07-06T07:00:00Z"));
        sweep();
        await().atMost(PATIENCE).until(() -> listed("waiting").schedule().failure() != null);
        ReportSchedule failed = listed("waiting").schedule();
        assertEquals("Not mailed yet: the mail server cannot be reached.", failed.failure());
        assertEquals(Instant.parse("2026-07-06T07:00:00Z"), failed.failedAt());
        assertEquals(Instant.parse("2026-07-06T07:01:00Z"), failed.retryAt());
        assertNull(failed.sentAt());

        await().atMost(PATIENCE).until(() -> failures() == 1);
        mailServer = mailServer();
        moveTo(Instant.parse("2026-07-06T07:01:00Z"));
        await().atMost(PATIENCE).until(() -> listed("waiting").schedule().sentAt() != null);
        ReportSchedule sent = listed("waiting").schedule();
        assertEquals(Instant.parse("2026-07-06T07:01:00Z"), sent.sentAt());
        for (Object gone : Arrays.asList(sent.failure(), sent.failedAt(), sent.retryAt(), sent.failedDay())) {
            assertNull(gone);
        }
        awaitMails();
        assertEquals(1, mailsTo("waiting").size());
    }

    @Test
    void aMailThatIsGivenUpIsShownUntilALaterOneIsSent() throws Exception {
        zone("UTC");
        moveTo(Instant.parse("2026-08-03T06:00:00Z"));
        schedule("lost", Period.WEEKLY, List.of(1), "07:00");
        mailServer.stop();
        moveTo(Instant.parse("2026-08-03T07:00:00Z"));
        sweep();
        await().atMost(PATIENCE).until(() -> failures() == 1);
        moveTo(Instant.parse("2026-08-04T07:00:00Z"));
        await().atMost(PATIENCE).until(() -> mailsInQueue() == 0);
        ReportSchedule lost = listed("lost").schedule();
        assertEquals("Not mailed, and given up: the mail server cannot be reached.", lost.failure());
        assertNull(lost.retryAt());
        assertEquals(Instant.parse("2026-08-04T07:00:00Z"), lost.failedAt());

        mailServer = mailServer();
        moveTo(Instant.parse("2026-08-10T07:00:00Z"));
        sweepEverywhere();
        assertNull(listed("lost").schedule().failure());
        assertEquals(Map.of("2026-08-10T07:00:00Z", span(LocalDate.of(2026, 8, 3), LocalDate.of(2026, 8, 9))), mailed("lost"));
    }

    @Test
    void aMailServerThatHangsHoldsNoScheduleUp() throws Exception {
        zone("UTC");
        moveTo(Instant.parse("2026-09-07T06:00:00Z"));
        for (int i = 0; i < 20; i++) {
            schedule("hanging" + i, Period.DAILY, List.of(1), "07:00");
        }
        mailServer.stop();
        List<Socket> hanging = new CopyOnWriteArrayList<>();
        try (ServerSocket silent = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            threads.submit(() -> {
                while (true) {
                    hanging.add(silent.accept());
                }
            });
            moveTo(Instant.parse("2026-09-07T07:00:00Z"));
            sweep();
            await().atMost(PATIENCE).until(() -> database.number("SELECT COUNT(*) FROM report_schedule WHERE last_due_at IS NOT NULL") == 20);
            assertEquals(20, mailsInQueue());
            await().atMost(PATIENCE).until(() -> !hanging.isEmpty());
        }
        for (Socket connection : hanging) {
            connection.close();
        }
        await().atMost(PATIENCE).until(() -> database.number("SELECT COUNT(*) FROM report_schedule WHERE failure IS NOT NULL") > 0);
        assertEquals(0, database.number("SELECT COUNT(*) FROM report_schedule WHERE failure NOT LIKE 'Not mailed yet: the %mail server%.'"));
        assertEquals(0, database.number("SELECT COUNT(*) FROM report_schedule WHERE failure LIKE '%" + port + "%' OR failure LIKE '%127.0%'"));
    }

    @Test
    void whatIsDeletedIsNotMailedAndStandsInNobodysWay() throws Exception {
        zone("UTC");
        moveTo(Instant.parse("2026-09-14T06:00:00Z"));
        schedule("deleted", Period.DAILY, EVERY_DAY, "07:00");
        recipients().deleteSchedule(listed("deleted").schedule().id());
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(schedule("raced" + i, Period.DAILY, EVERY_DAY, "07:00"));
        }
        moveTo(Instant.parse("2026-09-14T07:00:00Z"));
        Future<?> deleting = threads.submit(() -> {
            for (int i = ids.size() - 1; i >= 0; i--) {
                recipients().delete(ids.get(i));
            }
        });
        sweepEverywhere();
        deleting.get();
        awaitMails();
        assertEquals(0, database.number("SELECT COUNT(*) FROM report_schedule s JOIN recipient r ON r.id = s.recipient_id WHERE r.name LIKE 'raced%'"));
        assertEquals(List.of(), mailsTo("deleted"));
        for (int i = 0; i < 30; i++) {
            assertTrue(mailsTo("raced" + i).size() <= 1);
        }
    }

    @Test
    void aReportThatCannotBeMadeIsTriedAgainAndHoldsNoOtherBack() throws Exception {
        zone("UTC");
        moveTo(Instant.parse("2026-10-05T06:00:00Z"));
        schedule("broken", Period.DAILY, List.of(1, 2), "07:00");
        schedule("sound", Period.DAILY, List.of(1, 2), "07:00");
        long broken = listed("broken").schedule().id();
        // Of a later version, say: this one cannot make it.
        database.execute("UPDATE report_schedule SET report_id = 99 WHERE id = " + broken);
        moveTo(Instant.parse("2026-10-05T07:00:00Z"));
        sweep();
        awaitMails();
        assertEquals(1, mailed("sound").size());
        assertEquals(1, database.number("SELECT attempts FROM report_schedule WHERE id = " + broken));
        assertEquals(1, database.number("SELECT COUNT(*) FROM report_schedule WHERE id = " + broken
                + " AND failure = 'The report could not be made. The log of the server says why.' AND retry_at = '2026-10-05 07:01:00' "
                + "AND last_due_at = '2026-10-05 07:00:00'"));
        sweep();
        assertEquals(1, database.number("SELECT attempts FROM report_schedule WHERE id = " + broken), "not before its time");
        moveTo(Instant.parse("2026-10-05T07:01:00Z"));
        sweep();
        await().atMost(PATIENCE).until(() -> database.number("SELECT attempts FROM report_schedule WHERE id = " + broken) == 2);
        assertEquals(1, database.number("SELECT COUNT(*) FROM report_schedule WHERE id = " + broken + " AND retry_at = '2026-10-05 07:06:00'"));

        database.execute("UPDATE report_schedule SET report_id = 3 WHERE id = " + broken);
        assertNotNull(listed("broken").schedule().failure());
        moveTo(Instant.parse("2026-10-05T07:06:00Z"));
        sweepEverywhere();
        assertEquals(Map.of("2026-10-05T07:06:00Z", span(LocalDate.of(2026, 10, 4), LocalDate.of(2026, 10, 4))), mailed("broken"));
        assertNull(listed("broken").schedule().failure());
        assertEquals(0, listed("broken").schedule().attempts());
        moveTo(Instant.parse("2026-10-06T07:00:00Z"));
        sweepEverywhere();
        assertEquals(2, mailed("broken").size());
        assertEquals(2, mailed("sound").size());
    }

    @Test
    void aReportThatCannotBeMadeGivesWayToTheNext() throws Exception {
        zone("UTC");
        moveTo(Instant.parse("2026-10-12T06:00:00Z"));
        schedule("broken", Period.DAILY, EVERY_DAY, "07:00");
        long broken = listed("broken").schedule().id();
        database.execute("UPDATE report_schedule SET report_id = 99 WHERE id = " + broken);
        for (String at : List.of("2026-10-12T07:00:00Z", "2026-10-12T12:00:00Z", "2026-10-13T06:30:00Z")) {
            moveTo(Instant.parse(at));
            sweep();
        }
        database.execute("UPDATE report_schedule SET report_id = 3 WHERE id = " + broken);
        assertEquals(Instant.parse("2026-10-13T06:45:00Z"), listed("broken").schedule().retryAt());
        moveTo(Instant.parse("2026-10-13T07:00:00Z"));
        sweepEverywhere();
        assertEquals(Map.of("2026-10-13T07:00:00Z", span(LocalDate.of(2026, 10, 12), LocalDate.of(2026, 10, 12))), mailed("broken"));
    }

    @Test
    void withoutAMailServerTimesPassAndItIsShown() throws Exception {
        zone("UTC");
        moveTo(Instant.parse("2026-11-02T06:00:00Z"));
        schedule("unsent", Period.DAILY, List.of(1, 3), "07:00");
        DatasourceConfiguration pool = nodes.get(0).getApplicationContext().getBean(DatasourceConfiguration.class);
        try (ApplicationContext without = ApplicationContext.run(Map.of("ringdown.data-dir", "target/scheduled-reports-test-unused", "ringdown.secret-key",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "datasources.default.url", pool.getUrl(), "datasources.default.username",
                pool.getUsername(), "datasources.default.password", pool.getPassword(), StandingClock.SETTING, "true"))) {
            // The other nodes must not come first: their own look is of the database, too.
            database.execute("UPDATE scheduled_tasks SET execution_time = '2100-01-01' WHERE task_name = 'scheduled-reports'");
            moveTo(Instant.parse("2026-11-02T07:00:00Z"));
            without.getBean(ScheduledReports.class).mailThoseDue();
        } finally {
            database.execute("UPDATE scheduled_tasks SET execution_time = '2000-01-01' WHERE task_name = 'scheduled-reports'");
        }
        ReportSchedule unsent = listed("unsent").schedule();
        assertEquals("Not mailed, and given up: no mail server is set.", unsent.failure());
        assertNull(unsent.retryAt());
        assertEquals(Instant.parse("2026-11-02T07:00:00Z"), unsent.lastDueAt());
        sweepEverywhere();
        assertEquals(Map.of(), mailed("unsent"), "it is not made good");
        moveTo(Instant.parse("2026-11-04T07:00:00Z"));
        sweepEverywhere();
        assertEquals(1, mailed("unsent").size());
        assertNull(listed("unsent").schedule().failure());
    }

    @Test
    void aReportThatIsTooLargeIsNotMailedAndShown() throws Exception {
        zone("UTC");
        moveTo(Instant.parse("2026-11-17T06:00:00Z"));
        schedule("large", Period.DAILY, EVERY_DAY, "07:00");
        database.execute("INSERT INTO tag_group (name, name_key, enabled) VALUES ('Many', 'many', TRUE)");
        database.execute("INSERT INTO tag (tag_group_id, name, name_key, enabled) SELECT g.id, REPEAT('x', 250), UNHEX(REPLACE(UUID(), '-', '')), TRUE "
                + "FROM tag_group g, (SELECT 1 FROM information_schema.columns a, information_schema.columns b LIMIT 45000) many WHERE g.name = 'Many'");
        database.execute("INSERT INTO desk_fact (kind, occurred_at, department_id, tag_id, amount) "
                + "SELECT 8, '2026-11-16 12:00:00', 1, t.id, 1 FROM tag t JOIN tag_group g ON g.id = t.tag_group_id WHERE g.name = 'Many'");
        moveTo(Instant.parse("2026-11-17T07:00:00Z"));
        sweepEverywhere();

        ReportSchedule large = listed("large").schedule();
        assertEquals("Not mailed, and given up: the file is larger than 10 MiB.", large.failure());
        assertNull(large.retryAt());
        assertEquals(Map.of(), mailed("large"));
        moveTo(Instant.parse("2026-11-18T07:00:00Z"));
        sweepEverywhere();
        assertEquals(1, mailed("large").size());
        assertNull(listed("large").schedule().failure());
        // So many figures would have to be made anew for each time zone of the other tests, and so many tags be read for each of their reports.
        database.execute("TRUNCATE TABLE desk_fact");
        database.execute("TRUNCATE TABLE figure");
        deleteTags();
        database.execute("TRUNCATE TABLE agent_figure");
    }

    @Test
    void whatIsToldAgainOrTooLateChangesNothing() {
        zone("UTC");
        moveTo(Instant.parse("2026-12-07T06:00:00Z"));
        schedule("told", Period.DAILY, EVERY_DAY, "07:00");
        long id = listed("told").schedule().id();
        ReportScheduleRepository schedules = nodes.get(0).getApplicationContext().getBean(ReportScheduleRepository.class);
        Instant at = Instant.parse("2026-12-08T07:00:00Z");
        schedules.fail(id, 100, at, "first", at);
        schedules.fail(id, 99, at, "of an older one", at);
        assertEquals("first", listed("told").schedule().failure());
        schedules.sent(id, 99, at);
        assertEquals("first", listed("told").schedule().failure(), "the later one has not been sent yet");
        schedules.sent(id, 100, at);
        schedules.fail(id, 100, at, "after all", at);
        schedules.fail(id, 99, at, "after all", at);
        assertNull(listed("told").schedule().failure());
        schedules.sent(id, 99, at);
        assertEquals(100, listed("told").schedule().sentDay());
        schedules.fail(id, 101, at, "later", null);
        assertEquals("later", listed("told").schedule().failure());
    }

    private static void zone(String zone) {
        database.execute("INSERT INTO setting (name, value) VALUES ('TimeZone', '" + zone + "') ON DUPLICATE KEY UPDATE value = '" + zone + "'");
    }

    /** Only when no mail is under way: it would seem to hang. */
    private static void moveTo(Instant moment) {
        StandingClock.SHARED.move(Duration.between(StandingClock.SHARED.instant(), moment));
    }

    /** @return the id of a new recipient of that name */
    private static long schedule(String name, Period period, List<Integer> days, String time) {
        long id = recipients().create(name, name + "@example.com");
        recipients().schedule(id, ReportKind.TAGS.id(), ReportFileFormat.CSV, period, Timetable.of(days, LocalTime.parse(time)));
        return id;
    }

    private static RecipientService recipients() {
        return nodes.get(0).getApplicationContext().getBean(RecipientService.class);
    }

    private static RecipientService.ScheduleListed listed(String name) {
        return recipients().list().stream().filter(listed -> listed.recipient().email().equals(name + "@example.com"))
                .flatMap(listed -> listed.schedules().stream()).findFirst().orElseThrow();
    }

    /** All nodes look at once; then all that was due is mailed. */
    private static void sweepEverywhere() throws Exception {
        CyclicBarrier together = new CyclicBarrier(nodes.size());
        List<Future<?>> sweeps = new ArrayList<>();
        for (EmbeddedServer node : nodes) {
            sweeps.add(threads.submit(() -> {
                together.await();
                node.getApplicationContext().getBean(ScheduledReports.class).mailThoseDue();
                return null;
            }));
        }
        for (Future<?> sweep : sweeps) {
            sweep.get();
        }
        awaitMails();
    }

    /** One node looks, and another may by itself. */
    private static void sweep() {
        nodes.get(1).getApplicationContext().getBean(ScheduledReports.class).mailThoseDue();
        awaitDue();
    }

    /** A sweep leaves to another one what that is at. */
    private static void awaitDue() {
        String now = StandingClock.SHARED.instant().toString().replace('T', ' ').replace("Z", "");
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).atMost(PATIENCE)
                .until(() -> database.number("SELECT COUNT(*) FROM report_schedule WHERE due_at <= '" + now + "'") == 0);
    }

    private static void awaitMails() {
        awaitDue();
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> mailsInQueue() == 0);
    }

    private static long mailsInQueue() {
        return database.number("SELECT COUNT(*) FROM scheduled_tasks WHERE task_name = 'mail'");
    }

    private static long failures() {
        return database.number("SELECT COALESCE(MAX(consecutive_failures), 0) FROM scheduled_tasks WHERE task_name = 'mail' AND picked = 0");
    }

    /** When which span was mailed to a recipient. */
    private Map<String, String> mailed(String name) throws Exception {
        Map<String, String> mailed = new TreeMap<>();
        for (MimeMessage mail : mailsTo(name)) {
            String fileName = ((MimeMultipart) mail.getContent()).getBodyPart(1).getFileName();
            assertNull(mailed.put(mail.getSentDate().toInstant().truncatedTo(ChronoUnit.SECONDS).toString(), fileName), "twice at one moment");
        }
        return mailed;
    }

    private static String span(LocalDate first, LocalDate last) {
        return "tags_" + first + '_' + last + ".csv";
    }

    private List<MimeMessage> mailsTo(String name) {
        return Arrays.stream(mailServer.getReceivedMessages()).filter(mail -> {
            try {
                return mail.getAllRecipients()[0].toString().equals(name + "@example.com");
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }).collect(Collectors.toList());
    }
}
