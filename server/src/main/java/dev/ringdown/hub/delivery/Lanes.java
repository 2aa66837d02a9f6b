package dev.ringdown.hub.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.MomentaryMessage;
import dev.ringdown.hub.conversation.Outbox;
import dev.ringdown.hub.conversation.Party;
import dev.ringdown.store.Transactions;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The lanes on which stored messages wait for their receivers, and the leases by which workers take them. A lane is worked on by one
 * worker at a time, so its messages arrive in order and one by one; a worker that loses its lease, because it was slow or died,
 * changes nothing any more, and another takes the lane up where it was.
 */
@Singleton
public class Lanes implements Outbox {

    /** Outlasts what one attempt may take at the most: two fetches of a token and two calls, 5 s each. */
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration LIFE_AFTER_THE_END = Duration.ofHours(1);
    /** What one attempt may take; a lane whose lease has less left is not begun with. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(22);
    /** How often a lane is looked at whose authentication is switched off. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
    private static final int LONGEST_ERROR = 255;
    /** For an IN list that must not be empty. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final LaneRepository repository;
    private final Transactions transactions;
    private final BeanProvider<Dispatcher> dispatcher;
    private final Clock clock;

    Lanes(LaneRepository repository, Transactions transactions, BeanProvider<Dispatcher> dispatcher, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /**
     * A lane that this node holds until its lease ends.
     *
     * @param begun when the lease began, by this machine's {@link System#nanoTime}, or earlier
     */
    record Leased(Lane lane, UUID token, long begun) {

        /** Whether the lease outlasts another attempt, so that no other worker can begin one meanwhile. */
        boolean isLongEnough() {
            return System.nanoTime() - begun < LEASE.minus(LONGEST_ATTEMPT).toNanos();
        }

        Leased renewed(long now) {
            return new Leased(lane, token, now);
        }
    }

    @Override
    public void open(UUID conversationId, Party receiver) {
        repository.open(conversationId, receiver.applicationId(), receiver.role().getValue());
    }

    @Override
    public void add(UUID conversationId, Party receiver, long sequence) {
        String role = receiver.role().getValue();
        repository.wake(conversationId, receiver.applicationId(), role, sequence);
        repository.add(conversationId, receiver.applicationId(), role, sequence, UuidCreator.getTimeOrderedEpoch());
        transactions.afterCommit(() -> dispatcher.get().wake());
    }

    @Override
    public void addAll(UUID conversationId, Party receiver, long fromSequence, long toSequence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void hold(UUID conversationId, Party receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void release(UUID conversationId, Party receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void ended(UUID conversationId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void post(MomentaryMessage event, Conversation conversation, Collection<Party> receivers) {
        throw new UnsupportedOperationException();
    }

    /** Takes up to so many lanes on which something is due, but none to the receivers named. */
    List<Leased> claim(Set<UUID> except, int limit) {
        UUID token = UUID.randomUUID();
        long begun = System.nanoTime();
        return transactions.inTransaction(() -> {
            Collection<UUID> barred = except.isEmpty() ? List.of(NOBODY) : except;
            List<Lane> due = repository.due(barred, limit);
            if (!due.isEmpty()) {
                repository.lease(due.stream().map(Lane::id).toList(), token, (int) LEASE.toSeconds());
            }
            return due.stream().map(lane -> new Leased(lane, token, begun)).toList();
        });
    }

    /** The message that is next on a lane; empty if nothing waits. */
    Optional<DueDelivery> next(Leased leased) {
        return repository.next(leased.lane.id());
    }

    /** Whether a message has waited too long to be worth delivering. */
    boolean isExpired(DueDelivery delivery) {
        Instant now = clock.instant();
        return now.isAfter(delivery.enqueued().plus(LIFE))
                || delivery.endedAt() != null && now.isAfter(delivery.endedAt().plus(LIFE_AFTER_THE_END));
    }

    /**
     * Notes that the receiver has the message, or will never have it.
     *
     * @param error why it will not; null: it has it
     * @param goOn  whether the worker would take the lane's next message too
     * @return whether the lane is still this worker's and has a next message
     */
    boolean finish(Leased leased, DueDelivery delivery, @Nullable String error, boolean goOn) {
        return transactions.inTransaction(() -> {
            Lane lane = repository.held(leased.lane.id(), leased.token).orElse(null);
            if (lane == null) {
                return false;
            }
            repository.finish(lane.id(), delivery.sequence(), error == null ? "DELIVERED" : "FAILED", cut(error));
            repository.settle(lane.conversationId(), delivery.sequence(), error == null ? "SENT" : "FAILED");
            if (lane.lastSequence() <= delivery.sequence()) {
                repository.rest(lane.id());
                return false;
            }
            if (!goOn) {
                repository.postpone(lane.id(), 0, 0);
                return false;
            }
            repository.keep(lane.id(), (int) LEASE.toSeconds());
            return true;
        });
    }

    /** Notes a failed attempt; the lane rests as {@link RetrySchedule} says. */
    void tryLater(Leased leased, DueDelivery delivery, Outcome.TryAgain failure) {
        transactions.inTransaction(() -> {
            repository.held(leased.lane.id(), leased.token).ifPresent(lane -> {
                repository.failed(lane.id(), delivery.sequence(), cut(failure.error()));
                Duration delay = RetrySchedule.delay(lane.failures() + 1, failure.retryAfter(), ThreadLocalRandom.current().nextDouble());
                repository.postpone(lane.id(), lane.failures() + 1, delay.toNanos() / 1000);
            });
        });
    }

    /** Gives a lane back untried, because it cannot be worked on now. */
    void putBack(Leased leased) {
        giveBack(leased, LOOK_AGAIN);
    }

    /** Gives a lane back untried, for whoever takes it next. */
    void giveUp(Leased leased) {
        giveBack(leased, Duration.ZERO);
    }

    private void giveBack(Leased leased, Duration rest) {
        transactions.inTransaction(() -> {
            repository.held(leased.lane.id(), leased.token)
                    .ifPresent(lane -> repository.postpone(lane.id(), lane.failures(), rest.toNanos() / 1000));
        });
    }

    /** Lets a lane on which nothing waits rest. */
    void rest(Leased leased) {
        transactions.inTransaction(() -> {
            repository.held(leased.lane.id(), leased.token).ifPresent(lane -> {
                if (repository.next(lane.id()).isEmpty()) {
                    repository.rest(lane.id());
                } else {
                    repository.postpone(lane.id(), lane.failures(), 0);
                }
            });
        });
    }

    private static @Nullable String cut(@Nullable String error) {
        return error == null || error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
    }
}
