package dev.ringdown;

import io.micronaut.runtime.Micronaut;

/** The server: the conversation hub and the agent desk in one process. */
public final class Ringdown {

    private Ringdown() {
    }

    public static void main(String[] args) {
        Micronaut.build(args)
                .mainClass(Ringdown.class)
                .banner(false)
                .start();
    }
}
