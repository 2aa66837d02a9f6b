package dev.ringdown.desk.chat;

import dev.ringdown.desk.agent.Caller;
import dev.ringdown.hub.account.Account;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import jakarta.inject.Singleton;

/** What an agent's session needs to know of chats. */
@Singleton
public class HeldChats {

    private final ChatRepository chats;
    private final CurrentConfiguration configuration;

    HeldChats(ChatRepository chats, CurrentConfiguration configuration) {
        this.chats = chats;
        this.configuration = configuration;
    }

    /** Whether the agent holds an open chat of an account that does not allow to log off with one. */
    public boolean forbidLogoff(long agentId) {
        return chats.heldBy(agentId).stream().map(Chat::accountId).distinct()
                .anyMatch(account -> configuration.find(Account.TYPE, account)
                        .filter(found -> !found.document().chats().allowLogoutWithOpenChats())
                        .isPresent());
    }

    /** How many unassigned chats the caller sees. */
    public int waitingFor(Caller caller) {
        return (int) Math.min(Integer.MAX_VALUE, chats.countUnassigned(caller.agentId(), caller.manager()));
    }
}
