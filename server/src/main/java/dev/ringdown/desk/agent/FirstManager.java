package dev.ringdown.desk.agent;

import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.agentchat.model.Role;
import dev.ringdown.desk.department.DepartmentRepository;
import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.security.OpaqueTokens;
import dev.ringdown.security.PasswordHashing;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.FirstStartStep;
import dev.ringdown.store.Keys;
import dev.ringdown.store.Transactions;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Makes the desk usable at first start: the department General, and a Manager in it, so that the first chat can be answered at once.
 * {@code RINGDOWN_MANAGER_EMAIL} names the Manager; {@code RINGDOWN_MANAGER_PASSWORD} sets the password at every start, which is
 * also the way back in when nobody knows one.
 */
@Singleton
class FirstManager implements FirstStartStep {

    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;
    private static final int LONGEST_EMAIL = 254;

    private final String email;
    private final String givenPassword;
    private final AgentRepository agents;
    private final DepartmentRepository departments;
    private final DeskSettings settings;
    private final PasswordResets resets;
    private final PasswordHashing hashing;
    private final OpaqueTokens tokens;
    private final Transactions transactions;
    private final Clock clock;

    FirstManager(@Property(name = "ringdown.manager.email", defaultValue = "manager@ringdown.local") String email,
                 @Nullable @Property(name = "ringdown.manager.password") String givenPassword, AgentRepository agents,
                 DepartmentRepository departments, DeskSettings settings, PasswordResets resets, PasswordHashing hashing,
                 OpaqueTokens tokens, Transactions transactions, Clock clock) {
        this.email = email.strip();
        this.givenPassword = givenPassword == null || givenPassword.isEmpty() ? null : givenPassword;
        this.agents = agents;
        this.departments = departments;
        this.settings = settings;
        this.resets = resets;
        this.hashing = hashing;
        this.tokens = tokens;
        this.transactions = transactions;
        this.clock = clock;
        if (!this.email.matches("[^@\\s]+@[^@\\s]+") || this.email.length() > LONGEST_EMAIL) {
            throw new ConfigurationException("RINGDOWN_MANAGER_EMAIL must be an e-mail address.");
        }
        if (this.givenPassword != null && (this.givenPassword.length() < SHORTEST_PASSWORD || this.givenPassword.length() > LONGEST_PASSWORD)) {
            throw new ConfigurationException("RINGDOWN_MANAGER_PASSWORD must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD
                    + " characters.");
        }
    }

    @Override
    public List<String> install() {
        departments.createGeneral(Keys.bytes(Keys.caseless(DepartmentRepository.GENERAL)));
        settings.setDefaultDepartmentId(DepartmentRepository.GENERAL_ID);
        if (givenPassword != null) {
            return List.of();
        }
        String made = tokens.newClientSecret().reveal();
        create(hashing.hash(made));
        return List.of("Manager of the desk (AgentLogon):", "    EmailAddress " + email, "    Password     " + made);
    }

    @Override
    public void applySettings() {
        if (givenPassword == null) {
            return;
        }
        Agent known = find().orElse(null);
        boolean same = known != null && hashing.verify(givenPassword, known.passwordHash());
        if (same && known.enabled() && known.roleId() == Role.Manager.getValue()) {
            return;
        }
        String hash = same ? known.passwordHash() : hashing.hash(givenPassword);
        try {
            transactions.inTransaction(() -> apply(hash, same));
        } catch (DataAccessException e) {
            if (!DatabaseErrors.isDuplicateKey(e)) {
                throw e;
            }
            // Another node, which starts with the same settings, was first.
        }
    }

    private void apply(String hash, boolean same) {
        Agent known = find().flatMap(agent -> agents.lock(agent.id())).orElse(null);
        if (known == null) {
            create(hash);
            return;
        }
        agents.enable(known.id(), Role.Manager.getValue());
        if (!same) {
            resets.replacePassword(known.id(), hash);
        }
    }

    private Optional<Agent> find() {
        return agents.findByEmail(Keys.bytes(Keys.caseless(email)));
    }

    private void create(String hash) {
        Agent manager = agents.save(new Agent(null, "Manager", email, Keys.bytes(Keys.caseless(email)), null, Role.Manager.getValue(),
                AgentStatus.Offline.getValue(), "", true, hash, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        agents.join(manager.id(), settings.defaultDepartmentId());
    }
}
