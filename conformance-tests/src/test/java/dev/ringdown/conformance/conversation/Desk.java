package dev.ringdown.conformance.conversation;

import dev.ringdown.client.agentchat.ApiClient;
import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.AuthenticationApi;
import dev.ringdown.client.agentchat.ChatsApi;
import dev.ringdown.client.agentchat.model.AgentLogonRequest;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.ChatStatus;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.client.agentchat.model.SendMessageRequest;
import dev.ringdown.conformance.http.Answers;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.server.ServerUnderTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The first Manager at the desk, through the typed client, in a session of its own. */
public final class Desk {

    private static final String VERSION = "1";
    private static final int PAGE = 200;

    private final ChatsApi chats;

    private Desk(ChatsApi chats) {
        this.chats = chats;
    }

    /** Logs on (AgentLogon). */
    public static Desk logOn(ServerUnderTest server) throws ApiException {
        String session = new AuthenticationApi(client(server)).agentLogon(VERSION,
                new AgentLogonRequest().emailAddress(server.managerEmail()).password(server.managerPassword())).getSessionToken();
        return new Desk(new ChatsApi(client(server).setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + session))));
    }

    private static ApiClient client(ServerUnderTest server) {
        var client = new ApiClient().setResponseInterceptor(Answers::of);
        client.updateBaseUri(server.at(Api.DESK.basePath()).toString());
        return client;
    }

    /** The unassigned chat of a customer, found in the list (GetChats). */
    public Chat unassignedChatOf(String customerName) throws ApiException {
        List<Chat> unassigned = chats.getChats(VERSION, null, ChatStatus.UNASSIGNED, null, null, null, null, null, null, null, false, PAGE,
                null, null).getUnassignedChats();
        return unassigned.stream().filter(chat -> customerName.equals(chat.getCustomer().getCustomerName())).findFirst()
                .orElseThrow(() -> new AssertionError("No unassigned chat of " + customerName + " in " + unassigned));
    }

    /** The closed chats of a customer, found in the list (GetChats). */
    public List<Chat> closedChatsOf(String customerName) throws ApiException {
        return chats.getChats(VERSION, null, ChatStatus.CLOSED, null, null, null, null, null, null, null, false, PAGE, null, null).getClosedChats()
                .stream().filter(chat -> customerName.equals(chat.getCustomer().getCustomerName())).toList();
    }

    public Chat grab(Chat chat) throws ApiException {
        return chats.grabChat(VERSION, chat.getChatID()).getChat();
    }

    /** Answers the customer; the id of the message comes back. */
    public long answer(Chat chat, String text) throws ApiException {
        return chats.sendMessage(VERSION, new SendMessageRequest().chatID(chat.getChatID()).messageText(text)).getMessageID();
    }

    public Chat close(Chat chat) throws ApiException {
        return chats.closeChat(VERSION, chat.getChatID()).getChat();
    }

    /** All messages of a chat, oldest first, page by page. */
    public List<Message> messages(Chat chat) throws ApiException {
        List<Message> newestFirst = new ArrayList<>();
        Long before = null;
        List<Message> page;
        do {
            page = chats.getMessages(VERSION, chat.getChatID(), before, PAGE).getMessages();
            newestFirst.addAll(page);
            before = page.isEmpty() ? null : page.get(page.size() - 1).getMessageID();
        } while (page.size() == PAGE);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** One message of a chat. */
    public Message message(Chat chat, long id) throws ApiException {
        return messages(chat).stream().filter(message -> message.getMessageID() == id).findFirst().orElseThrow();
    }
}
