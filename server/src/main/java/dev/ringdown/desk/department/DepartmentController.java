package dev.ringdown.desk.department;

import dev.ringdown.api.agentchat.DepartmentsApi;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.annotation.Controller;

/** Departments: among whom chats are shared out. */
@Controller(DeskApi.BASE_PATH)
@UnbuiltOperations
abstract class DepartmentController implements DepartmentsApi {
}
