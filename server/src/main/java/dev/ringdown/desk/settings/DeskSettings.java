package dev.ringdown.desk.settings;

import dev.ringdown.desk.department.DepartmentRepository;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The company's settings and texts, with the values that hold until they are set ({@code Settings} of the contract). Each is read from the
 * database when it is asked for, so what is set holds on every node at once; who needs several reads them all with one statement.
 */
@Singleton
public class DeskSettings {

    private static final String DEFAULT_COMPANY_NAME = "Ringdown";
    private static final String DEFAULT_TIME_ZONE = "UTC";

    private final SettingRepository repository;
    private final Duration defaultIdleLife;

    DeskSettings(SettingRepository repository, @Property(name = "ringdown.session.idle-life", defaultValue = "30m") Duration defaultIdleLife) {
        this.repository = repository;
        this.defaultIdleLife = defaultIdleLife;
        if (defaultIdleLife.isNegative() || defaultIdleLife.isZero()) {
            throw new ConfigurationException("ringdown.session.idle-life must be longer than nothing.");
        }
    }

    /** All of them, as they are at this moment. One statement. */
    public CompanySettings read() {
        Map<String, String> set = repository.findAll().stream().collect(Collectors.toMap(Setting::name, Setting::value));
        return new CompanySettings(companyName(set.get(Setting.COMPANY_NAME)), timeZone(set.get(Setting.TIME_ZONE)),
                Optional.ofNullable(set.get(Setting.WELCOME_MESSAGE)), Optional.ofNullable(set.get(Setting.OUT_OF_HOURS_MESSAGE)),
                Optional.ofNullable(set.get(Setting.UNKNOWN_OPTION_MESSAGE)), Optional.ofNullable(set.get(Setting.CHAT_CLOSED_MESSAGE)),
                idleLife(set.get(Setting.SESSION_IDLE_MINUTES)), departmentId(set.get(Setting.DEFAULT_DEPARTMENT_ID)));
    }

    /** As mails to agents and recipients show it. */
    public String companyName() {
        return companyName(find(Setting.COMPANY_NAME));
    }

    /** In which the company's days begin and end. */
    public ZoneId timeZone() {
        return timeZone(find(Setting.TIME_ZONE));
    }

    /** What comes before the welcome menu; empty: nothing. */
    public Optional<String> welcomeMessage() {
        return Optional.ofNullable(find(Setting.WELCOME_MESSAGE));
    }

    /** What a customer reads who writes while nobody is available; empty: the channel's own text. */
    public Optional<String> outOfHoursMessage() {
        return Optional.ofNullable(find(Setting.OUT_OF_HOURS_MESSAGE));
    }

    /** What a customer reads whose answer is no option of the welcome menu; empty: the menu alone. */
    public Optional<String> unknownOptionMessage() {
        return Optional.ofNullable(find(Setting.UNKNOWN_OPTION_MESSAGE));
    }

    /** What a customer reads when the chat is closed; empty: nothing is sent. */
    public Optional<String> chatClosedMessage() {
        return Optional.ofNullable(find(Setting.CHAT_CLOSED_MESSAGE));
    }

    /** After how long without activity a session ends: as the company has set it, else {@code ringdown.session.idle-life}. */
    public Duration sessionIdleLife() {
        return idleLife(find(Setting.SESSION_IDLE_MINUTES));
    }

    /** The department of a chat for which none was chosen; always an enabled one. */
    public long defaultDepartmentId() {
        return departmentId(find(Setting.DEFAULT_DEPARTMENT_ID));
    }

    public void setDefaultDepartmentId(long id) {
        repository.set(Setting.DEFAULT_DEPARTMENT_ID, Long.toString(id));
    }

    private @Nullable String find(String name) {
        return repository.findById(name).map(Setting::value).orElse(null);
    }

    private static String companyName(@Nullable String set) {
        return set == null ? DEFAULT_COMPANY_NAME : set;
    }

    private static ZoneId timeZone(@Nullable String set) {
        return ZoneId.of(set == null ? DEFAULT_TIME_ZONE : set);
    }

    private Duration idleLife(@Nullable String set) {
        return set == null ? defaultIdleLife : Duration.ofMinutes(Long.parseLong(set));
    }

    private static long departmentId(@Nullable String set) {
        return set == null ? DepartmentRepository.GENERAL_ID : Long.parseLong(set);
    }
}
