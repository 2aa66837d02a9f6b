package dev.ringdown.desk.customer;

import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.chat.ChatAccess;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What agents note on customers, each note in one of the customer's chats. */
@Singleton
class CommentService {

    private final CommentRepository comments;
    private final ChatAccess access;
    private final Transactions transactions;
    private final Clock clock;

    CommentService(CommentRepository comments, ChatAccess access, Transactions transactions, Clock clock) {
        this.comments = comments;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Notes something in the active chat of a customer (AddComment).
     *
     * @return the comment's id
     * @throws DeskException 404; 409 NoActiveChat, SeveralActiveChats; 403 not the holder
     */
    long add(Caller caller, long customerId, String text) {
        return transactions.inTransaction(() -> {
            access.checkCustomer(customerId);
            long chatId = access.lockHeldOf(caller, customerId).id();
            return comments.save(new Comment(null, customerId, chatId, caller.agentId(), text, clock.instant().truncatedTo(ChronoUnit.MILLIS))).id();
        });
    }

    /**
     * The comments on a customer that the caller sees, newest first (GetComments).
     *
     * @param before the comment before which they were made; null: the newest
     * @throws DeskException 404 for the customer, or for a {@code before} that is no such comment
     */
    List<CommentView> page(Caller caller, long customerId, @Nullable Long before, int limit) {
        access.checkCustomer(customerId);
        CommentView last = before == null ? null : comments.findVisible(customerId, before, caller.agentId(), caller.manager())
                .orElseThrow(() -> DeskException.notFound("BeforeCommentID", "comment on this customer"));
        return comments.page(customerId, caller.agentId(), caller.manager(), last == null ? null : last.created(), before, limit);
    }
}
