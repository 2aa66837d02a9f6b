package dev.ringdown.desk.agent;

import dev.ringdown.api.agentchat.model.AgentNotification;
import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.Role;

import java.util.List;
import java.util.stream.Stream;

/** Shows an agent as the contract does ({@code Agent}). */
public final class AgentForm {

    private AgentForm() {
    }

    /** @param departmentIds ascending */
    public static dev.ringdown.api.agentchat.model.Agent of(Agent agent, List<Long> departmentIds) {
        return new dev.ringdown.api.agentchat.model.Agent(agent.id(), agent.name(), agent.email(), agent.mobileNumber(),
                Role.toEnum(agent.roleId()), AgentStatus.toEnum(agent.statusId()), notifications(agent), departmentIds, agent.enabled(),
                agent.created());
    }

    /** For those who may not see it. */
    static dev.ringdown.api.agentchat.model.Agent withoutMobileNumber(dev.ringdown.api.agentchat.model.Agent agent) {
        return new dev.ringdown.api.agentchat.model.Agent(agent.agentID(), agent.agentName(), agent.emailAddress(), null, agent.roleID(),
                agent.statusID(), agent.notifications(), agent.departmentIDs(), agent.enabled(), agent.createdAt());
    }

    private static List<AgentNotification> notifications(Agent agent) {
        return Stream.of(agent.notifications().split(",")).filter(name -> !name.isEmpty()).map(AgentNotification::toEnum).toList();
    }
}
