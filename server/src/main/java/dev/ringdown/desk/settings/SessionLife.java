package dev.ringdown.desk.settings;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.time.Instant;

/** How long sessions live: idle as the settings say, in all {@code ringdown.session.whole-life}. */
@Singleton
public class SessionLife {

    private final Duration whole;
    private final DeskSettings settings;

    SessionLife(@Property(name = "ringdown.session.whole-life", defaultValue = "12h") Duration whole, DeskSettings settings) {
        this.whole = whole;
        this.settings = settings;
        if (whole.isNegative() || whole.isZero()) {
            throw new ConfigurationException("ringdown.session.whole-life must be longer than nothing.");
        }
    }

    /** When a session that begins then ends whatever is done with it. */
    public Instant endOf(Instant start) {
        return start.plus(whole);
    }

    /** A session that was last active then or before has ended. */
    public Instant idleSince(Instant now) {
        return now.minus(settings.sessionIdleLife());
    }

    /** When a session that is active now ends if nothing more is heard of it. */
    public Instant expiry(Instant now, Instant endsAt) {
        Instant idleEnd = now.plus(settings.sessionIdleLife());
        return idleEnd.isBefore(endsAt) ? idleEnd : endsAt;
    }
}
