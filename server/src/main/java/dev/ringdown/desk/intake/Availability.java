package dev.ringdown.desk.intake;

import dev.ringdown.desk.agent.AgentRepository;
import dev.ringdown.desk.workinghours.WorkingHours;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.Optional;

/** Whether customers find somebody: within the working hours, and with an agent Online (agentchat, behaviour of a chat, 1). */
@Singleton
class Availability {

    private static final String OUT_OF_HOURS = "out of working hours";
    private static final String NOBODY_ONLINE = "no agent is online";

    private final WorkingHours hours;
    private final AgentRepository agents;
    private final Clock clock;

    Availability(WorkingHours hours, AgentRepository agents, Clock clock) {
        this.hours = hours;
        this.agents = agents;
        this.clock = clock;
    }

    /** Why nobody is there for a department, as the hub is told; empty: somebody is. */
    Optional<String> obstacleIn(long departmentId) {
        return obstacle(agents.isAnyoneOnline(departmentId));
    }

    /** As {@link #obstacleIn}, as long as no department is chosen: somebody anywhere will do. */
    Optional<String> obstacle() {
        return obstacle(agents.isAnyoneOnline());
    }

    private Optional<String> obstacle(boolean someoneOnline) {
        if (!hours.isOpen(clock.instant())) {
            return Optional.of(OUT_OF_HOURS);
        }
        return someoneOnline ? Optional.empty() : Optional.of(NOBODY_ONLINE);
    }
}
