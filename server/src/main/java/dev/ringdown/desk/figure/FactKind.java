package dev.ringdown.desk.figure;

import java.util.Set;

/**
 * What counts at the desk (agentchat, GetDashboard, how figures count). A chat starts in a department, and enters each one that it is transferred
 * to. What is asked of a fact besides its time, department, agent and tag is part of its kind.
 */
public enum FactKind {

    STARTED_NEW(1),
    STARTED_RETURNING(2),
    ENTERED_NEW(3),
    ENTERED_RETURNING(4),
    /** An agent took a chat or was given it. */
    ASSIGNED(5),
    /** Timed: from the chat's start. */
    RESPONDED(6),
    /** Timed from the first assignment, if there was one. */
    CLOSED(7),
    TAGGED(8),
    OUT_OF_HOURS_ENDED(9),
    OUT_OF_HOURS_HELD(10),
    NOBODY_ONLINE_ENDED(11),
    NOBODY_ONLINE_HELD(12);

    /** Chats in a department of customers who were new. */
    public static final Set<FactKind> OF_NEW_CUSTOMERS = Set.of(STARTED_NEW, ENTERED_NEW);
    public static final Set<FactKind> OF_RETURNING_CUSTOMERS = Set.of(STARTED_RETURNING, ENTERED_RETURNING);
    /** Chats in a department. */
    public static final Set<FactKind> OF_ALL_CUSTOMERS = Set.of(STARTED_NEW, ENTERED_NEW, STARTED_RETURNING, ENTERED_RETURNING);

    private final int number;

    FactKind(int number) {
        this.number = number;
    }

    /** As the database knows it; never another one's. */
    public int number() {
        return number;
    }
}
