package dev.ringdown.desk.agent;

import dev.ringdown.api.agentchat.AgentsApi;
import dev.ringdown.api.agentchat.model.CreateAgentRequest;
import dev.ringdown.api.agentchat.model.CreateAgentResponse;
import dev.ringdown.api.agentchat.model.GetAgentsResponse;
import dev.ringdown.api.agentchat.model.UpdateAgentRequest;
import dev.ringdown.api.agentchat.model.UpdateAgentResponse;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.GivenTexts;
import dev.ringdown.security.Secret;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Agents: who works at the desk. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class AgentController implements AgentsApi {

    private final AgentService service;
    private final CurrentCaller caller;

    AgentController(AgentService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @Override
    public HttpResponse<CreateAgentResponse> createAgent(String version, CreateAgentRequest body) {
        GivenTexts.checkLine("AgentName", body.agentName());
        GivenTexts.checkEmailAddress(AgentService.EMAIL_ADDRESS, body.emailAddress());
        AgentService.Created created = service.create(body.agentName(), body.emailAddress(), body.roleID(), body.departmentIDs(),
                !Boolean.FALSE.equals(body.enabled()));
        return HttpResponse.ok(new CreateAgentResponse(created.agentId(), created.resetUrl().map(Secret::reveal).orElse(null)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Override
    public HttpResponse<UpdateAgentResponse> updateAgent(String version, UpdateAgentRequest body) {
        GivenTexts.checkLine("AgentName", body.agentName());
        GivenTexts.checkEmailAddress(AgentService.EMAIL_ADDRESS, body.emailAddress());
        service.update(caller.get(), AgentChanges.of(body));
        return HttpResponse.ok(new UpdateAgentResponse(body.agentID()));
    }

    @Override
    public HttpResponse<GetAgentsResponse> getAgents(String version) {
        return HttpResponse.ok(new GetAgentsResponse(service.list(caller.get())));
    }
}
