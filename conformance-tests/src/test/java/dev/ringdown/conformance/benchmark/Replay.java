package dev.ringdown.conformance.benchmark;

import dev.ringdown.conformance.benchmark.StatementLog.Sent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The accepting transaction of one conversation, made from two that the server has done one after the other: what is the same in both stays,
 * what differs goes on: moments become now, numbers count on, ids are made anew. So it needs to know nothing of the statements.
 */
final class Replay {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
    private static final Pattern MOMENT = Pattern.compile("TIMESTAMP'(.*)'");
    private static final Pattern PLAIN = Pattern.compile("[ -~]*");
    private static final int UUID_LENGTH = 16;

    private final List<Step> steps = new ArrayList<>();
    /** The place among the fresh values of a value that differed: one that is used twice stays one. */
    private final Map<String, Integer> fresh = new HashMap<>();
    private final List<byte[]> freshValues = new ArrayList<>();
    private long messages;

    /**
     * @param sql        the statement
     * @param prepared   whether it is prepared, or sent as text
     * @param parameters in their order, for the message that is on
     */
    record Step(String sql, boolean prepared, List<Supplier<Object>> parameters) {
    }

    /**
     * @param earlier the one transaction
     * @param later   the next of the same conversation
     * @throws IllegalArgumentException they are not alike
     */
    Replay(List<Sent> earlier, List<Sent> later) {
        if (!earlier.stream().map(Sent::sql).toList().equals(later.stream().map(Sent::sql).toList())) {
            throw new IllegalArgumentException("Two messages took different statements:\n" + earlier + "\n" + later);
        }
        for (int i = 0; i < later.size(); i++) {
            List<Supplier<Object>> parameters = new ArrayList<>();
            for (int j = 0; j < later.get(i).values().size(); j++) {
                parameters.add(parameter(earlier.get(i).values().get(j), later.get(i).values().get(j)));
            }
            steps.add(new Step(later.get(i).sql(), later.get(i).prepared(), parameters));
        }
    }

    List<Step> steps() {
        return steps;
    }

    /** Goes on to the next message. */
    void next() {
        messages++;
        freshValues.forEach(Replay::renew);
    }

    private Supplier<Object> parameter(String before, String now) {
        if (MOMENT.matcher(now).matches() && !before.equals(now)) {
            return () -> LocalDateTime.now(Clock.systemUTC());
        }
        if (NUMBER.matcher(now).matches()) {
            long number = Long.parseLong(now);
            long difference = NUMBER.matcher(before).matches() ? number - Long.parseLong(before) : 0;
            return () -> number + messages * difference;
        }
        if (now.startsWith("'")) {
            byte[] bytes = StatementLog.unquoted(now);
            if (!before.equals(now)) {
                byte[] value = freshValues.get(fresh.computeIfAbsent(now, key -> {
                    freshValues.add(bytes);
                    return freshValues.size() - 1;
                }));
                return () -> value;
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return PLAIN.matcher(text).matches() ? () -> text : () -> bytes;
        }
        if (now.equals("NULL")) {
            return () -> null;
        }
        Matcher moment = MOMENT.matcher(now);
        if (moment.matches()) {
            LocalDateTime value = LocalDateTime.parse(moment.group(1).replace(' ', 'T'));
            return () -> value;
        }
        throw new IllegalArgumentException("A value that cannot be replayed: " + now);
    }

    /** A UUID by time, as the server makes them; of any other length random letters. */
    private static void renew(byte[] value) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (value.length == UUID_LENGTH) {
            long millis = System.currentTimeMillis();
            ByteBuffer.wrap(value).putLong(millis << 16 | 0x7000 | random.nextInt(0x1000))
                    .putLong(random.nextLong() >>> 2 | Long.MIN_VALUE);
        } else {
            for (int i = 0; i < value.length; i++) {
                value[i] = (byte) ('a' + random.nextInt(26));
            }
        }
    }
}
