package dev.ringdown.desk.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * All settings and texts of the company as they were at one moment ({@code Settings} of the contract). A text that is empty is not sent.
 *
 * @param timeZone             in which the company's days begin and end, and its working hours are read
 * @param welcomeMessage       comes before the welcome menu
 * @param outOfHoursMessage    for who writes while nobody is available; where there is none the channel's own text is sent
 * @param unknownOptionMessage for an answer that is no option of the welcome menu
 * @param chatClosedMessage    for a customer whose chat an agent closes
 * @param sessionIdleLife      after how long without activity a session ends
 * @param defaultDepartmentId  of a chat for which none was chosen; always an enabled one
 */
public record CompanySettings(String companyName, ZoneId timeZone, Optional<String> welcomeMessage, Optional<String> outOfHoursMessage,
                              Optional<String> unknownOptionMessage, Optional<String> chatClosedMessage, Duration sessionIdleLife,
                              long defaultDepartmentId) {
}
