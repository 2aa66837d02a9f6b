package dev.ringdown.desk.cannedresponse;

import dev.ringdown.api.agentchat.CannedResponsesApi;
import dev.ringdown.api.agentchat.model.CreateCannedResponseRequest;
import dev.ringdown.api.agentchat.model.CreateCannedResponseResponse;
import dev.ringdown.api.agentchat.model.GetCannedResponsesResponse;
import dev.ringdown.api.agentchat.model.UpdateCannedResponseRequest;
import dev.ringdown.api.agentchat.model.UpdateCannedResponseResponse;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.UniqueName;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.Map;

/** Ready-made texts that agents answer with. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class CannedResponseController implements CannedResponsesApi {

    private static final String NAME = "CannedResponseName";

    private final CannedResponseService service;

    CannedResponseController(CannedResponseService service) {
        this.service = service;
    }

    @Override
    public HttpResponse<CreateCannedResponseResponse> createCannedResponse(String version, CreateCannedResponseRequest body) {
        UniqueName name = UniqueName.of(NAME, body.cannedResponseName());
        return HttpResponse.ok(new CreateCannedResponseResponse(service.create(name, body.cannedResponseText()).id()));
    }

    @Override
    public HttpResponse<UpdateCannedResponseResponse> updateCannedResponse(String version, UpdateCannedResponseRequest body) {
        service.update(body.cannedResponseID(), UniqueName.ofGiven(NAME, body.cannedResponseName()), body.cannedResponseText());
        return HttpResponse.ok(new UpdateCannedResponseResponse(body.cannedResponseID()));
    }

    @Override
    public HttpResponse<Object> deleteCannedResponse(String version, Long cannedResponseID) {
        service.delete(cannedResponseID);
        return HttpResponse.ok(Map.of());
    }

    @Override
    public HttpResponse<GetCannedResponsesResponse> getCannedResponses(String version) {
        return HttpResponse.ok(new GetCannedResponsesResponse(service.list().stream().map(CannedResponseController::shown).toList()));
    }

    private static dev.ringdown.api.agentchat.model.CannedResponse shown(CannedResponse response) {
        return new dev.ringdown.api.agentchat.model.CannedResponse(response.id(), response.name(), response.text());
    }
}
