package dev.ringdown.desk.workinghours;

import dev.ringdown.api.agentchat.WorkingHoursApi;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.annotation.Controller;

/** Working hours of the company. */
@Controller(DeskApi.BASE_PATH)
@UnbuiltOperations
abstract class WorkingHoursController implements WorkingHoursApi {
}
