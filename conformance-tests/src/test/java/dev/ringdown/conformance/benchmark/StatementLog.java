package dev.ringdown.conformance.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.HashMap;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * MariaDB's general log, read from its file: what each connection has sent, in order. Prepared statements appear with their values written
 * into them; by the text that was prepared before on the same connection the values are taken out again. Bytes are kept as characters of
 * ISO 8859-1.
 */
final class StatementLog {

    private static final Pattern ENTRY = Pattern.compile("(?:\\d{6} [ \\d]\\d:\\d\\d:\\d\\d)?\\t+ *(\\d+) ([A-Z][a-z]+(?: [a-zA-Z]+)?)\\t(.*)", Pattern.DOTALL);
    private static final String VALUE = "(NULL|-?[0-9][-+.0-9e]*|(?:TIMESTAMP|DATE|TIME)?'[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+')";
    private static final Set<String> BEGINS = Set.of("set autocommit=0", "start transaction", "begin");
    private static final Set<String> ENDS = Set.of("commit", "rollback");
    private static final String AUTOCOMMIT = "set autocommit=1";

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String connection, String command, String text) {

        String statement() {
            return text.strip().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A statement as it was sent.
     *
     * @param sql      with question marks, if it was prepared
     * @param prepared whether it was; if not, it was sent as text
     * @param values   as they are written in SQL
     */
    record Sent(String sql, boolean prepared, List<String> values) {
    }

    /** @param log the file's bytes */
    StatementLog(byte[] log) {
        for (String line : new String(log, StandardCharsets.ISO_8859_1).split("\n")) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                entries.add(new Entry(entry.group(1), entry.group(2), entry.group(3)));
            } else if (!entries.isEmpty()) {
                // A statement with a line break in it.
                Entry last = entries.remove(entries.size() - 1);
                entries.add(new Entry(last.connection, last.command, last.text + '\n' + line));
            }
        }
    }

    /**
     * The transaction in which this text was written, from its beginning to its commit and, if that follows at once, the way back to
     * autocommit.
     *
     * @throws IllegalStateException the log has no such transaction
     */
    List<Sent> transactionWith(String text) {
        Entry hit = entries.stream().filter(entry -> entry.command.equals("Execute") && entry.text.contains('\'' + text + '\'')).findFirst()
                .orElseThrow(() -> new IllegalStateException("The log has no statement with " + text));
        List<Entry> connection = entries.stream().filter(entry -> entry.connection.equals(hit.connection)).toList();
        int place = 0;
        while (connection.get(place) != hit) {
            place++;
        }
        int begin = place;
        while (!BEGINS.contains(connection.get(begin).statement())) {
            if (begin == 0 || ENDS.contains(connection.get(begin).statement())) {
                throw new IllegalStateException("No beginning of the transaction with " + text);
            }
            begin--;
        }
        int end = place;
        while (!ENDS.contains(connection.get(end).statement())) {
            end++;
            if (end == connection.size()) {
                throw new IllegalStateException("No end of the transaction with " + text);
            }
        }
        if (end + 1 < connection.size() && connection.get(end + 1).statement().equals(AUTOCOMMIT)) {
            end++;
        }
        Map<String, Pattern> prepared = connection.stream().filter(entry -> entry.command.equals("Prepare")).map(Entry::text).distinct()
                .collect(Collectors.toMap(sql -> sql, StatementLog::pattern, (one, other) -> one, HashMap::new));
        return connection.subList(begin, end + 1).stream().map(entry -> sent(entry, prepared)).filter(Objects::nonNull).toList();
    }

    private static Sent sent(Entry entry, Map<String, Pattern> prepared) {
        if (entry.command.equals("Query")) {
            return new Sent(entry.text, false, List.of());
        }
        if (!entry.command.equals("Execute")) {
            // What it takes to prepare and close statements happens once per connection.
            return null;
        }
        for (Map.Entry<String, Pattern> candidate : prepared.entrySet()) {
            Matcher match = candidate.getValue().matcher(entry.text);
            if (match.matches()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= match.groupCount(); i++) {
                    values.add(match.group(i));
                }
                return new Sent(candidate.getKey(), true, values);
            }
        }
        throw new IllegalStateException("Nowhere prepared: " + entry.text);
    }

    private static Pattern pattern(String sql) {
        String pattern = List.of(sql.split("\\?", -1)).stream().map(Pattern::quote).collect(Collectors.joining(VALUE));
        return Pattern.compile(pattern, Pattern.DOTALL);
    }

    /** The bytes of a text as it is written in SQL, quotes included. */
    static byte[] unquoted(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < value.length() - 1; i++) {
            char at = value.charAt(i);
            if (at == '\\' || at == '\'') {
                at = value.charAt(++i);
                at = switch (value.charAt(i - 1) == '\'' ? '\'' : at) {
                    case '0' -> '\0';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'b' -> '\b';
                    case 'Z' -> '\u001a';
                    default -> at;
                };
            }
            text.append(at);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
