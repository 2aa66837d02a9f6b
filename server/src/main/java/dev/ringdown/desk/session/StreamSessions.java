package dev.ringdown.desk.session;

import dev.ringdown.api.agentchat.model.Role;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What event streams need of the sessions that they belong to: many at a time, one statement each. */
@Singleton
public class StreamSessions {

    /** For so long a session counts as one with an open stream when it is kept; kept again well before. */
    public static final Duration KEPT_FOR = Duration.ofSeconds(60);

    private final StreamSessionRepository sessions;
    private final Transactions transactions;
    private final Clock clock;

    StreamSessions(StreamSessionRepository sessions, Transactions transactions, Clock clock) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What the agents of these sessions may see at the moment; a session that has ended, or whose agent may not log on, is not in it. */
    public Map<Long, StreamRights> rights(Collection<Long> sessionIds) {
        Map<Long, StreamRights> rights = new HashMap<>();
        if (!sessionIds.isEmpty()) {
            Map<Long, Set<Long>> departments = new HashMap<>();
            for (StreamSessionRepository.SessionDepartment row : sessions.departments(sessionIds, now())) {
                Set<Long> own = departments.computeIfAbsent(row.sessionId(), added -> new HashSet<>());
                if (row.departmentId() != null) {
                    own.add(row.departmentId());
                }
                rights.putIfAbsent(row.sessionId(), new StreamRights(row.roleId() == Role.Manager.getValue(), own));
            }
        }
        return rights;
    }

    /** These have open streams: they are active, and it is known to all nodes for the next {@link #KEPT_FOR}. */
    public void keep(Collection<Long> sessionIds) {
        if (!sessionIds.isEmpty()) {
            Instant now = now();
            transactions.inTransaction(() -> sessions.keep(sessionIds, now.plus(KEPT_FOR), now.minus(SessionService.ACTIVITY_STEP), now));
        }
    }

    /** These have no open stream any more. */
    public void release(Collection<Long> sessionIds) {
        if (!sessionIds.isEmpty()) {
            transactions.inTransaction(() -> sessions.release(sessionIds));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
