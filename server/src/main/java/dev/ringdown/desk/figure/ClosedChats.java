package dev.ringdown.desk.figure;

import dev.ringdown.store.PlainSql;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * How many closed chats there are, in the lists that grow for as long as the desk is there. Closed chats stay as they are, and in their lists: so
 * each is counted once, by the fold that brings the fact of its closing into the figures ({@link Folding}), and who asks counts those that are in
 * no figure yet.
 */
@Singleton
public class ClosedChats {

    private static final String CLOSINGS = "SELECT f.chat_id FROM desk_fact f FORCE INDEX (desk_fact_by_fold) WHERE f.fold IS NULL AND f.kind = "
            + FactKind.CLOSED.number();

    private final PlainSql sql;
    private final FigureRows rows;
    private final FigureSetRepository sets;
    private final Transactions transactions;

    ClosedChats(PlainSql sql, FigureRows rows, FigureSetRepository sets, Transactions transactions) {
        this.sql = sql;
        this.rows = rows;
        this.sets = sets;
        this.transactions = transactions;
    }

    /** By what closed chats are listed. */
    public enum Listing {
        COMPANY(1, "0", "chat c"),
        /** Of the agent who had it last. */
        AGENT(2, "c.agent_id", "chat c"),
        CUSTOMER(3, "c.customer_id", "chat c"),
        TAG(4, "t.tag_id", "chat c JOIN chat_tag t ON t.chat_id = c.id");

        private final int number;
        private final String subject;
        private final String chats;

        Listing(int number, String subject, String chats) {
            this.number = number;
            this.subject = subject;
            this.chats = chats;
        }

        /** Whether chat {@code c} stands in the list. */
        private String has(long subjectId) {
            return switch (this) {
                case COMPANY -> "c.id IS NOT NULL";
                case AGENT, CUSTOMER -> subject + " = " + subjectId;
                case TAG -> "EXISTS (SELECT 1 FROM chat_tag t WHERE t.chat_id = c.id AND t.tag_id = " + subjectId + ")";
            };
        }
    }

    private record Place(int listing, long subjectId, long departmentId) {
    }

    /**
     * How many there are now, by one statement.
     *
     * @param subjectId   the agent, the customer or the tag; 0 for the company
     * @param departments only those in these; null: in all
     * @return empty while too much waits to be counted
     */
    public OptionalLong count(Listing listing, long subjectId, @Nullable Collection<Long> departments) {
        String in = departments == null ? ""
                : departments.stream().map(String::valueOf).collect(Collectors.joining(", ", ".department_id IN (", ")"));
        return sql.one("SELECT (SELECT COALESCE(SUM(k.chats), 0) FROM closed_chats k WHERE k.listing = " + listing.number + " AND k.subject_id = "
                + subjectId + (in.isEmpty() ? "" : " AND k" + in) + ") + COALESCE(SUM(CASE WHEN " + listing.has(subjectId)
                + (in.isEmpty() ? "" : " AND c" + in) + " THEN 1 ELSE 0 END), 0), COUNT(*) FROM (SELECT f.kind, f.chat_id FROM desk_fact f "
                + "FORCE INDEX (desk_fact_by_fold) WHERE f.fold IS NULL LIMIT " + (FigureRows.MOST_PENDING + 1) + ") p LEFT JOIN chat c ON c.id = p.chat_id AND p.kind = "
                + FactKind.CLOSED.number(), row -> row.getLong(2) > FigureRows.MOST_PENDING ? OptionalLong.empty() : OptionalLong.of(row.getLong(1)));
    }

    /** Counts the closings among these facts; part of a fold. */
    void add(List<Fact> facts) {
        List<Long> closed = facts.stream().filter(fact -> fact.kind() == FactKind.CLOSED.number())
                .map(Fact::chatId).filter(Objects::nonNull).toList();
        if (closed.isEmpty()) {
            return;
        }
        String ids = closed.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
        Map<Place, Long> more = new HashMap<>();
        for (Listing listing : Listing.values()) {
            sql.list(counted(listing, "", "c.id IN " + ids), row -> more.put(new Place(row.getInt(1), row.getLong(2), row.getLong(3)), row.getLong(4)));
        }
        rows.add("closed_chats", List.of("listing", "subject_id", "department_id"), List.of("chats"), more,
                (place, chats) -> List.of(place.listing, place.subjectId, place.departmentId, chats));
    }

    /**
     * Counts all closed chats again, one listing after the other, and corrects what is wrong. No facts are folded while a listing is compared: some
     * seconds for a million chats.
     *
     * @return how many counts were wrong
     */
    public long correct() {
        return Arrays.stream(Listing.values()).mapToLong(listing -> transactions.inTransaction(() -> correct(listing))).sum();
    }

    private long correct(Listing listing) {
        sets.hold();
        sql.unhurried();
        String counted = counted(listing, " LEFT JOIN (" + CLOSINGS + ") pending ON pending.chat_id = c.id", "c.status_id = 3 AND pending.chat_id IS NULL");
        String ofListing = " WHERE listing = " + listing.number;
        long wrong = sql.one("SELECT COUNT(*) FROM (SELECT k.subject_id, k.department_id FROM (SELECT subject_id, department_id, chats FROM closed_chats"
                + ofListing + " UNION ALL SELECT n.subject_id, n.department_id, -n.chats FROM (" + counted + ") n) k "
                + "GROUP BY k.subject_id, k.department_id HAVING SUM(k.chats) <> 0) w", row -> row.getLong(1));
        if (wrong > 0) {
            sql.update("DELETE FROM closed_chats" + ofListing);
            sql.update("INSERT INTO closed_chats (listing, subject_id, department_id, chats) " + counted);
        }
        return wrong;
    }

    private static String counted(Listing listing, String join, String which) {
        return "SELECT " + listing.number + " AS listing, " + listing.subject + " AS subject_id, c.department_id, COUNT(*) AS chats FROM " + listing.chats
                + join + " WHERE " + which + " AND " + listing.subject + " IS NOT NULL GROUP BY subject_id, c.department_id";
    }
}
