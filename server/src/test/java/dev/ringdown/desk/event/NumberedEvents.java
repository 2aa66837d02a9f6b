package dev.ringdown.desk.event;

import io.micronaut.context.BeanContext;

/** Lets tests of other packages number events, which otherwise only a running server does. */
public final class NumberedEvents {

    private NumberedEvents() {
    }

    public static void number(BeanContext node) {
        node.getBean(EventNumbering.class).numberAll();
    }
}
