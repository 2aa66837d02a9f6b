package dev.ringdown.hub.delivery;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.clientapplication.Role;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.mail.Mail;
import dev.ringdown.mail.MailQueue;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.Transactions;
import dev.ringdown.web.PublicUrl;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Tells the {@code notificationEmail} of a role that its callback cannot be reached: after three failures in a row, at most once an hour, whichever
 * nodes notice. In a row means: of the role, whatever conversations they belong to, with no success between them.
 *
 * <p>Each node counts in memory what it sees itself, so that a success costs nothing. Where the attempts are spread over the nodes, the count that a
 * lane keeps in the database helps: three failures in a row of one lane, two of them without a success known here, are enough.
 */
@Singleton
class UnreachableMail {

    private static final Logger LOG = LoggerFactory.getLogger(UnreachableMail.class);

    private static final int ENOUGH = 3;
    private static final int ENOUGH_HERE = 2;
    private static final Duration QUIET = Duration.ofHours(1);
    /** How long a node that was not the first to tell leaves the database alone about it. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final int LONGEST_NAME = 150;
    private static final int LONGEST_ERROR = 150;
    private static final Pattern URLS = Pattern.compile("(?i)https?://\\S*");

    private final UnreachableMailRepository repository;
    private final Transactions transactions;
    private final CurrentConfiguration configuration;
    private final MailQueue mails;
    private final PublicUrl address;
    private final Clock clock;
    private final Map<Receiver, Trouble> troubles = new ConcurrentHashMap<>();

    UnreachableMail(UnreachableMailRepository repository, Transactions transactions, CurrentConfiguration configuration, MailQueue mails,
                    PublicUrl address, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.configuration = configuration;
        this.mails = mails;
        this.address = address;
        this.clock = clock;
    }

    /**
     * @param failures  seen by this node since the last success that it saw
     * @param quietTill before that the database need not be asked
     */
    private record Trouble(int failures, Instant quietTill) {
    }

    /**
     * An attempt has failed that will be repeated. To be called after it is noted, in no transaction; never fails.
     *
     * @param failuresInARow of its lane, this one among them
     * @param lastError      as in the delivery's attempts
     */
    void failed(UUID applicationId, RoleName role, int failuresInARow, String lastError) {
        Receiver receiver = new Receiver(applicationId, role.getValue());
        Trouble trouble = troubles.merge(receiver, new Trouble(1, Instant.MIN),
                (known, one) -> new Trouble(known.failures + 1, known.quietTill));
        boolean enough = trouble.failures >= ENOUGH || failuresInARow >= ENOUGH && trouble.failures >= ENOUGH_HERE;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!enough || now.isBefore(trouble.quietTill)) {
            return;
        }
        try {
            boolean told = transactions.inTransaction(() -> tell(receiver, role, lastError, now));
            Instant quietTill = now.plus(told ? QUIET : ASK_AGAIN);
            troubles.computeIfPresent(receiver, (key, known) -> new Trouble(known.failures, quietTill));
        } catch (RuntimeException e) {
            LOG.warn("Nobody can be told that the role {} of the client application {} is not reached", role.getValue(), applicationId, e);
        }
    }

    /** An attempt has succeeded. In memory, for it is called for each message. */
    void delivered(UUID applicationId, RoleName role) {
        if (!troubles.isEmpty()) {
            troubles.computeIfPresent(new Receiver(applicationId, role.getValue()), (key, known) -> known.failures == 0 ? known
                    : new Trouble(0, known.quietTill));
        }
    }

    /** @return whether it is told now, and not within the last hour or by another node */
    private boolean tell(Receiver receiver, RoleName name, String lastError, Instant now) {
        ClientApplication application = configuration.find(ClientApplication.TYPE, receiver.applicationId())
                .map(found -> found.document()).orElse(null);
        Role role = application == null ? null : application.role(name).orElse(null);
        if (role == null || !claim(receiver, now)) {
            return false;
        }
        UnreachableMailRepository.Waiting waiting = repository.waiting(receiver.applicationId(), receiver.role());
        try {
            mails.send(new Mail("callback not reached, role " + receiver.role() + " of " + receiver.applicationId(), role.notificationEmail(),
                    "Ringdown cannot reach " + line(application.name(), LONGEST_NAME) + ", role " + receiver.role(),
                    text(receiver, application, role, waiting, lastError)));
        } catch (IllegalArgumentException e) {
            LOG.warn("The notificationEmail of the role {} of the client application {} is no address: {}", receiver.role(), receiver.applicationId(),
                    e.getMessage());
        }
        return true;
    }

    private boolean claim(Receiver receiver, Instant now) {
        if (repository.claim(receiver.applicationId(), receiver.role(), now, now.minus(QUIET)) == 1) {
            return true;
        }
        try {
            repository.claimFirst(receiver.applicationId(), receiver.role(), now);
            return true;
        } catch (RuntimeException e) {
            // Told within the hour; or the client application is deleted meanwhile, and nobody is to be told.
            if (DatabaseErrors.isDuplicateKey(e) || DatabaseErrors.isForeignKeyViolation(e)) {
                return false;
            }
            throw e;
        }
    }

    private String text(Receiver receiver, ClientApplication application, Role role, UnreachableMailRepository.Waiting waiting, String lastError) {
        String since = waiting.since() == null ? "" : ", the oldest since " + waiting.since().truncatedTo(ChronoUnit.SECONDS);
        return """
                Ringdown has failed three times in a row to deliver messages to the client application
                "%s", role %s, and keeps trying.

                This server:       %s
                Callback host:     %s
                Last error:        %s
                Messages waiting:  %d%s

                Nothing is lost yet. Each message is tried again, in the end every hour, and given up 24 hours after
                it was accepted, or one hour after the end of its conversation if that is earlier.

                What you can do:
                - Check that the callback answers with a 2xx status within 5 seconds.
                - See what waits or has failed: getAllDeliveries (GET /deliveries?applicationId=%s).
                - Have a failed message tried again: retryDelivery (POST /deliveries/{id}/retry). Those that wait
                  need nothing: they are tried again by themselves.

                For this role no such mail follows within the next hour.
                """.formatted(line(application.name(), LONGEST_NAME), receiver.role(), address.of(""), host(role.callback()), kind(lastError),
                waiting.messages(), since, receiver.applicationId());
    }

    /** The rest of a callback's URL may hold secrets. */
    private static String host(String callback) {
        try {
            String host = URI.create(callback).getHost();
            return host == null ? "unknown" : host;
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }

    private static String kind(String error) {
        return line(URLS.matcher(error).replaceAll("(URL)"), LONGEST_ERROR);
    }

    private static String line(String text, int longest) {
        String line = Mail.line(text);
        return line.length() <= longest ? line : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, longest) - 1)) + "…";
    }
}
