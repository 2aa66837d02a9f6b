package dev.ringdown.desk.department;

import dev.ringdown.api.agentchat.DepartmentsApi;
import dev.ringdown.api.agentchat.model.CreateDepartmentRequest;
import dev.ringdown.api.agentchat.model.CreateDepartmentResponse;
import dev.ringdown.api.agentchat.model.GetDepartmentsResponse;
import dev.ringdown.api.agentchat.model.UpdateDepartmentRequest;
import dev.ringdown.api.agentchat.model.UpdateDepartmentResponse;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.GivenTexts;
import dev.ringdown.desk.UniqueName;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Departments: among whom chats are shared out. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class DepartmentController implements DepartmentsApi {

    private static final String NAME = "DepartmentName";
    private static final String MENU_NAME = "WelcomeMenuName";

    private final DepartmentService service;

    DepartmentController(DepartmentService service) {
        this.service = service;
    }

    @Override
    public HttpResponse<CreateDepartmentResponse> createDepartment(String version, CreateDepartmentRequest body) {
        UniqueName name = UniqueName.of(NAME, body.departmentName());
        GivenTexts.checkLine(MENU_NAME, body.welcomeMenuName());
        return HttpResponse.ok(new CreateDepartmentResponse(service.create(new DepartmentChange(name, body.includeInWelcomeMenu(),
                body.welcomeMenuName(), body.welcomeMenuOption(), body.newCustomerMessage(), body.returningCustomerMessage(), body.enabled(),
                body.tagIDs()))));
    }

    @Override
    public HttpResponse<UpdateDepartmentResponse> updateDepartment(String version, UpdateDepartmentRequest body) {
        UniqueName name = UniqueName.ofGiven(NAME, body.departmentName());
        GivenTexts.checkLine(MENU_NAME, body.welcomeMenuName());
        service.update(body.departmentID(), new DepartmentChange(name, body.includeInWelcomeMenu(), body.welcomeMenuName(),
                body.welcomeMenuOption(), body.newCustomerMessage(), body.returningCustomerMessage(), body.enabled(), body.tagIDs()));
        return HttpResponse.ok(new UpdateDepartmentResponse(body.departmentID()));
    }

    @Override
    public HttpResponse<GetDepartmentsResponse> getDepartments(String version) {
        return HttpResponse.ok(new GetDepartmentsResponse(service.list().stream().map(DepartmentController::shown).toList()));
    }

    private static dev.ringdown.api.agentchat.model.Department shown(DepartmentService.Shown shown) {
        Department department = shown.department();
        return new dev.ringdown.api.agentchat.model.Department(department.id(), department.name(), department.includeInWelcomeMenu(),
                department.welcomeMenuName(), department.welcomeMenuOption(), department.newCustomerMessage(),
                department.returningCustomerMessage(), department.enabled(), shown.tagIds());
    }
}
