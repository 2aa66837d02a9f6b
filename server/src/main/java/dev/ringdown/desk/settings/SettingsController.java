package dev.ringdown.desk.settings;

import dev.ringdown.api.agentchat.SettingsApi;
import dev.ringdown.api.agentchat.model.GetSettingsResponse;
import dev.ringdown.api.agentchat.model.Settings;
import dev.ringdown.api.agentchat.model.UpdateSettingsRequest;
import dev.ringdown.api.agentchat.model.UpdateSettingsResponse;
import dev.ringdown.desk.DeskApi;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.time.Duration;
import java.util.List;

/** Settings and messages of the company. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class SettingsController implements SettingsApi {

    private static final long SHORTEST_SHOWN = 1;
    private static final long LONGEST_SHOWN = 720;

    private final SettingsService service;
    private final DeskSettings settings;

    SettingsController(SettingsService service, DeskSettings settings) {
        this.service = service;
        this.settings = settings;
    }

    @Override
    public HttpResponse<UpdateSettingsResponse> updateSettings(String version, UpdateSettingsRequest body) {
        return HttpResponse.ok(new UpdateSettingsResponse(List.of(shown(service.update(body.settings().get(0))))));
    }

    @Override
    public HttpResponse<GetSettingsResponse> getSettings(String version) {
        return HttpResponse.ok(new GetSettingsResponse(List.of(shown(settings.read()))));
    }

    private static Settings shown(CompanySettings now) {
        return new Settings(now.companyName(), now.timeZone().getId(), now.welcomeMessage().orElse(null), now.outOfHoursMessage().orElse(null),
                now.unknownOptionMessage().orElse(null), now.chatClosedMessage().orElse(null), minutes(now.sessionIdleLife()),
                now.defaultDepartmentId());
    }

    /** In whole minutes, as far as the contract can show them: the operator's own default may be anything. */
    static int minutes(Duration idleLife) {
        long minutes = idleLife.plusMinutes(1).minusNanos(1).toMinutes();
        return (int) Math.min(Math.max(minutes, SHORTEST_SHOWN), LONGEST_SHOWN);
    }
}
