package dev.ringdown.hub.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.api.conversationmanager.model.MessageSenderType;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.MessagePlace;
import dev.ringdown.hub.conversation.MomentaryMessage;
import dev.ringdown.hub.conversation.Outbox;
import dev.ringdown.hub.conversation.Party;
import dev.ringdown.hub.delivery.AttemptNotes.Note;
import dev.ringdown.store.Transactions;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The lanes on which stored messages wait for their receivers, and the leases by which workers take them. A lane is worked on by one
 * worker at a time, so its messages arrive in order and one by one; a worker that loses its lease, because it was slow or died,
 * changes nothing any more, and another takes the lane up where it was. A delivery that is tried again by hand has a lane of its own.
 */
@Singleton
public class Lanes implements Outbox {

    private final LaneRepository repository;
    private final AttemptNotes notes;
    private final Transactions transactions;
    private final MomentaryPosts momentary;
    private final UnreachableMail unreachable;
    private final BeanProvider<ConversationService> conversations;
    private final BeanProvider<Dispatcher> dispatcher;
    /** Receivers that the table of them is known to have. */
    private final Set<Receiver> known = ConcurrentHashMap.newKeySet();

    Lanes(LaneRepository repository, AttemptNotes notes, Transactions transactions, MomentaryPosts momentary,
          UnreachableMail unreachable, BeanProvider<ConversationService> conversations, BeanProvider<Dispatcher> dispatcher) {
        this.repository = repository;
        this.notes = notes;
        this.transactions = transactions;
        this.momentary = momentary;
        this.unreachable = unreachable;
        this.conversations = conversations;
        this.dispatcher = dispatcher;
    }

    /** What became of a lane once an attempt was written down. */
    enum Next {
        /** It is still this worker's, and has a next message. */
        KEPT,
        /** It was given back, and something is due on it. */
        DUE,
        /** Nothing is due on it now. */
        RESTS,
        /** It was not this worker's any more: nothing was written. */
        LOST,
        /** Somebody else is at it just now: nothing was written yet. */
        BUSY
    }

    @Override
    public void open(UUID conversationId, Party receiver) {
        Receiver to = Receiver.of(receiver);
        repository.open(conversationId, to.applicationId(), to.role());
        if (!known.contains(to)) {
            repository.know(to.applicationId(), to.role());
            transactions.afterCommit(() -> known.add(to));
        }
    }

    @Override
    public void add(UUID conversationId, Party receiver, long sequence) {
        Receiver to = Receiver.of(receiver);
        if (repository.wake(conversationId, to.applicationId(), to.role()) == 0) {
            throw new IllegalStateException("No way is open from the conversation " + conversationId + " to " + receiver);
        }
        repository.add(to.applicationId(), sequence, UuidCreator.getTimeOrderedEpoch());
        wakeAfterCommit(to);
    }

    @Override
    public void addAll(UUID conversationId, Party receiver, long fromSequence, long toSequence) {
        Receiver to = Receiver.of(receiver);
        Lane lane = locked(conversationId, to);
        String id = String.format("%016x", UuidCreator.getTimeOrderedEpoch().getMostSignificantBits());
        String salt = String.format("%07x", ThreadLocalRandom.current().nextInt(1 << 28));
        int added = repository.addAll(lane.id(), conversationId, to.applicationId(), to.role(), lane.held(), fromSequence, toSequence, id, salt);
        if (added > 0) {
            repository.wake(lane.id(), added);
            wakeAfterCommit(to);
        }
    }

    @Override
    public void hold(UUID conversationId, Party receiver) {
        Lane lane = locked(conversationId, Receiver.of(receiver));
        if (!lane.held()) {
            repository.hold(lane.id());
            repository.suspendLives(lane.id());
        }
    }

    @Override
    public void release(UUID conversationId, Party receiver) {
        Receiver to = Receiver.of(receiver);
        Lane lane = locked(conversationId, to);
        if (lane.held()) {
            repository.release(lane.id());
            repository.beginLives(lane.id());
            wakeAfterCommit(to);
        }
    }

    @Override
    public void ended(UUID conversationId) {
        if (repository.pullForward(conversationId) > 0) {
            repository.shortenLives(conversationId);
        }
    }

    @Override
    public void post(MomentaryMessage event, Conversation conversation, Collection<Party> receivers) {
        transactions.afterCommit(() -> receivers.forEach(receiver -> momentary.post(event, conversation, Receiver.of(receiver))));
    }

    /**
     * Puts a failed delivery back on its way, on a lane of its own; part of the transaction around the call.
     *
     * @return false if it has not failed
     */
    boolean retry(UUID deliveryId) {
        repository.openRetry(deliveryId);
        Lane lane = repository.retryLane(deliveryId);
        if (repository.retry(deliveryId, lane.id()) == 0) {
            return false;
        }
        repository.begin(lane.id());
        wakeAfterCommit(lane.receiver());
        return true;
    }

    private Lane locked(UUID conversationId, Receiver receiver) {
        return repository.lock(conversationId, receiver.applicationId(), receiver.role()).orElseThrow(() ->
                new IllegalStateException("No way is open from the conversation " + conversationId + " to " + receiver));
    }

    private void wakeAfterCommit(Receiver receiver) {
        transactions.afterCommit(() -> dispatcher.get().wake(receiver));
    }

    /** The receivers for whom a lane is due, whether it can be worked on or not. */
    List<Receiver> due() {
        return repository.receivers().stream().filter(LaneRepository.DueReceiver::due).map(LaneRepository.DueReceiver::receiver).toList();
    }

    /**
     * Takes lanes on which something is due.
     *
     * @param limits how many of each receiver's lanes at most
     */
    List<Leased> claim(Map<Receiver, Integer> limits) {
        return lease(() -> {
            List<Lane> due = new ArrayList<>();
            limits.forEach((receiver, limit) -> due.addAll(repository.due(receiver.applicationId(), receiver.role(), limit)));
            return due;
        });
    }

    /** Takes lanes of a receiver whose next delivery is to be given up. */
    List<Leased> claimExpired(Receiver receiver, int limit) {
        List<Long> expired = repository.expired(receiver.applicationId(), receiver.role(), limit);
        return expired.isEmpty() ? List.of() : lease(() -> repository.due(expired));
    }

    private List<Leased> lease(Supplier<List<Lane>> find) {
        UUID token = UUID.randomUUID();
        long begun = System.nanoTime();
        return transactions.inTransaction(() -> {
            List<Lane> due = find.get();
            if (!due.isEmpty()) {
                repository.lease(due.stream().map(Lane::id).toList(), token, (int) Leased.LEASE.toSeconds());
            }
            return due.stream().map(lane -> new Leased(lane, token, begun)).toList();
        });
    }

    /** The message that is next on each of these lanes, by the lane's id; none for a lane on which nothing waits. */
    Map<Long, DueDelivery> next(Collection<Leased> leased) {
        return leased.isEmpty() ? Map.of() : repository.next(leased.stream().map(one -> one.lane().id()).toList()).stream()
                .collect(Collectors.toMap(DueDelivery::laneId, Function.identity()));
    }

    /**
     * Writes down what came of attempts, none of which is final, in one transaction.
     *
     * @param wait whether to wait for lanes that somebody else is at just now
     * @return for each of them, in their order, what became of its lane
     */
    List<Next> note(List<Attempt> group, boolean wait) {
        return transactions.inTransaction(() -> {
            Map<Integer, Lane> locked = notes.lock(group, wait);
            List<Note> written = new ArrayList<>();
            List<Next> next = new ArrayList<>();
            for (int place = 0; place < group.size(); place++) {
                Lane lane = locked.get(place);
                if (lane == null) {
                    next.add(wait ? Next.LOST : Next.BUSY);
                    continue;
                }
                Note note = note(group.get(place), lane);
                written.add(note);
                next.add(next(note));
            }
            write(written);
            List<Note> delivered = written.stream().filter(note -> note.attempt().isDelivered()).toList();
            if (!delivered.isEmpty()) {
                notes.settle(delivered);
                tellOfStatus(delivered);
            }
            return next;
        });
    }

    /** What customers have sent has no status that anybody is shown. */
    private void tellOfStatus(List<Note> delivered) {
        List<MessagePlace> toCustomers = delivered.stream().map(Note::attempt).map(Attempt::delivery)
                .filter(delivery -> !MessageSenderType.CUSTOMER.getValue().equals(delivery.senderType()))
                .map(delivery -> new MessagePlace(delivery.conversationId(), delivery.sequence())).toList();
        if (!toCustomers.isEmpty()) {
            conversations.get().statusChanged(toCustomers);
        }
    }

    private static Next next(Note note) {
        if (note.keep()) {
            return Next.KEPT;
        }
        return note.restMicros() != null && note.restMicros() == 0 && !note.lane().held() ? Next.DUE : Next.RESTS;
    }

    private void write(List<Note> written) {
        if (written.isEmpty()) {
            return;
        }
        notes.write(written);
        written.stream().filter(note -> note.attempt().outcome() instanceof Outcome.TryAgain)
                .forEach(note -> transactions.afterCommit(() -> unreachable.failed(note.lane().applicationId(),
                        RoleName.toEnum(note.lane().role()), note.failures(), note.error())));
        List<Note> failed = written.stream().filter(note -> note.counts() && note.error() != null).toList();
        if (!failed.isEmpty()) {
            notes.keep(failed);
        }
        written.stream().map(Note::lane).filter(Lane::held).forEach(lane -> repository.hang(lane.id()));
    }

    private static Note note(Attempt attempt, Lane lane) {
        if (attempt.outcome() instanceof Outcome.TryAgain failure) {
            Duration delay = RetrySchedule.delay(lane.failures() + 1, failure.retryAfter(), ThreadLocalRandom.current().nextDouble());
            return new Note(attempt, lane, Note.State.WAITING, true, lane.failures() + 1, micros(delay), false);
        } else if (attempt.outcome() instanceof Outcome.Waiting waiting) {
            return new Note(attempt, lane, Note.State.WAITING, false, lane.failures(), micros(waiting.rest()), false);
        }
        boolean more = lane.waiting() > 1;
        boolean keep = more && attempt.messagesLeft() > 0 && !lane.held();
        return new Note(attempt, lane, attempt.isDelivered() ? Note.State.DELIVERED : Note.State.FAILED,
                !(attempt.outcome() instanceof Outcome.Expired), 0, !more ? null : keep ? micros(Leased.LEASE) : Long.valueOf(0), keep);
    }

    /**
     * Gives a delivery up, with all that follows from it, in one transaction that holds its conversation.
     *
     * @return what became of its lane
     */
    Next giveUp(Attempt attempt) {
        return transactions.inTransaction(() -> {
            UUID conversation = attempt.delivery().conversationId();
            conversations.get().lock(conversation);
            Lane lane = notes.lock(List.of(attempt), true).get(0);
            if (lane == null) {
                return Next.LOST;
            }
            Note note = note(attempt, lane);
            write(List.of(note));
            repository.messageFailed(conversation, attempt.delivery().sequence());
            conversations.get().deliveryGivenUp(conversation, attempt.delivery().sequence());
            return next(note);
        });
    }

    /** Lets go of a lane on which nothing was found to wait. */
    void putToRest(Leased leased) {
        transactions.inTransaction(() -> {
            Optional<Lane> lane = repository.held(leased.lane().id(), leased.token());
            lane.ifPresent(held -> repository.recount(held.id()));
        });
    }

    private static Long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
