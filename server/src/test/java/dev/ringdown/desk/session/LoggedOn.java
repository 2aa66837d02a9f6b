package dev.ringdown.desk.session;

import dev.ringdown.desk.agent.Agent;
import dev.ringdown.desk.agent.Caller;
import io.micronaut.context.BeanContext;

/** Lets tests of other packages log agents on without a password. */
public final class LoggedOn {

    private LoggedOn() {
    }

    /** A new session of an agent. */
    public static Caller agent(BeanContext node, Agent agent) {
        SessionService sessions = node.getBean(SessionService.class);
        return sessions.find(sessions.begin(agent, null, new SessionService.Origin("127.0.0.1", null)).token().reveal()).orElseThrow();
    }
}
