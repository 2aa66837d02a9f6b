package dev.ringdown.desk.session;

import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.Role;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Agent;
import dev.ringdown.desk.agent.AgentForm;
import dev.ringdown.desk.agent.AgentRepository;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.agent.Presence;
import dev.ringdown.desk.chat.HeldChats;
import dev.ringdown.desk.settings.SessionLife;
import dev.ringdown.security.OpaqueTokens;
import dev.ringdown.security.Secret;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Begins, keeps and ends sessions. All of it is in the database, so what changes here holds on every node at once. An agent's status
 * follows: the first session sets Online, the end of the last one Offline.
 */
@Singleton
class SessionService {

    private static final Logger LOG = LoggerFactory.getLogger(SessionService.class);

    /** Activity is written no more often, to spare a write with every call. */
    static final Duration ACTIVITY_STEP = Duration.ofMinutes(1);

    private static final int AT_A_TIME = 1000;

    private final SessionRepository sessions;
    private final AgentRepository agents;
    private final Presence presence;
    private final HeldChats heldChats;
    private final SessionLife life;
    private final OpaqueTokens tokens;
    private final Transactions transactions;
    private final Clock clock;

    SessionService(SessionRepository sessions, AgentRepository agents, Presence presence, HeldChats heldChats, SessionLife life,
                   OpaqueTokens tokens, Transactions transactions, Clock clock) {
        this.sessions = sessions;
        this.agents = agents;
        this.presence = presence;
        this.heldChats = heldChats;
        this.life = life;
        this.tokens = tokens;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Where a log-on comes from. */
    record Origin(String address, @Nullable String userAgent) {
    }

    /** @param agent as the contract shows it */
    record Begun(Secret token, Instant expiresAt, dev.ringdown.api.agentchat.model.Agent agent) {
    }

    /**
     * Begins a session and sets the agent Online.
     *
     * @param agent   as it was when the password was found right
     * @param newHash of the same password, where it is to be stored anew
     * @throws DeskException 401 if the agent was disabled or got another password since
     */
    Begun begin(Agent agent, @Nullable String newHash, Origin origin) {
        Secret token = tokens.newSessionToken();
        return transactions.inTransaction(() -> {
            Agent locked = agents.lock(agent.id())
                    .filter(known -> known.enabled() && Objects.equals(known.passwordHash(), agent.passwordHash()))
                    .orElseThrow(DeskException::invalidLogon);
            if (newHash != null) {
                agents.setPassword(agent.id(), newHash);
            }
            Instant now = now();
            Instant endsAt = life.endOf(now);
            sessions.save(new Session(null, tokens.hash(token.reveal()), agent.id(), now, now, endsAt, origin.address(), origin.userAgent()));
            agents.setStatus(agent.id(), AgentStatus.Online.getValue());
            return new Begun(token, life.expiry(now, endsAt), AgentForm.of(online(locked), agents.departmentIds(agent.id())));
        });
    }

    /**
     * The caller whom a token stands for, as the agent is now; empty if the session has ended or its agent may not log on. Counts as
     * activity.
     */
    Optional<Caller> find(String token) {
        Instant now = now();
        Optional<LiveSession> found = sessions.findLive(tokens.hash(token), now, life.idleSince(now));
        found.filter(session -> session.lastActiveAt().isBefore(now.minus(ACTIVITY_STEP))).ifPresent(session -> sessions.touch(session.id(), now));
        return found.map(session -> new Caller(session.agentId(), session.agentName(), session.roleId() == Role.Manager.getValue(), session.id()));
    }

    /**
     * Starts the idle time anew.
     *
     * @return when the session ends if nothing more is heard of it
     * @throws DeskException 401 if it has ended since the call came in
     */
    Instant keepAlive(Caller caller) {
        Instant now = now();
        if (sessions.touch(caller.sessionId(), now) == 0) {
            throw DeskException.invalidSession();
        }
        return sessions.find(caller.sessionId()).map(session -> life.expiry(now, session.endsAt())).orElseThrow(DeskException::invalidSession);
    }

    /**
     * Ends the caller's session; the last one sets the agent Offline.
     *
     * @throws DeskException 401 if it has ended since the call came in; 409 {@code OpenChatsHeld}
     */
    void end(Caller caller) {
        transactions.inTransaction(() -> {
            agents.lock(caller.agentId()).orElseThrow(DeskException::invalidSession);
            if (sessions.find(caller.sessionId()).isEmpty()) {
                throw DeskException.invalidSession();
            }
            if (heldChats.forbidLogoff(caller.agentId())) {
                throw DeskException.conflict(ErrorCode.OPEN_CHATS_HELD, null, "You hold open chats: close or transfer them first.");
            }
            sessions.end(caller.sessionId());
            presence.settle(caller.agentId());
        });
    }

    /** The live sessions that the caller may see, the last active first; of one agent, if one is named. */
    List<Session> live(Caller caller, @Nullable Long agentId) {
        if (!caller.manager() && agentId != null && agentId != caller.agentId()) {
            return List.of();
        }
        Instant now = now();
        return sessions.live(caller.manager() ? agentId : Long.valueOf(caller.agentId()), now, life.idleSince(now));
    }

    /**
     * Ends a session by its id, whatever chats its agent holds.
     *
     * @throws DeskException 404 one that there is not, that has ended, or that is not the caller's to end
     */
    void end(Caller caller, long sessionId) {
        long agentId = sessions.find(sessionId).map(Session::agentId).filter(owner -> caller.manager() || owner == caller.agentId())
                .orElseThrow(SessionService::noSuchSession);
        transactions.inTransaction(() -> {
            agents.lock(agentId).orElseThrow(SessionService::noSuchSession);
            Instant now = now();
            if (sessions.endLive(sessionId, now, life.idleSince(now)) == 0) {
                throw noSuchSession();
            }
            presence.settle(agentId);
        });
    }

    /** Sets agents Offline whose last session has ended by itself, and clears such sessions away. Safe to run on many nodes at once. */
    public void sweep() {
        Instant now = now();
        Instant idleSince = life.idleSince(now);
        Set<Long> due = new TreeSet<>(sessions.agentsGone(now, idleSince, AT_A_TIME));
        due.addAll(sessions.agentsOfIdle(idleSince, AT_A_TIME));
        due.forEach(this::settle);
    }

    private void settle(long agentId) {
        try {
            transactions.inTransaction(() -> agents.lock(agentId).ifPresent(agent -> presence.settle(agentId)));
        } catch (RuntimeException e) {
            LOG.error("The ended sessions of agent {} could not be cleared away; tried again soon", agentId, e);
        }
    }

    private static DeskException noSuchSession() {
        return DeskException.notFound("SessionID", "session");
    }

    private static Agent online(Agent agent) {
        return new Agent(agent.id(), agent.name(), agent.email(), agent.emailKey(), agent.mobileNumber(), agent.roleId(),
                AgentStatus.Online.getValue(), agent.notifications(), agent.enabled(), agent.passwordHash(), agent.created());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
