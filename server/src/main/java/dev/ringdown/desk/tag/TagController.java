package dev.ringdown.desk.tag;

import dev.ringdown.api.agentchat.TagsApi;
import dev.ringdown.api.agentchat.model.AddTagRequest;
import dev.ringdown.api.agentchat.model.AddTagResponse;
import dev.ringdown.api.agentchat.model.CreateTagGroupRequest;
import dev.ringdown.api.agentchat.model.CreateTagGroupResponse;
import dev.ringdown.api.agentchat.model.CreateTagRequest;
import dev.ringdown.api.agentchat.model.CreateTagResponse;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.GetTagGroupsResponse;
import dev.ringdown.api.agentchat.model.RemoveTagRequest;
import dev.ringdown.api.agentchat.model.RemoveTagResponse;
import dev.ringdown.api.agentchat.model.UpdateTagGroupRequest;
import dev.ringdown.api.agentchat.model.UpdateTagGroupResponse;
import dev.ringdown.api.agentchat.model.UpdateTagRequest;
import dev.ringdown.api.agentchat.model.UpdateTagResponse;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.UniqueName;
import dev.ringdown.desk.agent.CurrentCaller;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.Map;

/** Tags, their groups, and which chats carry them. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class TagController implements TagsApi {

    private static final String TAG_NAME = "TagName";
    private static final String GROUP_NAME = "TagGroupName";

    private final TagService service;
    private final ChatTagService chatTags;
    private final CurrentCaller caller;

    TagController(TagService service, ChatTagService chatTags, CurrentCaller caller) {
        this.service = service;
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

    @Override
    public HttpResponse<CreateTagResponse> createTag(String version, CreateTagRequest body) {
        UniqueName name = UniqueName.of(TAG_NAME, body.tagName());
        return HttpResponse.ok(new CreateTagResponse(service.createTag(body.tagGroupID(), name, !Boolean.FALSE.equals(body.enabled()))));
    }

    @Override
    public HttpResponse<UpdateTagResponse> updateTag(String version, UpdateTagRequest body) {
        service.updateTag(body.tagID(), UniqueName.ofGiven(TAG_NAME, body.tagName()), body.enabled());
        return HttpResponse.ok(new UpdateTagResponse(body.tagID()));
    }

    @Override
    public HttpResponse<Object> deleteTag(String version, Long tagID) {
        service.deleteTag(tagID);
        return HttpResponse.ok(Map.of());
    }

    @Override
    public HttpResponse<CreateTagGroupResponse> createTagGroup(String version, CreateTagGroupRequest body) {
        UniqueName name = UniqueName.of(GROUP_NAME, body.tagGroupName());
        return HttpResponse.ok(new CreateTagGroupResponse(service.createGroup(name, !Boolean.FALSE.equals(body.enabled()))));
    }

    @Override
    public HttpResponse<UpdateTagGroupResponse> updateTagGroup(String version, UpdateTagGroupRequest body) {
        service.updateGroup(body.tagGroupID(), UniqueName.ofGiven(GROUP_NAME, body.tagGroupName()), body.enabled());
        return HttpResponse.ok(new UpdateTagGroupResponse(body.tagGroupID()));
    }

    @Override
    public HttpResponse<GetTagGroupsResponse> getTagGroups(String version) {
        return HttpResponse.ok(new GetTagGroupsResponse(service.list().stream().map(TagController::shown).toList()));
    }

    private static dev.ringdown.api.agentchat.model.TagGroup shown(TagService.Shown shown) {
        return new dev.ringdown.api.agentchat.model.TagGroup(shown.group().id(), shown.group().name(), shown.group().enabled(),
                shown.tags().stream().map(tag -> new dev.ringdown.api.agentchat.model.Tag(tag.id(), tag.name(), tag.enabled())).toList());
    }
}
