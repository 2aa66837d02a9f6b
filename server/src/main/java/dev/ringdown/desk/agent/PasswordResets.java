package dev.ringdown.desk.agent;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskException;
import dev.ringdown.mail.Mail;
import dev.ringdown.security.OpaqueTokens;
import dev.ringdown.security.PasswordHashing;
import dev.ringdown.security.PasswordHashingBusyException;
import dev.ringdown.security.Secret;
import dev.ringdown.store.Keys;
import dev.ringdown.store.Transactions;
import dev.ringdown.web.PublicUrl;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Lets agents set their passwords by codes that work once, within an hour (SetPassword). A code is told to its agent alone, as part of a
 * URL, and stored as a hash.
 */
@Singleton
public class PasswordResets {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordResets.class);

    private static final String PAGE = "/reset?code=";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final PasswordResetRepository resets;
    private final AgentRepository agents;
    private final Presence presence;
    private final PasswordMails mails;
    private final PasswordHashing hashing;
    private final OpaqueTokens tokens;
    private final PublicUrl address;
    private final Transactions transactions;
    private final Clock clock;

    PasswordResets(PasswordResetRepository resets, AgentRepository agents, Presence presence, PasswordMails mails, PasswordHashing hashing,
                   OpaqueTokens tokens, PublicUrl address, Transactions transactions, Clock clock) {
        this.resets = resets;
        this.agents = agents;
        this.presence = presence;
        this.mails = mails;
        this.hashing = hashing;
        this.tokens = tokens;
        this.address = address;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A new reset URL of the agent, which is a secret; made in the transaction around the call. */
    Secret newUrl(long agentId) {
        String code = tokens.newResetCode().reveal();
        resets.add(tokens.hash(code), agentId, now().plus(LIFE));
        return Secret.of(address.of(PAGE + code));
    }

    /** Mails a reset URL to the agent of this e-mail address. Does nothing where there is none, or none who may log on, or no mail server. */
    public void mailUrl(String email) {
        transactions.inTransaction(() -> agents.findByEmail(Keys.bytes(Keys.caseless(email)))
                .filter(agent -> agent.enabled() && mails.areSent()).ifPresent(agent -> {
                    if (Mail.isAddress(agent.email())) {
                        mails.reset(agent, newUrl(agent.id()).reveal());
                    } else {
                        LOG.warn("The agent {} asks for a new password, but has no address that mail can be sent to", agent.id());
                    }
                }));
    }

    /**
     * Sets the password of the agent whom the code was told.
     *
     * @throws DeskException 400 InvalidResetCode, 503 Unavailable while too many passwords are checked
     */
    public void setPassword(String code, String password) {
        byte[] codeHash = tokens.hash(code);
        // Before the costly hash: whoever tries codes out does not get it made.
        long agentId = resets.findLive(codeHash, now()).map(PasswordReset::agentId).orElseThrow(PasswordResets::invalidCode);
        String passwordHash = hash(password);
        transactions.inTransaction(() -> {
            agents.lock(agentId).orElseThrow(PasswordResets::invalidCode);
            if (resets.use(codeHash, now()) == 0) {
                throw invalidCode();
            }
            replacePassword(agentId, passwordHash);
        });
    }

    /** Gives the agent, who is locked, another password: whoever got in by the old one, or still has a code, is out. */
    void replacePassword(long agentId, String passwordHash) {
        agents.setPassword(agentId, passwordHash);
        resets.endAll(agentId);
        presence.end(agentId);
    }

    /** Clears away the codes that are too old. */
    public void forgetExpired() {
        resets.forgetExpired(now());
    }

    private String hash(String password) {
        try {
            return hashing.hash(password);
        } catch (PasswordHashingBusyException e) {
            throw DeskException.unavailable(BUSY);
        }
    }

    private static DeskException invalidCode() {
        return DeskException.badRequest(ErrorCode.INVALID_RESET_CODE, "ResetCode", "The reset code is unknown, used or older than 1 hour.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
