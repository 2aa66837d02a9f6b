package dev.ringdown.desk.agent;

import dev.ringdown.api.agentchat.model.AgentNotification;
import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.Role;
import dev.ringdown.api.agentchat.model.UpdateAgentRequest;
import dev.ringdown.store.Keys;
import io.micronaut.core.annotation.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is to change of an agent (UpdateAgent); null is what stays as it is.
 *
 * @param mobileNumber empty: the agent has none from now on
 */
record AgentChanges(long agentId, @Nullable String name, @Nullable String mobileNumber, @Nullable String email,
                    @Nullable List<AgentNotification> notifications, @Nullable Role role, @Nullable AgentStatus status,
                    @Nullable List<Long> departmentIds, @Nullable Boolean enabled) {

    static AgentChanges of(UpdateAgentRequest request) {
        return new AgentChanges(request.agentID(), request.agentName(), request.mobileNumber(), request.emailAddress(), request.notifications(),
                request.roleID(), request.statusID(), request.departmentIDs(), request.enabled());
    }

    /** The contract's name of a field that is given and not an Agent's own to change. */
    Optional<String> managersField() {
        if (name != null) {
            return Optional.of("AgentName");
        }
        if (email != null) {
            return Optional.of(AgentService.EMAIL_ADDRESS);
        }
        if (role != null) {
            return Optional.of("RoleID");
        }
        if (departmentIds != null) {
            return Optional.of(AgentService.DEPARTMENT_IDS);
        }
        return enabled == null ? Optional.empty() : Optional.of("Enabled");
    }

    boolean disable() {
        return Boolean.FALSE.equals(enabled);
    }

    /** The agent with all of it but the departments, which are kept elsewhere. Whoever is disabled is Offline. */
    Agent of(Agent agent) {
        int statusId = disable() ? AgentStatus.Offline.getValue() : status == null ? agent.statusId() : status.getValue();
        return new Agent(agent.id(), given(name, agent.name()), given(email, agent.email()),
                email == null ? agent.emailKey() : Keys.bytes(Keys.caseless(email)),
                mobileNumber == null ? agent.mobileNumber() : mobileNumber.isEmpty() ? null : mobileNumber,
                role == null ? agent.roleId() : role.getValue(), statusId,
                notifications == null ? agent.notifications() : names(notifications), given(enabled, agent.enabled()), agent.passwordHash(),
                agent.created());
    }

    private static String names(List<AgentNotification> notifications) {
        return notifications.stream().map(AgentNotification::getValue).collect(Collectors.joining(","));
    }

    private static <T> T given(@Nullable T value, T before) {
        return value == null ? before : value;
    }
}
