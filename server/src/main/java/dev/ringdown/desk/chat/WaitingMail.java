package dev.ringdown.desk.chat;

import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.mail.Mail;
import dev.ringdown.mail.MailQueue;
import dev.ringdown.store.Transactions;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The notification {@code UnassignedChatsWaiting} by mail (agentchat, behaviour of a chat, 4): agents who are not connected are told that chats have
 * begun to wait in their departments, at most once in 15 minutes. The mail says how many and where, and nothing of any customer.
 */
@Singleton
class WaitingMail {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingMail.class);

    static final Duration QUIET = Duration.ofMinutes(15);
    /** A chat counts as waiting from then on: what another node wrote a moment earlier might not be committed yet, and would never be told. */
    static final Duration SETTLING = Duration.ofSeconds(5);
    private static final int AT_ONCE = 200;

    private final WaitingMailRepository repository;
    private final DeskSettings settings;
    private final MailQueue mails;
    private final Transactions transactions;
    private final Clock clock;

    WaitingMail(WaitingMailRepository repository, DeskSettings settings, MailQueue mails, Transactions transactions, Clock clock) {
        this.repository = repository;
        this.settings = settings;
        this.mails = mails;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Queues the mails that are due. Without a mail server nobody is told, nor taken for told. */
    void tellThoseDue() {
        if (!mails.hasMailServer()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<WaitingMailRepository.Addressee> due = repository.toBeTold(now, now.minus(QUIET), now.minus(SETTLING), SETTLING.toSeconds(), AT_ONCE);
        if (!due.isEmpty()) {
            String company = Mail.line(settings.companyName());
            due.forEach(agent -> transactions.inTransaction(() -> tell(agent, company, now)));
        }
    }

    private void tell(WaitingMailRepository.Addressee agent, String company, Instant now) {
        List<WaitingMailRepository.WaitingIn> waiting = repository.waitingFor(agent.id());
        if (waiting.isEmpty() || repository.tell(agent.id(), now, now.minus(QUIET)) == 0) {
            return;
        }
        try {
            mails.send(new Mail("chats waiting for agent " + agent.id(), agent.email(), company + ": chats are waiting", text(agent, company, waiting)));
        } catch (IllegalArgumentException e) {
            LOG.warn("The agent {} cannot be told that chats wait: {}", agent.id(), e.getMessage());
        }
    }

    private static String text(WaitingMailRepository.Addressee agent, String company, List<WaitingMailRepository.WaitingIn> waiting) {
        return """
                Hello %s,

                chats wait at the agent desk of %s, in departments of yours:

                %s

                Log on and take one.

                While you are not connected, such a mail comes at most every 15 minutes. If you want none, take UnassignedChatsWaiting out of
                your notifications.
                """.formatted(Mail.line(agent.name()), company, waiting.stream().map(one -> "  " + Mail.line(one.department()) + ": " + one.chats())
                        .collect(Collectors.joining("\n")));
    }
}
