package dev.ringdown.conformance.desk;

import dev.ringdown.client.agentchat.AgentsApi;
import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.ChatsApi;
import dev.ringdown.client.agentchat.AuthenticationApi;
import dev.ringdown.client.agentchat.CustomersApi;
import dev.ringdown.client.agentchat.TagsApi;
import dev.ringdown.client.agentchat.model.AgentLogonRequest;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.client.agentchat.model.SendMessageRequest;
import dev.ringdown.conformance.fixture.DeskAgent;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.server.SharedServer;
import java.util.List;
import java.util.Map;

/**
 * An agent who is logged on: typed calls, and raw ones that are well formed until they are spoilt.
 *
 * @param agent   who
 * @param session the session token
 */
record Seat(DeskAgent agent, String session) {

    /** Logs the agent on. */
    static Seat of(DeskAgent agent) {
        try {
            return new Seat(agent, new DeskClient(SharedServer.get()).authentication()
                    .agentLogon(DeskClient.VERSION, new AgentLogonRequest().emailAddress(agent.emailAddress()).password(agent.password()))
                    .getSessionToken());
        } catch (ApiException e) {
            throw new AssertionError(agent + " cannot log on: " + e.getCode() + ' ' + e.getResponseBody(), e);
        }
    }

    DeskClient client() {
        return new DeskClient(SharedServer.get(), this::session);
    }

    ChatsApi chats() {
        return client().chats();
    }

    AgentsApi agents() {
        return client().agents();
    }

    CustomersApi customers() {
        return new DeskClient(SharedServer.get(), this::session).customers();
    }

    TagsApi tags() {
        return new DeskClient(SharedServer.get(), this::session).tags();
    }

    AuthenticationApi authentication() {
        return client().authentication();
    }

    /** Takes the chat. */
    void grabs(long chat) throws ApiException {
        chats().grabChat(DeskClient.VERSION, chat);
    }

    void closes(long chat) throws ApiException {
        chats().closeChat(DeskClient.VERSION, chat);
    }

    /** Sends a text into the chat and answers its MessageID. */
    long says(long chat, String text) throws ApiException {
        return chats().sendMessage(DeskClient.VERSION, new SendMessageRequest().chatID(chat).messageText(text)).getMessageID();
    }

    /** The newest messages of a chat, newest first. */
    List<Message> reads(long chat) throws ApiException {
        return chats().getMessages(DeskClient.VERSION, chat, null, null).getMessages();
    }

    Call get(String operation) {
        return call("GET", operation, session);
    }

    Call post(String operation) {
        return call("POST", operation, session);
    }

    /** The SessionID of the agent's newest session: of this one, until the agent logs on again. */
    long newestSession() throws ApiException {
        return authentication().getSessions(DeskClient.VERSION, agent.id()).getSessions().get(0).getSessionID();
    }

    Call endSession(Object session) {
        return post("EndSession").withQuery("SessionID", session);
    }

    Call post(String operation, JsonBody body) {
        return post(operation).withJson(body);
    }

    Call grab(Object chat) {
        return post("GrabChat").withQuery("ChatID", chat);
    }

    Call close(Object chat) {
        return post("CloseChat").withQuery("ChatID", chat);
    }

    Call messages(Object chat) {
        return get("GetMessages").withQuery("ChatID", chat);
    }

    Call say(long chat, String text) {
        return say(JsonBody.of(Map.of("ChatID", chat, "MessageText", text)));
    }

    Call say(JsonBody body) {
        return post("SendMessage").withJson(body);
    }

    /** A raw call of an operation of the desk, in the right version. */
    static Call call(String method, String operation, String session) {
        return Call.of(method, SharedServer.get().at(Api.DESK.basePath() + '/' + operation), session).withQuery("Version", DeskClient.VERSION);
    }
}
