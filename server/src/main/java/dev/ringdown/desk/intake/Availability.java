package dev.ringdown.desk.intake;

import dev.ringdown.desk.agent.AgentRepository;
import dev.ringdown.desk.workinghours.WorkingHours;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.Optional;

/** Whether customers find somebody: within the working hours, and with an agent Online (agentchat, behaviour of a chat, 1). */
@Singleton
class Availability {

    private final WorkingHours hours;
    private final AgentRepository agents;
    private final Clock clock;

    Availability(WorkingHours hours, AgentRepository agents, Clock clock) {
        this.hours = hours;
        this.agents = agents;
        this.clock = clock;
    }

    /** Why nobody is there for a department; empty: somebody is. */
    Optional<Obstacle> obstacleIn(long departmentId) {
        return obstacle(agents.isAnyoneOnline(departmentId));
    }

    /** As {@link #obstacleIn}, as long as no department is chosen: somebody anywhere will do. */
    Optional<Obstacle> obstacle() {
        return obstacle(agents.isAnyoneOnline());
    }

    private Optional<Obstacle> obstacle(boolean someoneOnline) {
        if (!hours.isOpen(clock.instant())) {
            return Optional.of(Obstacle.OUT_OF_HOURS);
        }
        return someoneOnline ? Optional.empty() : Optional.of(Obstacle.NOBODY_ONLINE);
    }
}
