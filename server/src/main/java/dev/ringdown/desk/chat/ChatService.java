package dev.ringdown.desk.chat;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Agent;
import dev.ringdown.desk.agent.AgentRepository;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.department.Department;
import dev.ringdown.desk.department.DepartmentRepository;
import dev.ringdown.desk.event.DeskEvents;
import dev.ringdown.desk.figure.Facts;
import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.hub.account.Account;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * What agents do with chats (agentchat, behaviour of a chat). Each change of state is one conditional UPDATE, made with the chat's conversation
 * locked: of several that race, each sees the state that the one before it left.
 */
@Singleton
class ChatService {

    private static final String AGENT_ID = "AgentID";
    private static final String DEPARTMENT_ID = "DepartmentID";

    private final ChatRepository chats;
    private final ChatAccess access;
    private final LiveConversation live;
    private final HubDoor hub;
    private final AgentRepository agents;
    private final DepartmentRepository departments;
    private final ChatTags tags;
    private final DeskEvents events;
    private final Facts facts;
    private final DeskSettings settings;
    private final CurrentConfiguration configuration;
    private final Transactions transactions;
    private final Clock clock;

    ChatService(ChatRepository chats, ChatAccess access, LiveConversation live, HubDoor hub, AgentRepository agents,
                DepartmentRepository departments, ChatTags tags, DeskEvents events, Facts facts, DeskSettings settings,
                CurrentConfiguration configuration, Transactions transactions, Clock clock) {
        this.chats = chats;
        this.access = access;
        this.live = live;
        this.hub = hub;
        this.agents = agents;
        this.departments = departments;
        this.tags = tags;
        this.events = events;
        this.facts = facts;
        this.settings = settings;
        this.configuration = configuration;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Gives an unassigned chat to the caller (GrabChat).
     *
     * @throws DeskException 404; 409 ChatNotUnassigned, ChatClosed
     */
    ChatView grab(Caller caller, long chatId) {
        return change(caller, chatId, conversation -> {
            if (chats.grab(chatId, caller.agentId(), caller.manager(), now()) == 0) {
                access.checkActive(access.visible(caller, chatId));
                throw DeskException.conflict(ErrorCode.CHAT_NOT_UNASSIGNED, ChatAccess.CHAT_ID, "The chat is already assigned to an agent.");
            }
            facts.assigned(chatId);
            hub.join(conversation.id(), caller.name());
        });
    }

    /**
     * Gives a chat to an agent (AssignChat), a Manager's act.
     *
     * @throws DeskException 404; 409 ChatClosed, AlreadyHolder, AgentNotInDepartment, AgentNotOnline
     */
    ChatView assign(Caller caller, long chatId, long agentId) {
        return change(caller, chatId, conversation -> {
            Agent agent = agent(agentId);
            ChatView before = access.visible(caller, chatId);
            if (chats.assign(chatId, agentId, now()) == 0) {
                access.checkActive(before);
                throw cannotTake(before, agent);
            }
            facts.assigned(chatId);
            if (before.agentId() != null) {
                hub.transferToAgent(conversation.id(), caller.name());
            }
            hub.join(conversation.id(), agent.name());
        });
    }

    /**
     * Hands an open chat to another agent of its department (TransferChatToAgent).
     *
     * @throws DeskException 404; 403 not the holder; 409 ChatClosed, ChatNotAssigned, AlreadyHolder, AgentNotInDepartment, AgentNotOnline
     */
    ChatView transferToAgent(Caller caller, long chatId, long agentId) {
        return change(caller, chatId, conversation -> {
            Agent agent = agent(agentId);
            if (chats.transferToAgent(chatId, agentId, caller.agentId(), caller.manager(), now()) == 0) {
                ChatView chat = access.visible(caller, chatId);
                access.checkHolder(caller, chat);
                access.checkActive(chat);
                access.checkAssigned(chat);
                throw cannotTake(chat, agent);
            }
            facts.assigned(chatId);
            hub.transferToAgent(conversation.id(), caller.name());
            hub.join(conversation.id(), agent.name());
        });
    }

    /**
     * Moves an active chat to another department, where it waits (TransferChatToDepartment). One that is held goes on once somebody is there.
     *
     * @throws DeskException 404; 403 not the holder; 409 ChatClosed, SameDepartment, DepartmentDisabled, NoAgentAvailable
     */
    ChatView transferToDepartment(Caller caller, long chatId, long departmentId) {
        return transactions.inTransaction(() -> {
            access.visible(caller, chatId);
            Conversation conversation = live.lock(chatId);
            ChatView before = access.visible(caller, chatId);
            // Held until the chat is in it: it cannot be disabled meanwhile.
            Department target = departments.lockShared(departmentId).orElseThrow(() -> DeskException.notFound(DEPARTMENT_ID, "department"));
            access.checkHolder(caller, before);
            access.checkActive(before);
            if (before.departmentId() == departmentId) {
                throw DeskException.conflict(ErrorCode.SAME_DEPARTMENT, DEPARTMENT_ID, "The chat is in this department already.");
            }
            if (!target.enabled()) {
                throw DeskException.conflict(ErrorCode.DEPARTMENT_DISABLED, DEPARTMENT_ID, "The department is disabled.");
            }
            if (!mayWaitUnattended(conversation.accountId()) && !agents.isAnyoneOnline(departmentId)) {
                throw DeskException.conflict(ErrorCode.NO_AGENT_AVAILABLE, DEPARTMENT_ID,
                        "Nobody is Online in the department, and the account does not let chats wait then.");
            }
            Instant now = now();
            if (chats.transferToDepartment(chatId, departmentId, caller.agentId(), caller.manager(), now) == 0) {
                throw new IllegalStateException("The chat " + chatId + " has changed while its conversation was locked");
            }
            facts.entered(chatId, now);
            tags.enter(chatId, departmentId, now);
            // What the hub holds it holds on: to say anything there would let it go on, though nobody may be there in the new department either.
            if (!chats.isHeld(chatId)) {
                inHub(() -> hub.transferToQueue(conversation.id(), caller.name()));
            }
            events.chatMoved(chatId, before.departmentId());
            return chats.view(chatId).orElseThrow();
        });
    }

    /**
     * Closes a chat and ends its conversation (CloseChat).
     *
     * @throws DeskException 404; 403 not the holder; 409 ChatClosed
     */
    ChatView close(Caller caller, long chatId) {
        return change(caller, chatId, conversation -> {
            if (chats.close(chatId, caller.agentId(), caller.manager(), now()) == 0) {
                access.checkHolder(caller, access.visible(caller, chatId));
                throw ChatAccess.closed();
            }
            facts.closed(chatId);
            if (!conversation.state().isOver()) {
                sayGoodbye(conversation, chatId);
                hub.end(conversation.id());
            }
            tags.closed(chatId);
        });
    }

    /** A change by one UPDATE, with all that the hub is told of it. */
    private ChatView change(Caller caller, long chatId, Change change) {
        return transactions.inTransaction(() -> {
            access.visible(caller, chatId);
            Conversation conversation = live.lock(chatId);
            inHub(() -> change.make(conversation));
            events.chatChanged(chatId);
            return chats.view(chatId).orElseThrow();
        });
    }

    private interface Change {
        void make(Conversation conversation);
    }

    /** Where the hub's conversation has run out of time, the chat is about to close: for whoever moves it, it is closed. */
    private static void inHub(Runnable act) {
        try {
            act.run();
        } catch (DeskException e) {
            throw e.code() == ErrorCode.CONVERSATION_OVER ? ChatAccess.closed() : e;
        }
    }

    private void sayGoodbye(Conversation conversation, long chatId) {
        settings.chatClosedMessage().flatMap(text -> hub.sayIfItFits(conversation.id(), text))
                .ifPresent(said -> chats.lastMessage(chatId, said.created()));
    }

    private Agent agent(long agentId) {
        return agents.find(agentId).orElseThrow(() -> DeskException.notFound(AGENT_ID, "agent"));
    }

    /** Why an agent was not given a chat that may be given to somebody. */
    private DeskException cannotTake(ChatView chat, Agent agent) {
        if (Objects.equals(chat.agentId(), agent.id())) {
            return DeskException.conflict(ErrorCode.ALREADY_HOLDER, AGENT_ID, "The agent holds the chat already.");
        }
        if (!agents.departmentIds(agent.id()).contains(chat.departmentId())) {
            return DeskException.conflict(ErrorCode.AGENT_NOT_IN_DEPARTMENT, AGENT_ID, "The agent does not belong to the chat's department.");
        }
        return DeskException.conflict(ErrorCode.AGENT_NOT_ONLINE, AGENT_ID,
                agent.enabled() ? "The agent is not Online." : "The agent is disabled.");
    }

    private boolean mayWaitUnattended(UUID accountId) {
        return configuration.find(Account.TYPE, accountId)
                .map(account -> account.document().chats().allowQueueTransferOnAgentUnavailability()).orElse(true);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
