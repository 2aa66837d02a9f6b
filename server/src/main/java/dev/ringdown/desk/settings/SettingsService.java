package dev.ringdown.desk.settings;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.SettingsChange;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.GivenTexts;
import dev.ringdown.desk.department.Department;
import dev.ringdown.desk.department.DepartmentRepository;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.ZoneId;

/** Changes the company's settings: those that are given, all or none. */
@Singleton
class SettingsService {

    /** As UpdateSettings takes exactly one object. */
    private static final String PLACE = "Settings[0].";
    /** Names that the runtime knows, but the IANA time zone database no longer has. */
    private static final String FORMER_ZONES = "SystemV/";

    private final SettingRepository repository;
    private final DeskSettings settings;
    private final DepartmentRepository departments;
    private final Transactions transactions;

    SettingsService(SettingRepository repository, DeskSettings settings, DepartmentRepository departments, Transactions transactions) {
        this.repository = repository;
        this.settings = settings;
        this.departments = departments;
        this.transactions = transactions;
    }

    /**
     * @return the settings as they are then
     * @throws DeskException 400 an unknown time zone; 404 no such department; 409 DepartmentDisabled
     */
    CompanySettings update(SettingsChange change) {
        GivenTexts.checkLine(PLACE + Setting.COMPANY_NAME, change.companyName());
        checkTimeZone(change.timeZone());
        return transactions.inTransaction(() -> {
            checkDepartment(change.defaultDepartmentID());
            // Always in this order, so that two changes at the same time wait for each other instead of standing in each other's way.
            set(Setting.COMPANY_NAME, change.companyName());
            set(Setting.TIME_ZONE, change.timeZone());
            setText(Setting.WELCOME_MESSAGE, change.welcomeMessage());
            setText(Setting.OUT_OF_HOURS_MESSAGE, change.outOfHoursMessage());
            setText(Setting.UNKNOWN_OPTION_MESSAGE, change.unknownOptionMessage());
            setText(Setting.CHAT_CLOSED_MESSAGE, change.chatClosedMessage());
            set(Setting.SESSION_IDLE_MINUTES, change.sessionIdleMinutes());
            set(Setting.DEFAULT_DEPARTMENT_ID, change.defaultDepartmentID());
            return settings.read();
        });
    }

    private static void checkTimeZone(@Nullable String name) {
        if (name != null && (!ZoneId.getAvailableZoneIds().contains(name) || name.startsWith(FORMER_ZONES))) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, PLACE + Setting.TIME_ZONE,
                    "TimeZone must be a name of the IANA time zone database, such as Africa/Johannesburg.");
        }
    }

    /** Whoever disables the department waits until the change is done, and then sees that it is the default. */
    private void checkDepartment(@Nullable Long id) {
        if (id == null) {
            return;
        }
        Department department = departments.lockShared(id)
                .orElseThrow(() -> DeskException.notFound(PLACE + Setting.DEFAULT_DEPARTMENT_ID, "department"));
        if (!department.enabled()) {
            throw DeskException.conflict(ErrorCode.DEPARTMENT_DISABLED, PLACE + Setting.DEFAULT_DEPARTMENT_ID, "The department is disabled.");
        }
    }

    private void set(String name, @Nullable Object value) {
        if (value != null) {
            repository.set(name, value.toString());
        }
    }

    private void setText(String name, @Nullable String text) {
        if (text != null && text.isEmpty()) {
            repository.clear(name);
        } else {
            set(name, text);
        }
    }
}
