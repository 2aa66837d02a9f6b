package dev.ringdown.desk.session;

import java.util.Set;

/**
 * What the agent of a live session may see.
 *
 * @param manager     sees every department
 * @param departments the agent's own
 */
public record StreamRights(boolean manager, Set<Long> departments) {

    public boolean see(long department) {
        return manager || departments.contains(department);
    }
}
