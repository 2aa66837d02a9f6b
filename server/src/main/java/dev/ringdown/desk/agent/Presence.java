package dev.ringdown.desk.agent;

import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.desk.settings.SessionLife;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Whether an agent is logged on anywhere, and the status that follows from it. All of it is for one who has locked the agent. */
@Singleton
public class Presence {

    private final AgentRepository agents;
    private final SessionLife life;
    private final Clock clock;

    Presence(AgentRepository agents, SessionLife life, Clock clock) {
        this.agents = agents;
        this.life = life;
        this.clock = clock;
    }

    boolean isLoggedOn(long agentId) {
        Instant now = now();
        return agents.countLiveSessions(agentId, now, life.idleSince(now)) > 0;
    }

    /** Clears away the sessions that have ended; the agent whose last one that was is Offline. */
    public void settle(long agentId) {
        Instant now = now();
        agents.forgetEndedSessions(agentId, now, life.idleSince(now));
        if (!isLoggedOn(agentId)) {
            agents.setStatus(agentId, AgentStatus.Offline.getValue());
        }
    }

    /** Ends all of the agent's sessions, at once on every node. */
    void end(long agentId) {
        agents.endSessions(agentId);
        agents.setStatus(agentId, AgentStatus.Offline.getValue());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
