package dev.ringdown.conformance.company;

import java.util.List;
import java.util.UUID;

/**
 * What stands before the first customer writes.
 *
 * @param connector   the customer application of all accounts
 * @param channelType the channel of all accounts
 * @param departments the one with the most chats first
 * @param tags        the most frequent first
 * @param agents      all but the first Manager
 */
record Company(UUID connector, String channelType, List<Department> departments, List<Long> tags, List<Agent> agents) {

    /** The same for all agents. */
    static final String AGENT_PASSWORD = "password of all agents";

    /**
     * A department and the account that leads to it.
     *
     * @param greeting       of new customers
     * @param returnGreeting of returning ones
     * @param tags           put on every chat that enters
     */
    record Department(long id, UUID account, String address, String greeting, String returnGreeting, List<Long> tags) {
    }

    /** @param departments the places of the departments in {@link Company#departments} */
    record Agent(long id, String name, List<Integer> departments) {
    }

    /** The user name of the agent with this number, from 1. */
    static String emailOfAgent(int number) {
        return "agent" + number + "@company.example";
    }
}
