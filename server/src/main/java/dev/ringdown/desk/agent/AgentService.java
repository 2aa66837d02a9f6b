package dev.ringdown.desk.agent;

import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.Role;
import dev.ringdown.desk.DeskException;
import dev.ringdown.security.Secret;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.Keys;
import dev.ringdown.store.Transactions;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes, changes and lists the people who work at the desk. */
@Singleton
class AgentService {

    static final String AGENT_ID = "AgentID";
    static final String EMAIL_ADDRESS = "EmailAddress";
    static final String DEPARTMENT_IDS = "DepartmentIDs";

    private final AgentRepository agents;
    private final Presence presence;
    private final PasswordResets resets;
    private final PasswordMails mails;
    private final Transactions transactions;
    private final Clock clock;

    AgentService(AgentRepository agents, Presence presence, PasswordResets resets, PasswordMails mails, Transactions transactions, Clock clock) {
        this.agents = agents;
        this.presence = presence;
        this.resets = resets;
        this.mails = mails;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param resetUrl where the mail that would carry it cannot be sent */
    record Created(long agentId, Optional<Secret> resetUrl) {
    }

    /**
     * Makes an agent, who is mailed where to set a password: in one transaction.
     *
     * @throws DeskException 404 one of the departments, 409 EmailAddressInUse
     */
    Created create(String name, String email, Role role, List<Long> departmentIds, boolean enabled) {
        return transactions.inTransaction(() -> {
            checkDepartments(departmentIds);
            Agent agent = unlessAddressInUse(() -> agents.save(new Agent(null, name, email, Keys.bytes(Keys.caseless(email)), null,
                    role.getValue(), AgentStatus.Offline.getValue(), "", enabled, null, clock.instant().truncatedTo(ChronoUnit.MILLIS))));
            agents.joinAll(agent.id(), new TreeSet<>(departmentIds));
            Secret url = resets.newUrl(agent.id());
            if (!mails.areSent()) {
                return new Created(agent.id(), Optional.of(url));
            }
            mails.welcome(agent, url.reveal());
            return new Created(agent.id(), Optional.empty());
        });
    }

    /**
     * Changes an agent: all that is given, or nothing.
     *
     * @throws DeskException 403 what the caller may not change, 404 the agent or one of the departments, 409 EmailAddressInUse, AgentNotOnline
     */
    void update(Caller caller, AgentChanges changes) {
        checkAllowed(caller, changes);
        transactions.inTransaction(() -> {
            Agent agent = agents.lock(changes.agentId()).orElseThrow(() -> DeskException.notFound(AGENT_ID, "agent"));
            if (changes.departmentIds() != null) {
                checkDepartments(changes.departmentIds());
                agents.leaveAll(agent.id());
                agents.joinAll(agent.id(), new TreeSet<>(changes.departmentIds()));
            }
            unlessAddressInUse(() -> {
                agents.update(changes.of(agent));
                return null;
            });
            if (changes.status() != null && changes.status() != AgentStatus.Offline && (changes.disable() || !presence.isLoggedOn(agent.id()))) {
                throw DeskException.conflict(ErrorCode.AGENT_NOT_ONLINE, "StatusID", "The agent is not logged on, so the status can only be Offline.");
            }
            if (changes.disable()) {
                presence.end(agent.id());
            }
        });
    }

    /** All agents in the contract's form, with no more statements for many than for few. */
    List<dev.ringdown.api.agentchat.model.Agent> list(Caller caller) {
        List<Agent> all = agents.all();
        Map<Long, List<Long>> departments = agents.memberships().stream()
                .collect(Collectors.groupingBy(Membership::agentId, Collectors.mapping(Membership::departmentId, Collectors.toList())));
        return all.stream().map(agent -> AgentForm.of(agent, departments.getOrDefault(agent.id(), List.of())))
                .map(agent -> caller.manager() || agent.agentID() == caller.agentId() ? agent : AgentForm.withoutMobileNumber(agent)).toList();
    }

    private static void checkAllowed(Caller caller, AgentChanges changes) {
        if (caller.manager()) {
            return;
        }
        if (changes.agentId() != caller.agentId()) {
            throw DeskException.notAllowed(AGENT_ID, "Only a Manager may change another agent.");
        }
        changes.managersField().ifPresent(field -> {
            throw DeskException.notAllowed(field, "Only a Manager may change " + field + ".");
        });
    }

    /** Departments are never deleted: what is found stays. */
    private void checkDepartments(List<Long> ids) {
        Set<Long> known = new HashSet<>(agents.knownDepartments(new TreeSet<>(ids)));
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i))) {
                throw DeskException.notFound(DEPARTMENT_IDS + "[" + i + "]", "department");
            }
        }
    }

    private static <T> T unlessAddressInUse(Supplier<T> write) {
        try {
            return write.get();
        } catch (DataAccessException e) {
            if (DatabaseErrors.isDuplicateKey(e)) {
                throw DeskException.conflict(ErrorCode.EMAIL_ADDRESS_IN_USE, EMAIL_ADDRESS, "Another agent has this e-mail address.");
            }
            throw e;
        }
    }
}
