package dev.ringdown.desk.session;

import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Agent;
import dev.ringdown.desk.agent.AgentRepository;
import dev.ringdown.security.PasswordHashing;
import dev.ringdown.security.PasswordHashingBusyException;
import dev.ringdown.store.Keys;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Duration;

/** Logs agents on by e-mail address and password (AgentLogon). What is wrong is never said, and takes as long to say whatever it is. */
@Singleton
class LogonService {

    private static final Duration BUSY = Duration.ofSeconds(2);

    private final AgentRepository agents;
    private final PasswordHashing hashing;
    private final LogonThrottle throttle;
    private final SessionService sessions;

    LogonService(AgentRepository agents, PasswordHashing hashing, LogonThrottle throttle, SessionService sessions) {
        this.agents = agents;
        this.hashing = hashing;
        this.throttle = throttle;
        this.sessions = sessions;
    }

    /** @throws DeskException 401 InvalidLogon, 429 TooManyRequests, 503 Unavailable while too many log on */
    SessionService.Begun logOn(String email, String password, SessionService.Origin origin) {
        String emailKey = Keys.caseless(email);
        LogonThrottle.Attempt attempt = throttle.admit(emailKey, origin.address());
        Agent agent = agents.findByEmail(Keys.bytes(emailKey)).orElse(null);
        if (!matches(password, agent)) {
            throttle.failed(attempt);
            throw DeskException.invalidLogon();
        }
        String newHash = hashing.needsRehash(agent.passwordHash()) ? hash(password) : null;
        SessionService.Begun begun = sessions.begin(agent, newHash, origin);
        throttle.succeeded(attempt);
        return begun;
    }

    private boolean matches(String password, @Nullable Agent agent) {
        try {
            boolean right = hashing.verify(password, agent == null ? null : agent.passwordHash());
            return right && agent.enabled();
        } catch (PasswordHashingBusyException e) {
            throw DeskException.unavailable(BUSY);
        }
    }

    private String hash(String password) {
        try {
            return hashing.hash(password);
        } catch (PasswordHashingBusyException e) {
            throw DeskException.unavailable(BUSY);
        }
    }
}
