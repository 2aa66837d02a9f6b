package dev.ringdown.desk.workinghours;

import dev.ringdown.api.agentchat.WorkingHoursApi;
import dev.ringdown.api.agentchat.model.GetWorkingHoursResponse;
import dev.ringdown.api.agentchat.model.UpdateWorkingHoursRequest;
import dev.ringdown.api.agentchat.model.UpdateWorkingHoursResponse;
import dev.ringdown.desk.DeskApi;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The hours of the week in which the company answers. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class WorkingHoursController implements WorkingHoursApi {

    private final WorkingHours hours;

    WorkingHoursController(WorkingHours hours) {
        this.hours = hours;
    }

    @Override
    public HttpResponse<UpdateWorkingHoursResponse> updateWorkingHours(String version, UpdateWorkingHoursRequest body) {
        Week week = WorkingHoursForm.read(body.workingHours());
        hours.set(week);
        return HttpResponse.ok(new UpdateWorkingHoursResponse(WorkingHoursForm.of(week)));
    }

    @Override
    public HttpResponse<GetWorkingHoursResponse> getWorkingHours(String version) {
        return HttpResponse.ok(new GetWorkingHoursResponse(WorkingHoursForm.of(hours.week())));
    }
}
