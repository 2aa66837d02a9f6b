package dev.ringdown.desk.figure;

import dev.ringdown.store.PlainSql;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Compares what is counted of the desk, from its first day to now, with what there is in the rest of the database. */
@Singleton
class FigureAudit {

    private final PlainSql sql;
    private final Transactions transactions;

    FigureAudit(PlainSql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /**
     * @param counted by figures and the facts that are in none yet
     * @param there   rows of the thing itself
     */
    record Pair(String what, long counted, long there) {

        boolean agrees() {
            return counted == there;
        }
    }

    /** A statement for each, which sees one moment, so that the desk may go on meanwhile. */
    List<Pair> compare() {
        return List.of(pair("chats", "chat", FactKind.STARTED_NEW, FactKind.STARTED_RETURNING),
                pair("chats closed", "chat WHERE closed_at IS NOT NULL", FactKind.CLOSED),
                pair("chats answered", "chat WHERE first_response_at IS NOT NULL", FactKind.RESPONDED),
                pair("tags on chats", "chat_tag", FactKind.TAGGED));
    }

    private Pair pair(String what, String rows, FactKind... kinds) {
        String counted = " IN (" + Arrays.stream(kinds).map(kind -> String.valueOf(kind.number())).collect(Collectors.joining(", ")) + ")";
        return transactions.inTransaction(() -> {
            sql.unhurried();
            return sql.one("SELECT (SELECT COALESCE(SUM(f.amount), 0) FROM figure_set s JOIN figure f ON f.set_id = s.id AND f.scope = "
                    + Scope.COMPANY.number() + " AND f.kind" + counted + " AND f.days = " + DayBlocks.LONGEST + " WHERE s.active = TRUE) "
                    + "+ (SELECT COALESCE(SUM(p.amount), 0) FROM desk_fact p WHERE p.fold IS NULL AND p.kind" + counted + "), "
                    + "(SELECT COUNT(*) FROM " + rows + ")", row -> new Pair(what, row.getLong(1), row.getLong(2)));
        });
    }
}
