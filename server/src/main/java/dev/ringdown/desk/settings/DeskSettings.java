package dev.ringdown.desk.settings;

import dev.ringdown.desk.department.DepartmentRepository;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The company's settings and texts, with the values that hold until they are set ({@code Settings} of the contract). */
@Singleton
public class DeskSettings {

    private static final String DEFAULT_DEPARTMENT = "DefaultDepartmentID";
    private static final String TIME_ZONE = "TimeZone";
    private static final String CHAT_CLOSED_MESSAGE = "ChatClosedMessage";
    private static final String SESSION_IDLE_MINUTES = "SessionIdleMinutes";

    private final SettingRepository repository;

    DeskSettings(SettingRepository repository) {
        this.repository = repository;
    }

    /** The department of a chat for which none was chosen; always an enabled one. */
    public long defaultDepartmentId() {
        return find(DEFAULT_DEPARTMENT).map(Long::valueOf).orElse(DepartmentRepository.GENERAL_ID);
    }

    public void setDefaultDepartmentId(long id) {
        repository.set(DEFAULT_DEPARTMENT, Long.toString(id));
    }

    /** In which the company's days begin and end. */
    public ZoneId timeZone() {
        return find(TIME_ZONE).map(ZoneId::of).orElse(ZoneOffset.UTC);
    }

    /** What a customer reads when the chat is closed; empty: nothing is sent. */
    public Optional<String> chatClosedMessage() {
        return find(CHAT_CLOSED_MESSAGE);
    }

    /** After how long without activity a session ends, where the company has set it. */
    public Optional<Duration> sessionIdleLife() {
        return find(SESSION_IDLE_MINUTES).map(minutes -> Duration.ofMinutes(Long.parseLong(minutes)));
    }

    private Optional<String> find(String name) {
        return repository.findById(name).map(Setting::value);
    }
}
