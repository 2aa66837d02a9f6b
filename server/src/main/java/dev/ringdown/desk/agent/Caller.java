package dev.ringdown.desk.agent;

import dev.ringdown.api.agentchat.model.Role;
import io.micronaut.security.authentication.Authentication;

import java.util.List;
import java.util.Map;

/**
 * The agent who makes a call, as the session says.
 *
 * @param name    as customers and colleagues read it
 * @param manager whether the role is Manager; otherwise it is Agent
 */
public record Caller(long agentId, String name, boolean manager, long sessionId) {

    private static final String NAME = "agentName";
    private static final String SESSION = "sessionId";

    /** For the framework: its roles are the ones that the contract names in {@code x-required-permissions}. */
    public Authentication authentication() {
        Role role = manager ? Role.Manager : Role.Agent;
        return Authentication.build(Long.toString(agentId), List.of(role.name()), Map.of(NAME, name, SESSION, sessionId));
    }

    static Caller of(Authentication authentication) {
        Map<String, Object> attributes = authentication.getAttributes();
        return new Caller(Long.parseLong(authentication.getName()), (String) attributes.get(NAME),
                authentication.getRoles().contains(Role.Manager.name()), (Long) attributes.get(SESSION));
    }
}
