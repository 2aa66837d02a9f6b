package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.ReportsApi;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.annotation.Controller;

/** Live metrics, the dashboard, reports, and who is sent them when. */
@Controller(DeskApi.BASE_PATH)
@UnbuiltOperations
abstract class ReportController implements ReportsApi {
}
