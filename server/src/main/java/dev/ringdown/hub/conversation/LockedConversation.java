package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.PartyType;
import io.micronaut.core.annotation.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A conversation whose row this transaction holds, or has made: its state as this transaction has left it, and the place of its next
 * message. There is one of it per conversation and transaction ({@link ConversationLocks}).
 */
final class LockedConversation {

    private final ConversationRow row;
    private final List<PartyRow> parties;
    private final boolean fresh;
    private long nextSequence;
    private ConversationState state;
    private String language;
    private String customer;
    private Instant lastMessageAt;
    private Instant endedAt;
    private Hold hold;

    /**
     * What is kept from an agent application until its agents are available.
     *
     * @param since when it was held, later than when agents were there last
     * @param from  the first message that it was not given
     */
    record Hold(UUID application, Instant since, long from) {
    }

    /** @param fresh whether this transaction has made it */
    LockedConversation(ConversationRow row, List<PartyRow> parties, boolean fresh) {
        this.row = row;
        this.parties = new ArrayList<>(parties);
        this.fresh = fresh;
        this.nextSequence = row.nextSequence();
        this.state = row.state();
        this.language = row.language();
        this.customer = row.customer();
        this.lastMessageAt = row.lastMessageAt();
        this.endedAt = row.endedAt();
        this.hold = row.heldFor() == null ? null : new Hold(row.heldFor(), row.heldSince(), row.heldFrom());
    }

    UUID id() {
        return row.id();
    }

    /** As it was locked or made: what never changes is to be read here. */
    ConversationRow row() {
        return row;
    }

    /** As it is now. */
    ConversationRow currentRow() {
        return new ConversationRow(row.id(), row.caseId(), state, nextSequence, row.accountId(), row.accountAddress(), row.channelType(),
                row.entryPoint(), language, row.contactKey(), customer, row.created(), lastMessageAt, endedAt, row.timeoutMs(), row.checkAt(),
                hold == null ? null : hold.application, hold == null ? null : hold.since, hold == null ? null : hold.from);
    }

    List<PartyRow> parties() {
        return List.copyOf(parties);
    }

    Optional<PartyRow> party(UUID application, PartyType type) {
        return parties.stream().filter(party -> party.is(application, type)).findFirst();
    }

    Optional<PartyRow> servingAgent() {
        return parties.stream().filter(party -> party.serving() && party.isAgent()).findFirst();
    }

    void joined(PartyRow party) {
        parties.add(party);
    }

    void servedNoMore(PartyRow party) {
        parties.replaceAll(known -> known.equals(party) ? known.servedNoMore() : known);
    }

    boolean isFresh() {
        return fresh;
    }

    ConversationState state() {
        return state;
    }

    void enter(ConversationState next, Instant now) {
        state = next;
        if (next.isOver()) {
            endedAt = now;
        }
    }

    /** The place that the next message gets. It is taken only when {@link #taken} says so: a repeat takes none. */
    long nextSequence() {
        return nextSequence;
    }

    /** @param counts whether the account's timeout counts from this message */
    void taken(Instant now, boolean counts) {
        nextSequence++;
        if (counts) {
            lastMessageAt = now;
        }
    }

    Instant lastMessageAt() {
        return lastMessageAt;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }

    /** When it is over if nobody says anything until then. */
    Instant timesOutAt() {
        return lastMessageAt.plusMillis(row.timeoutMs());
    }

    /** Whether its time is up, though it may not be noted yet. While it is held its time does not run. */
    boolean isTimedOut(Instant now) {
        return !state.isOver() && hold == null && !now.isBefore(timesOutAt());
    }

    @Nullable Hold hold() {
        return hold;
    }

    void hold(UUID application, Instant since) {
        hold = new Hold(application, since, nextSequence);
    }

    void holdAgain(Instant since) {
        hold = new Hold(hold.application, since, hold.from);
    }

    /** Its time begins anew: the last message before it was held said that nobody is there, so none had run. */
    void letGo(Instant now) {
        if (hold != null) {
            lastMessageAt = now;
            hold = null;
        }
    }

    @Nullable String language() {
        return language;
    }

    @Nullable String customer() {
        return customer;
    }

    void describe(String newCustomer, @Nullable String newLanguage) {
        customer = newCustomer;
        language = newLanguage;
    }
}
