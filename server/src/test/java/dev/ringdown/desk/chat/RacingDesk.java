package dev.ringdown.desk.chat;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.ringdown.StandingClock;
import dev.ringdown.api.agentchat.ChatsApi;
import dev.ringdown.api.agentchat.DepartmentsApi;
import dev.ringdown.api.agentchat.TagsApi;
import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.CreateDepartmentRequest;
import dev.ringdown.api.agentchat.model.CreateTagGroupRequest;
import dev.ringdown.api.agentchat.model.CreateTagRequest;
import dev.ringdown.api.agentchat.model.Department;
import dev.ringdown.api.agentchat.model.Role;
import dev.ringdown.api.agentchat.model.UpdateDepartmentRequest;
import dev.ringdown.api.agentchat.model.UpdateTagRequest;
import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.desk.DeskApplication;
import dev.ringdown.desk.agent.Agent;
import dev.ringdown.desk.agent.AgentRepository;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.session.LoggedOn;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.Nodes;
import dev.ringdown.store.Keys;
import dev.ringdown.store.Transactions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A desk on two nodes for {@link DeskRacesTest}: departments, tags, agents, and accounts by which customers come in. */
final class RacingDesk {

    static final long GENERAL = 1;

    private static final long NO_SESSION = Long.MAX_VALUE;

    final Nodes nodes;
    final Caller manager;
    final List<Agent> agents = new ArrayList<>();
    final long sales;
    final long support;
    /** Put on every chat in sales. */
    final long salesTag;
    final long freeTag;
    /** Their customers are asked for a department; come to sales; come to support and wait while nobody is there; talk to a bot first. */
    final Nodes.Line menu;
    final Nodes.Line direct;
    final Nodes.Line patient;
    final Nodes.Line bot;

    RacingDesk(Nodes nodes) {
        this.nodes = nodes;
        AgentRepository known = nodes.bean(AgentRepository.class);
        // Those of former tests have gone home.
        known.all().forEach(agent -> nodes.bean(Transactions.class).inTransaction(() -> {
            known.endSessions(agent.id());
            known.setStatus(agent.id(), AgentStatus.Offline.getValue());
        }));
        manager = LoggedOn.agent(nodes.both().get(0), newAgent(true, List.of(GENERAL)));
        long group = as(manager, () -> nodes.bean(TagsApi.class).createTagGroup("1", new CreateTagGroupRequest(Nodes.unique("group"), true))).body()
                .tagGroupID();
        salesTag = tag(group);
        freeTag = tag(group);
        sales = department("Races: sales", 71, List.of(salesTag));
        support = department("Races: support", 72, List.of());
        agents.add(newAgent(false, List.of(GENERAL, sales)));
        agents.add(newAgent(false, List.of(GENERAL, sales, support)));
        agents.add(newAgent(false, List.of(support)));
        agents.add(newAgent(true, List.of(sales)));
        menu = line("0", AgentUnavailability.OFF_HOURS, false);
        direct = line(Long.toString(GENERAL), AgentUnavailability.OFF_HOURS, false);
        patient = line(Long.toString(support), AgentUnavailability.RETAIN_AND_RETRY, false);
        bot = line("0", AgentUnavailability.RETAIN_AND_RETRY, true);
    }

    private Nodes.Line line(String entryPoint, AgentUnavailability unavailability, boolean bot) {
        Nodes.Plan plan = new Nodes.Plan();
        plan.agents = DeskApplication.ID;
        plan.entryPoint = entryPoint;
        plan.unavailability = unavailability;
        plan.bot = bot;
        return nodes.line(plan);
    }

    private long tag(long group) {
        return as(manager, () -> nodes.bean(TagsApi.class).createTag("1", new CreateTagRequest(group, Nodes.unique("tag"), true))).body().tagID();
    }

    private long department(String name, int option, List<Long> tags) {
        DepartmentsApi departments = nodes.bean(DepartmentsApi.class);
        Optional<Department> known = as(manager, () -> departments.getDepartments("1")).body().departments().stream()
                .filter(department -> department.departmentName().equals(name)).findFirst();
        if (known.isPresent()) {
            as(manager, () -> departments.updateDepartment("1", new UpdateDepartmentRequest(known.get().departmentID(), null, null, null, null, null, null,
                    true, tags)));
            return known.get().departmentID();
        }
        return as(manager, () -> departments.createDepartment("1", new CreateDepartmentRequest(name, true, name, option, "Welcome", "Welcome back", true,
                tags))).body().departmentID();
    }

    Agent newAgent(boolean isManager, List<Long> departments) {
        AgentRepository known = nodes.bean(AgentRepository.class);
        String email = Nodes.unique("racer") + "@ringdown.test";
        return nodes.bean(Transactions.class).inTransaction(() -> {
            Agent made = known.save(new Agent(null, "Racer", email, Keys.bytes(email), null, (isManager ? Role.Manager : Role.Agent).getValue(),
                    AgentStatus.Offline.getValue(), "", true, null, StandingClock.SHARED.instant()));
            known.joinAll(made.id(), departments);
            return made;
        });
    }

    /** Runs a call as an agent's. */
    static <T> T as(Caller caller, Supplier<T> call) {
        HttpRequest<?> request = HttpRequest.GET("/").setAttribute(HttpAttributes.PRINCIPAL, caller.authentication());
        return ServerRequestContext.with(request, call);
    }

    /** A working day: everybody may log on, most have; all departments and tags are open. The sessions of those who are there. */
    List<Caller> staff(SplittableRandom random) {
        AgentRepository known = nodes.bean(AgentRepository.class);
        boolean empty = random.nextInt(4) == 0;
        for (long department : List.of(sales, support)) {
            as(manager, () -> nodes.bean(DepartmentsApi.class).updateDepartment("1",
                    new UpdateDepartmentRequest(department, null, null, null, null, null, null, true, null)));
        }
        for (long tag : List.of(salesTag, freeTag)) {
            as(manager, () -> nodes.bean(TagsApi.class).updateTag("1", new UpdateTagRequest(tag, null, true)));
        }
        known.setStatus(manager.agentId(), (empty ? AgentStatus.Busy : AgentStatus.Online).getValue());
        List<Caller> there = new ArrayList<>();
        everybodyLeaves();
        for (Agent agent : agents) {
            nodes.bean(Transactions.class).inTransaction(() -> known.enable(agent.id(), agent.roleId()));
            if (!empty && random.nextInt(5) > 0) {
                there.add(LoggedOn.agent(nodes.bean(ApplicationContext.class), agent));
            } else {
                there.add(new Caller(agent.id(), agent.name(), agent.roleId() == Role.Manager.getValue(), NO_SESSION));
            }
        }
        return there;
    }

    /** But the Manager, who is in General alone. */
    void everybodyLeaves() {
        AgentRepository known = nodes.bean(AgentRepository.class);
        for (Agent agent : agents) {
            nodes.bean(Transactions.class).inTransaction(() -> {
                known.lock(agent.id());
                known.endSessions(agent.id());
                known.setStatus(agent.id(), AgentStatus.Offline.getValue());
            });
        }
    }

    Optional<Long> chatOf(UUID conversation) {
        return nodes.rows("select chat_id from chat_conversation where conversation_id = " + Nodes.hex(conversation)).stream().map(Long::valueOf).findFirst();
    }

    /** Does what otherwise is done when its time has come. */
    static void work(ApplicationContext node, String name) {
        node.getBeansOfType(Task.class).stream().filter(task -> task.getName().equals(name)).findFirst().orElseThrow().execute(null, null);
    }

    /** How many deadlocks the database has seen. */
    long deadlocks() {
        return Long.parseLong(nodes.rows("select variable_value from information_schema.global_status where variable_name = 'INNODB_DEADLOCKS'").get(0));
    }

    /** Ends what is left of a round, so that it is not in the way of the next one. */
    void clearAway(Collection<UUID> conversations) {
        work(nodes.both().get(0), "conversation-timeouts");
        for (UUID conversation : conversations) {
            try {
                nodes.bean(Transactions.class).inTransaction(() -> nodes.bean(ConversationService.class).send(DeskApplication.ID, conversation,
                        Nodes.message(PartyType.CUSTOM_AGENT, MessageTypeName.CONVERSATION_END)));
            } catch (HubException over) {
                // Or still with the bot, where it disturbs nobody.
            }
        }
        String ids = conversations.stream().map(Nodes::hex).collect(Collectors.joining(", "));
        for (String chat : nodes.rows("select distinct c.id from chat c join chat_conversation o on o.chat_id = c.id where c.active = true and "
                + "o.conversation_id in (" + ids + ")")) {
            as(manager, () -> nodes.bean(ChatsApi.class).closeChat("1", Long.valueOf(chat)));
        }
    }
}
