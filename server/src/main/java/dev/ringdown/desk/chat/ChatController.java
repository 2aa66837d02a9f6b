package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.ChatsApi;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.annotation.Controller;

/** Chats: the conversations that agents hold. */
@Controller(DeskApi.BASE_PATH)
@UnbuiltOperations
abstract class ChatController implements ChatsApi {
}
