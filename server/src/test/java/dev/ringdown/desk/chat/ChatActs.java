package dev.ringdown.desk.chat;

import dev.ringdown.desk.agent.Caller;
import dev.ringdown.hub.conversation.Nodes;

/** What agents do with chats, for tests beyond this package. */
public final class ChatActs {

    private final ChatService chats;
    private final Answering answering;

    public ChatActs(Nodes nodes) {
        chats = nodes.bean(ChatService.class);
        answering = nodes.bean(Answering.class);
    }

    public void grab(Caller agent, long chat) {
        chats.grab(agent, chat);
    }

    public void assign(Caller manager, long chat, long agent) {
        chats.assign(manager, chat, agent);
    }

    public void transferToDepartment(Caller agent, long chat, long department) {
        chats.transferToDepartment(agent, chat, department);
    }

    public void say(Caller agent, long chat, String text) {
        answering.say(agent, chat, text);
    }

    public void close(Caller agent, long chat) {
        chats.close(agent, chat);
    }
}
