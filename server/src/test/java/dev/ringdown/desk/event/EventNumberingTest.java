package dev.ringdown.desk.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringdown.StandingClock;
import dev.ringdown.hub.conversation.Nodes;
import dev.ringdown.store.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes write events and number them, on one database. */
class EventNumberingTest {

    private static final int WRITERS = 6;
    private static final int EVENTS_EACH = 150;
    /** The database may be one of an earlier run. */
    private static final AtomicLong CHATS = new AtomicLong(System.currentTimeMillis());

    private static Nodes nodes;
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        nodes = new Nodes(Map.of(StandingClock.SETTING, true));
        threads = Executors.newCachedThreadPool();
        StandingClock.SHARED.move(Duration.ofMillis(System.currentTimeMillis() - StandingClock.SHARED.millis()));
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        nodes.close();
    }

    @Test
    void numbersHaveNoGapsAndKeepTheOrderOfEachChat() throws Exception {
        numberAll();
        long before = lastNumber();
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Future<?>> numbering = new ArrayList<>();
        for (EventNumbering node : List.of(nodes.bean(EventNumbering.class), nodes.beanOfSecond(EventNumbering.class))) {
            numbering.add(threads.submit(() -> {
                while (writing.get()) {
                    node.numberAll();
                }
            }));
        }
        List<Long> chats = new ArrayList<>();
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            long chat = CHATS.incrementAndGet();
            chats.add(chat);
            boolean first = i % 2 == 0;
            writers.add(threads.submit(() -> write(first, chat)));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        writing.set(false);
        for (Future<?> node : numbering) {
            node.get();
        }
        numberAll();

        assertEquals(before + WRITERS * EVENTS_EACH, lastNumber(), "what was rolled back does not count");
        assertEquals(numbers(before + 1, lastNumber()), nodes.rows("select number from desk_event where number > " + before + " order by number"));
        for (long chat : chats) {
            // How often its department changed says which of the chat's events it is.
            assertEquals(numbers(1, EVENTS_EACH), nodes.rows("select former_department_id from desk_event where chat_id = " + chat + " order by number"));
        }
    }

    /** One transaction after the other, as the conversation's lock has it; now and then one is rolled back, or slow. */
    private static void write(boolean first, long chat) {
        Transactions transactions = first ? nodes.bean(Transactions.class) : nodes.beanOfSecond(Transactions.class);
        DeskEvents events = first ? nodes.bean(DeskEvents.class) : nodes.beanOfSecond(DeskEvents.class);
        for (int i = 1; i <= EVENTS_EACH; i++) {
            int count = i;
            if (i % 10 == 0) {
                try {
                    transactions.inTransaction(() -> {
                        events.chatMoved(chat, -count);
                        throw new IllegalStateException("rolled back");
                    });
                } catch (IllegalStateException expected) {
                    // Its id is never seen.
                }
            }
            transactions.inTransaction(() -> {
                events.chatMoved(chat, count);
                if (ThreadLocalRandom.current().nextInt(20) == 0) {
                    pause();
                }
            });
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatCommitsLateIsNumberedLate() {
        numberAll();
        long before = lastNumber();
        long slow = CHATS.incrementAndGet();
        long quick = CHATS.incrementAndGet();
        nodes.bean(Transactions.class).inTransaction(() -> {
            nodes.bean(DeskEvents.class).chatChanged(slow);
            nodes.beanOfSecond(DeskEvents.class).chatChanged(quick);
            nodes.beanOfSecond(EventNumbering.class).numberAll();
            assertEquals(before + 1, lastNumber());
        });
        nodes.beanOfSecond(EventNumbering.class).numberAll();
        assertEquals(List.of(quick + " " + (before + 1), slow + " " + (before + 2)),
                nodes.rows("select chat_id, number from desk_event where chat_id in (" + slow + ", " + quick + ") order by number"));
    }

    @Test
    void moreThanFitIntoOneStatementAreNumberedToo() {
        numberAll();
        long before = lastNumber();
        long chat = CHATS.incrementAndGet();
        int many = 2 * EventNumbering.AT_ONCE + 1;
        nodes.bean(Transactions.class).inTransaction(() -> IntStream.range(0, many).forEach(i -> nodes.bean(DeskEvents.class).chatChanged(chat)));
        assertEquals(before, lastNumber());
        numberAll();
        assertEquals(before + many, lastNumber());
        assertEquals(numbers(before + 1, before + many), nodes.rows("select number from desk_event where chat_id = " + chat + " order by id"));
    }

    @Test
    void theUnnumberedAreFoundByTheirIndex() {
        moreThanFitIntoOneStatementAreNumberedToo();
        nodes.bean(DeskEvents.class).chatChanged(CHATS.incrementAndGet());
        String plan = String.join(" ", nodes.rows("explain select id " + DeskEventRepository.UNNUMBERED + "order by id limit 500"));
        // As MariaDB says it, and as MySQL does.
        assertTrue(plan.contains(" ref desk_event_by_number desk_event_by_number ") || plan.contains("lookup on desk_event using desk_event_by_number"), plan);
    }

    @Test
    void eventsAreKeptForADayAndThoseThatHaveNoNumberLonger() {
        EventRetention retention = nodes.bean(EventRetention.class);
        numberAll();
        // What an earlier run has left at a later time must not be in the way.
        nodes.rows("select timestampdiff(second, from_unixtime(0), max(occurred_at)) from desk_event having max(occurred_at) is not null").forEach(seconds ->
                StandingClock.SHARED.move(Duration.ofSeconds(Long.parseLong(seconds) + 1 + EventRetention.KEPT.toSeconds())
                        .minusMillis(StandingClock.SHARED.millis())));
        retention.deleteOld();
        long old = CHATS.incrementAndGet();
        int many = EventRetention.AT_ONCE + 10;
        nodes.bean(Transactions.class).inTransaction(() -> IntStream.range(0, many).forEach(i -> nodes.bean(DeskEvents.class).chatChanged(old)));
        numberAll();
        long unnumbered = CHATS.incrementAndGet();
        nodes.bean(DeskEvents.class).chatChanged(unnumbered);
        StandingClock.SHARED.move(Duration.ofHours(1));
        long young = CHATS.incrementAndGet();
        nodes.bean(DeskEvents.class).chatChanged(young);
        // As if the older one had not been committed yet.
        assertTrue(nodes.bean(DeskEventRepository.class).number(List.of(idOf(young)), 1, lastNumber()) > 0);
        long count = lastNumber();

        StandingClock.SHARED.move(EventRetention.KEPT.minus(Duration.ofHours(1)));
        retention.deleteOld();
        assertEquals(many, countOf(old), "not before it is older than a day");
        StandingClock.SHARED.move(Duration.ofMillis(1));
        retention.deleteOld();
        assertEquals(0, countOf(old));
        assertEquals(1, countOf(young));
        assertEquals(1, countOf(unnumbered));
        assertEquals(count, lastNumber());

        numberAll();
        retention.deleteOld();
        assertEquals(1, countOf(unnumbered), "behind a younger one it waits: what is kept has no gaps");
        StandingClock.SHARED.move(Duration.ofHours(1));
        retention.deleteOld();
        assertEquals(0, countOf(young) + countOf(unnumbered));
        assertEquals(count + 1, lastNumber());
    }

    private static long idOf(long chat) {
        return Long.parseLong(nodes.rows("select id from desk_event where chat_id = " + chat).get(0));
    }

    private static long countOf(long chat) {
        return Long.parseLong(nodes.rows("select count(*) from desk_event where chat_id = " + chat).get(0));
    }

    private static void numberAll() {
        nodes.bean(EventNumbering.class).numberAll();
    }

    private static long lastNumber() {
        return Long.parseLong(nodes.rows("select last_number from desk_event_count").get(0));
    }

    private static List<String> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toList();
    }
}
