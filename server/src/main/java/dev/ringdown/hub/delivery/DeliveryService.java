package dev.ringdown.hub.delivery;

import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What waits for a receiver or has failed there, and trying it again. */
@Singleton
class DeliveryService {

    static final String WAITING = "WAITING";
    static final String FAILED = "FAILED";
    /** The contract lists no more. */
    private static final int ATTEMPTS_SHOWN = 100;

    private final DeliveryRepository repository;
    private final Lanes lanes;
    private final Transactions transactions;

    DeliveryService(DeliveryRepository repository, Lanes lanes, Transactions transactions) {
        this.repository = repository;
        this.lanes = lanes;
        this.transactions = transactions;
    }

    /**
     * Which deliveries are asked for.
     *
     * @param state {@link #WAITING} or {@link #FAILED}; null: both
     */
    record Filter(@Nullable String state, @Nullable UUID application, @Nullable UUID conversation) {

        List<String> states() {
            return state == null ? List.of(WAITING, FAILED) : List.of(state);
        }
    }

    record Page(long count, List<DeliveryRow> deliveries) {
    }

    /** @param failedAttempts oldest first */
    record Detail(DeliveryRow delivery, List<FailedAttempt> failedAttempts) {
    }

    /** A page of what is open, oldest first; three statements whatever is asked for. */
    Page list(Filter filter, int pagenum, int pagesize) {
        List<String> states = filter.states();
        String one = states.get(0);
        String other = states.get(states.size() - 1);
        long from = (pagenum - 1L) * pagesize;
        long upTo = from + pagesize;
        long count;
        List<DeliveryRepository.DeliveryId> ids;
        if (filter.conversation != null) {
            count = repository.countOfConversation(filter.conversation, filter.application, states);
            ids = repository.pageOfConversation(filter.conversation, filter.application, states, pagesize, from);
        } else if (filter.application != null) {
            count = repository.countOfApplication(filter.application, states);
            ids = count <= from ? List.of() : repository.pageOfApplication(filter.application, one, other, upTo, pagesize, from);
        } else {
            count = repository.count(states);
            ids = count <= from ? List.of() : repository.page(one, other, upTo, pagesize, from);
        }
        return new Page(count, ids.isEmpty() ? List.of() : repository.all(ids.stream().map(DeliveryRepository.DeliveryId::id).toList()));
    }

    /** @throws HubException 404-101 */
    Detail get(UUID id) {
        DeliveryRow delivery = repository.find(id).orElseThrow(DeliveryService::notFound);
        boolean succeeded = !delivery.state().equals(WAITING) && !delivery.state().equals(FAILED);
        List<FailedAttempt> failed = new ArrayList<>(repository.failedAttempts(id, succeeded ? ATTEMPTS_SHOWN - 1 : ATTEMPTS_SHOWN));
        Collections.reverse(failed);
        return new Detail(delivery, failed);
    }

    /** @throws HubException 404-101; 400-119 it has not failed */
    void retry(UUID id) {
        transactions.inTransaction(() -> {
            checkFailed(id);
            if (!lanes.retry(id)) {
                // Another call was faster by a moment.
                checkFailed(id);
            }
        });
    }

    private void checkFailed(UUID id) {
        String state = repository.stateOf(id).orElseThrow(DeliveryService::notFound);
        if (!state.equals(FAILED)) {
            throw new HubException(HubErrorCode.INVALID_VALUE, "Only a failed delivery can be retried.")
                    .with("state", state.toLowerCase(Locale.ROOT));
        }
    }

    private static HubException notFound() {
        return HubException.notFound("delivery");
    }
}
