package dev.ringdown.desk.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.Ringdown;
import dev.ringdown.hub.conversation.Nodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An operator has the figures made anew: on the command line, and on nodes of which others run. */
class RebuildFiguresTest {

    private static final String DATA = "target/rebuild-figures-test";
    private static final String FACT = "INSERT INTO desk_fact (kind, occurred_at, department_id, agent_id, tag_id, amount, millis) VALUES ";
    private static final int LONGEST_MINUTES = 2;

    private record Run(int exit, String said) {
    }

    @Test
    void differencesAreFoundAndMended() throws Exception {
        try (Nodes nodes = new Nodes(DATA, Map.of())) {
            nodes.execute("DELETE FROM desk_fact", "DELETE FROM figure", "DELETE FROM agent_figure",
                    FACT + "(5, '2026-01-05 10:00:00', 3, 4, NULL, 1, NULL), (5, '2026-01-06 10:00:00', 3, 5, NULL, 1, NULL), "
                            + "(9, '2026-01-06 10:00:00', NULL, NULL, NULL, 1, NULL)");
            Run first = rebuild(nodes);
            assertEquals(0, first.exit(), first::said);
            assertTrue(first.said().contains("from 3 facts"), first::said);
            assertTrue(first.said().contains("They agree"), first::said);
            assertTrue(first.said().contains("The counts of closed chats agree"), first::said);
            nodes.execute("INSERT INTO closed_chats (listing, subject_id, department_id, chats) VALUES (2, 4, 1, 5)");
            Run wrong = rebuild(nodes);
            assertEquals(1, wrong.exit(), wrong::said);
            assertTrue(wrong.said().contains("1 counts of closed chats were wrong"), wrong::said);
            assertEquals(List.of("1"), nodes.rows("SELECT COUNT(*) FROM figure_set"), "the former set is gone");

            // One that is too high, one that nothing is counted for, one that is gone; nothing is what is not there, too.
            nodes.execute("UPDATE agent_figure SET assigned = assigned + 1 WHERE department_id = 0 AND agent_id = 4 AND days = 1",
                    "INSERT INTO figure SELECT set_id, scope, kind, days, block + 1, department_id, subject_id, amount, timed, millis, longest FROM figure "
                            + "WHERE scope = 1 AND kind = 5 AND days = 1024",
                    "INSERT INTO figure SELECT set_id, scope, kind, days, block + 2, department_id, subject_id, 0, 0, 0, NULL FROM figure "
                            + "WHERE scope = 1 AND kind = 5 AND days = 1024 ORDER BY block LIMIT 1",
                    "DELETE FROM figure WHERE scope = 0 AND kind = 9 AND days = 64");
            Run second = rebuild(nodes);
            assertEquals(1, second.exit(), second::said);
            assertTrue(second.said().contains("3 figures differ"), second::said);
            assertTrue(second.said().contains("agent_figure of department_id 0, days 1, block 20458, agent_id 4: before assigned 2, responded 0, responded_timed 0, "
                    + "responded_millis 0, closed 0, closed_timed 0, closed_millis 0; now assigned 1, "), second::said);
            assertTrue(second.said().contains("figure of scope 1, kind 5, days 1024, "), second::said);
            assertTrue(second.said().contains("now none"), second::said);
            assertTrue(second.said().contains("figure of scope 0, kind 9, days 64, "), second::said);
            assertTrue(second.said().contains("before none"), second::said);
            assertEquals(0, rebuild(nodes).exit(), "the new ones are in place");

            nodes.execute(FACT + "(1, '2026-01-05 10:00:00', 3, NULL, NULL, 1, NULL)");
            Run third = rebuild(nodes);
            assertEquals(1, third.exit(), third::said);
            assertTrue(third.said().contains("They agree"), third::said);
            assertTrue(third.said().matches("(?s).*chats +1 +0  DIFFER.*"), third::said);
            nodes.execute("DELETE FROM desk_fact WHERE kind = 1", "DELETE FROM figure WHERE kind = 1");

            nodes.execute("REPLACE INTO setting (name, value) VALUES ('TimeZone', 'Asia/Kolkata')");
            Run fourth = rebuild(nodes);
            assertEquals(0, fourth.exit(), fourth::said);
            assertTrue(fourth.said().contains("by days of Asia/Kolkata"), fourth::said);
            nodes.execute("DELETE FROM setting WHERE name = 'TimeZone'");

            Run beside = run("rebuild-figures");
            assertEquals(3, beside.exit(), beside::said);
            assertTrue(beside.said().contains("Ringdown can't start: "), beside::said);
        }
        Run alone = run("rebuild-figures");
        assertEquals(0, alone.exit(), alone::said);
        assertTrue(alone.said().contains("from 3 facts"), alone::said);
        assertTrue(alone.said().contains("figures by days of UTC"), alone::said);
        assertFalse(alone.said().contains("Server Running"), alone::said);
    }

    @Test
    void unknownWordsStartNothing() throws Exception {
        for (List<String> words : List.of(List.of("rebuild"), List.of("rebuild-figures", "now"), List.of("-Dringdown.data-dir=elsewhere", "serve"))) {
            Run run = run(words.toArray(String[]::new));
            assertEquals(2, run.exit(), run::said);
            assertTrue(run.said().contains("rebuild-figures"), run::said);
            assertEquals(1, run.said().lines().count(), run::said);
        }
    }

    private static Run rebuild(Nodes nodes) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        boolean agree = nodes.beanOfSecond(RebuildFigures.class).run(new PrintStream(said, true, StandardCharsets.UTF_8));
        return new Run(agree ? 0 : 1, said.toString(StandardCharsets.UTF_8));
    }

    /** As {@code java -jar ringdown.jar} would. */
    private static Run run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), "-Dringdown.data-dir=" + DATA, "-Dringdown.database.buffer-pool-size=64M",
                Ringdown.class.getName()));
        command.addAll(Arrays.asList(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES), said);
            return new Run(process.exitValue(), said);
        } finally {
            process.destroy();
        }
    }
}
