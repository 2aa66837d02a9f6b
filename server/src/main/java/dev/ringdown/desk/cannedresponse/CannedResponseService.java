package dev.ringdown.desk.cannedresponse;

import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.UniqueName;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.function.Supplier;

/** The ready-made texts that agents answer with. That each name is there once, the database decides. */
@Singleton
class CannedResponseService {

    private final CannedResponseRepository responses;
    private final Transactions transactions;

    CannedResponseService(CannedResponseRepository responses, Transactions transactions) {
        this.responses = responses;
        this.transactions = transactions;
    }

    /** @throws DeskException 409 NameInUse */
    CannedResponse create(UniqueName name, String text) {
        return decidedByKey(() -> responses.save(new CannedResponse(null, name.shown(), name.key(), text)));
    }

    /**
     * @param name null: as it is
     * @param text null: as it is
     * @throws DeskException 404; 409 NameInUse
     */
    void update(long id, @Nullable UniqueName name, @Nullable String text) {
        decidedByKey(() -> {
            CannedResponse before = responses.lock(id).orElseThrow(CannedResponseService::unknown);
            CannedResponse after = new CannedResponse(id, name == null ? before.name() : name.shown(), name == null ? before.nameKey() : name.key(),
                    text == null ? before.text() : text);
            responses.update(after);
            return after;
        });
    }

    /** @throws DeskException 404 */
    void delete(long id) {
        if (responses.delete(id) == 0) {
            throw unknown();
        }
    }

    /** All of them, by name. One statement. */
    List<CannedResponse> list() {
        return responses.all();
    }

    private CannedResponse decidedByKey(Supplier<CannedResponse> work) {
        try {
            return transactions.inTransaction(work);
        } catch (DataAccessException e) {
            if (DatabaseErrors.isDuplicateKey(e)) {
                throw DeskException.nameInUse("CannedResponseName");
            }
            throw e;
        }
    }

    private static DeskException unknown() {
        return DeskException.notFound("CannedResponseID", "canned response");
    }
}
