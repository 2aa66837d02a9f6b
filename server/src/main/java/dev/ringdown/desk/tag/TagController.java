package dev.ringdown.desk.tag;

import dev.ringdown.api.agentchat.TagsApi;
import dev.ringdown.api.agentchat.model.AddTagRequest;
import dev.ringdown.api.agentchat.model.AddTagResponse;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.RemoveTagRequest;
import dev.ringdown.api.agentchat.model.RemoveTagResponse;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.CurrentCaller;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Tags, their groups, and which chats carry them. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@UnbuiltOperations
abstract class TagController implements TagsApi {

    private final ChatTagService chatTags;
    private final CurrentCaller caller;

    TagController(ChatTagService chatTags, CurrentCaller caller) {
        this.chatTags = chatTags;
        this.caller = caller;
    }

    @Override
    public HttpResponse<AddTagResponse> addTag(String version, AddTagRequest body) {
        if (body.chatID() == null && body.customerID() == null) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, "ChatID", "ChatID or CustomerID is required.");
        }
        return HttpResponse.ok(new AddTagResponse(chatTags.add(caller.get(), body.chatID(), body.customerID(), body.tagID())));
    }

    @Override
    public HttpResponse<RemoveTagResponse> removeTag(String version, RemoveTagRequest body) {
        return HttpResponse.ok(new RemoveTagResponse(chatTags.remove(caller.get(), body.chatID(), body.tagID())));
    }
}
