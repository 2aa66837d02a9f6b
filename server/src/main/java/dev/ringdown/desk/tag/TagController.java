package dev.ringdown.desk.tag;

import dev.ringdown.api.agentchat.TagsApi;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.annotation.Controller;

/** Tags, their groups, and which chats carry them. */
@Controller(DeskApi.BASE_PATH)
@UnbuiltOperations
abstract class TagController implements TagsApi {
}
