package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.TagsApi;
import dev.ringdown.api.agentchat.model.AddTagRequest;
import dev.ringdown.api.agentchat.model.RemoveTagRequest;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.hub.conversation.Nodes;

/** What agents do with chats, for tests beyond this package. */
public final class ChatActs {

    private final ChatService chats;
    private final Answering answering;
    private final TagsApi tags;

    public ChatActs(Nodes nodes) {
        tags = nodes.bean(TagsApi.class);
        chats = nodes.bean(ChatService.class);
        answering = nodes.bean(Answering.class);
    }

    public void grab(Caller agent, long chat) {
        chats.grab(agent, chat);
    }

    public void assign(Caller manager, long chat, long agent) {
        chats.assign(manager, chat, agent);
    }

    public void transferToAgent(Caller agent, long chat, long other) {
        chats.transferToAgent(agent, chat, other);
    }

    public void transferToDepartment(Caller agent, long chat, long department) {
        chats.transferToDepartment(agent, chat, department);
    }

    public void say(Caller agent, long chat, String text) {
        answering.say(agent, chat, text);
    }

    public void tag(Caller agent, long chat, long tag) {
        RacingDesk.as(agent, () -> tags.addTag("1", new AddTagRequest(chat, null, tag)));
    }

    public void untag(Caller agent, long chat, long tag) {
        RacingDesk.as(agent, () -> tags.removeTag("1", new RemoveTagRequest(chat, tag)));
    }

    public void close(Caller agent, long chat) {
        chats.close(agent, chat);
    }
}
