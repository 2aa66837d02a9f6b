package dev.ringdown.desk.figure;

import dev.ringdown.hub.conversation.Nodes;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What facts come to, counted one by one, and what the figures of a set say; each by whose and which days they are. */
final class CountedFacts {

    private CountedFacts() {
    }

    /** Of all facts that are committed, as figures by days of a zone would have them. */
    static Map<String, String> of(Nodes nodes, ZoneId zone) {
        Map<String, long[]> sums = new TreeMap<>();
        for (String row : nodes.rows("SELECT kind, DATE_FORMAT(occurred_at, '%Y-%m-%dT%H:%i:%s'), COALESCE(department_id, 0), COALESCE(agent_id, 0), "
                + "COALESCE(tag_id, 0), amount, COALESCE(millis, -1) FROM desk_fact")) {
            String[] fact = row.split(" ");
            int kind = Integer.parseInt(fact[0]);
            long day = LocalDateTime.parse(fact[1]).atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDate().toEpochDay();
            for (int days : new int[] {1, 4, 16, 64, 256, 1024}) {
                String block = " " + kind + " " + days + " " + Math.floorDiv(day, days) + " ";
                add(sums, "0" + block + "0 0", fact);
                boolean inDepartment = !fact[2].equals("0");
                if (inDepartment) {
                    add(sums, "1" + block + fact[2] + " 0", fact);
                }
                if (kind >= 5 && kind <= 7 && !fact[3].equals("0")) {
                    add(sums, "2" + block + "0 " + fact[3], fact);
                    if (inDepartment) {
                        add(sums, "4" + block + fact[2] + " " + fact[3], fact);
                    }
                }
                if (kind == 8) {
                    add(sums, "3" + block + "0 " + fact[4], fact);
                    if (inDepartment) {
                        add(sums, "5" + block + fact[2] + " " + fact[4], fact);
                    }
                }
            }
        }
        Map<String, String> all = new TreeMap<>();
        sums.forEach((place, sum) -> {
            if (sum[0] != 0 || sum[1] != 0) {
                boolean ofAgent = place.startsWith("2") || place.startsWith("4");
                all.put(place, sum[0] + " " + sum[1] + " " + sum[2] + " " + (ofAgent ? -1 : sum[3]));
            }
        });
        return all;
    }

    private static void add(Map<String, long[]> sums, String place, String[] fact) {
        long[] sum = sums.computeIfAbsent(place, key -> new long[] {0, 0, 0, -1});
        sum[0] += Long.parseLong(fact[5]);
        long millis = Long.parseLong(fact[6]);
        if (millis >= 0) {
            sum[1]++;
            sum[2] += millis;
            sum[3] = Math.max(sum[3], millis);
        }
    }

    /** Of the set that is read. */
    static Map<String, String> inFigures(Nodes nodes) {
        Map<String, String> all = new TreeMap<>();
        for (String row : nodes.rows("SELECT CONCAT_WS(' ', f.scope, f.kind, f.days, f.block, f.department_id, f.subject_id), f.amount, f.timed, f.millis, "
                + "COALESCE(f.longest, -1) FROM figure f JOIN figure_set s ON s.id = f.set_id WHERE s.active = TRUE AND (f.amount <> 0 OR f.timed <> 0)")) {
            String[] figure = row.split(" ");
            all.put(String.join(" ", Arrays.copyOf(figure, 6)), String.join(" ", Arrays.copyOfRange(figure, 6, 10)));
        }
        for (String row : nodes.rows("SELECT f.department_id, f.days, f.block, f.agent_id, f.assigned, f.responded, f.responded_timed, f.responded_millis, "
                + "f.closed, f.closed_timed, f.closed_millis FROM agent_figure f JOIN figure_set s ON s.id = f.set_id WHERE s.active = TRUE")) {
            String[] figure = row.split(" ");
            put(all, 5, figure, figure[4], "0", "0");
            put(all, 6, figure, Arrays.copyOfRange(figure, 5, 8));
            put(all, 7, figure, Arrays.copyOfRange(figure, 8, 11));
        }
        return all;
    }

    /** As if each kind stood in a row of its own. Of agents the longest is not kept. */
    private static void put(Map<String, String> all, int kind, String[] row, String... figure) {
        if (!figure[0].equals("0") || !figure[1].equals("0")) {
            boolean ofCompany = row[0].equals("0");
            all.put(String.join(" ", ofCompany ? "2" : "4", Integer.toString(kind), row[1], row[2], row[0], row[3]), String.join(" ", figure) + " -1");
        }
    }
}
