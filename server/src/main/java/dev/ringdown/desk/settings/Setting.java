package dev.ringdown.desk.settings;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A row of the table {@code setting}: one that was set. What was not has no row.
 *
 * @param name as the contract spells it ({@code Settings})
 */
@MappedEntity("setting")
record Setting(@Id String name, String value) {

    static final String COMPANY_NAME = "CompanyName";
    static final String TIME_ZONE = "TimeZone";
    static final String WELCOME_MESSAGE = "WelcomeMessage";
    static final String OUT_OF_HOURS_MESSAGE = "OutOfHoursMessage";
    static final String UNKNOWN_OPTION_MESSAGE = "UnknownOptionMessage";
    static final String CHAT_CLOSED_MESSAGE = "ChatClosedMessage";
    static final String SESSION_IDLE_MINUTES = "SessionIdleMinutes";
    static final String DEFAULT_DEPARTMENT_ID = "DefaultDepartmentID";
}
