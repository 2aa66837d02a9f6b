package dev.ringdown.conformance.fault;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.ConversationCustomer;
import dev.ringdown.conformance.conversation.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Senders, each a thread of its own, that send one message after the other. One that gets no answer stops until it may go on, and then
 * sends the same message by the same messageId again, as the contract wants it.
 */
final class Traffic {

    /** What all senders of the crash test send together. */
    static final int MESSAGES = 500;

    private final List<Sender> senders = new ArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger missedAnswers = new AtomicInteger();
    private volatile CountDownLatch restarted = new CountDownLatch(1);
    private volatile boolean toTheEnd;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** One conversation with so many messages. */
    Sender conversation(Line line, ConversationCustomer customer, int count) {
        return add(new Sender(count) {
            @Override
            UUID send(int index, String text) throws ApiException {
                if (index == 0) {
                    return line.start(customer, text, text);
                }
                line.say(conversations().get(0), text, text);
                return conversations().get(0);
            }
        });
    }

    /** So many conversations of one message, each of another customer. */
    Sender starts(Line line, int count) {
        List<ConversationCustomer> customers = IntStream.range(0, count).mapToObj(i -> Line.newCustomer()).toList();
        return add(new Sender(count) {
            @Override
            UUID send(int index, String text) throws ApiException {
                return line.start(customers.get(index), text, text);
            }
        });
    }

    private Sender add(Sender sender) {
        senders.add(sender);
        return sender;
    }

    void start() {
        senders.forEach(Thread::start);
    }

    /** The server is there again, until it is killed once more. */
    void goOn() {
        CountDownLatch over = restarted;
        restarted = new CountDownLatch(1);
        over.countDown();
    }

    /** The server is there again and stays: from here on each message must be answered. */
    void goOnToTheEnd() {
        toTheEnd = true;
        restarted.countDown();
    }

    /** How many messages have been answered 202. */
    int accepted() {
        return accepted.get();
    }

    /** How many messages were sent without an answer coming. */
    int missedAnswers() {
        return missedAnswers.get();
    }

    /** Whether each sender has noticed that the server is gone, or is done. */
    boolean isInterrupted() {
        return senders.stream().allMatch(sender -> sender.waits || !sender.isAlive());
    }

    boolean isDone() {
        return senders.stream().noneMatch(Thread::isAlive);
    }

    /** What no kill explains. */
    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** A sending thread. What it answers is complete when it is done. */
    abstract class Sender extends Thread {

        private final int number = senders.size() + 1;
        private final List<String> texts;
        private final List<UUID> conversations = new ArrayList<>();
        private volatile boolean waits;
        private CountDownLatch waited;

        private Sender(int count) {
            texts = IntStream.rangeClosed(1, count).mapToObj(i -> "sender " + number + " message " + i).toList();
            setDaemon(true);
        }

        /** The texts that it sends, in order; they are the messageIds too. */
        List<String> texts() {
            return texts;
        }

        /** The conversations that it has started, in order. */
        List<UUID> conversations() {
            return conversations;
        }

        abstract UUID send(int index, String text) throws ApiException;

        @Override
        public void run() {
            try {
                for (int i = 0; i < texts.size(); i++) {
                    UUID conversation = sendUntilAnswered(i);
                    if (!conversations.contains(conversation)) {
                        conversations.add(conversation);
                    }
                    accepted.incrementAndGet();
                }
            } catch (ApiException | InterruptedException | RuntimeException | AssertionError e) {
                failures.add(e);
            }
        }

        private UUID sendUntilAnswered(int index) throws ApiException, InterruptedException {
            while (true) {
                CountDownLatch next = restarted;
                try {
                    return send(index, texts.get(index));
                } catch (ApiException e) {
                    // An answer of the server, whatever it says, is none of a server that was killed.
                    if (e.getCode() != 0 || toTheEnd && waited == next) {
                        throw e;
                    }
                    missedAnswers.incrementAndGet();
                    waits = true;
                    next.await();
                    waits = false;
                    waited = next;
                }
            }
        }
    }
}
