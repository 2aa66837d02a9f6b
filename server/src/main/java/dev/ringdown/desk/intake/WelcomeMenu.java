package dev.ringdown.desk.intake;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.chat.HubDoor;
import dev.ringdown.desk.department.Department;
import dev.ringdown.desk.department.DepartmentRepository;
import dev.ringdown.desk.settings.CompanySettings;
import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.hub.conversation.Conversation;
import dev.ringdown.hub.conversation.StoredMessage;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Asks customers for a department (agentchat, behaviour of a chat, 2): a numbered menu, answered with a number. A wrong answer is asked for once
 * more; another one, or none in time, leads to the default department. Which conversations are being asked is in the database: any node takes the
 * answer, or sees that none has come.
 */
@Singleton
class WelcomeMenu {

    /** For each time that the menu is shown. */
    static final Duration TIME_TO_ANSWER = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(WelcomeMenu.class);

    /** A number, as people write it: 2, 2., (2), #2. */
    private static final Pattern ANSWER = Pattern.compile("[#(\\[]?\\s*(\\p{Nd}{1,2})\\s*[.)\\]]?");
    private static final int AT_A_TIME = 100;
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final MenuSessionRepository sessions;
    private final DepartmentRepository departments;
    private final DeskSettings settings;
    private final Availability availability;
    private final Arrival arrival;
    private final HubDoor hub;
    private final Transactions transactions;
    private final Clock clock;

    WelcomeMenu(MenuSessionRepository sessions, DepartmentRepository departments, DeskSettings settings, Availability availability,
                Arrival arrival, HubDoor hub, Transactions transactions, Clock clock) {
        this.sessions = sessions;
        this.departments = departments;
        this.settings = settings;
        this.availability = availability;
        this.arrival = arrival;
        this.hub = hub;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The conversation's place in the menu; empty if it is not being asked. */
    Optional<MenuSession> find(UUID conversationId) {
        return sessions.find(conversationId);
    }

    /**
     * Asks a customer whose conversation has just come; where there is nothing to choose, it goes to its department at once. The customer is locked
     * and has no active chat on the account.
     */
    void offer(long customerId, Conversation conversation, Instant lastMessageAt, Instant now) {
        List<Department> menu = departments.inWelcomeMenu();
        CompanySettings company = settings.read();
        if (menu.size() < 2) {
            arrival.makeChat(customerId, conversation, menu.isEmpty() ? company.defaultDepartmentId() : menu.get(0).id(), lastMessageAt, now);
            return;
        }
        Optional<Obstacle> obstacle = availability.obstacle();
        if (obstacle.isPresent()) {
            arrival.sendAway(customerId, conversation, company.defaultDepartmentId(), obstacle.get(), lastMessageAt, now);
            return;
        }
        Optional<StoredMessage> asked = ask(conversation.id(), company.welcomeMessage().orElse(null), menu);
        if (asked.isEmpty()) {
            arrival.makeChat(customerId, conversation, company.defaultDepartmentId(), lastMessageAt, now);
        } else {
            sessions.save(new MenuSession(conversation.id(), customerId, conversation.accountId(), 0, asked.get().sequence(),
                    now.plus(TIME_TO_ANSWER)));
        }
    }

    /** Takes what a customer says who is being asked; what was said before the menu was shown is no answer. */
    void answer(MenuSession session, Conversation conversation, StoredMessage message, Instant now) {
        if (message.sequence() < session.askedAt()) {
            return;
        }
        Optional<Department> chosen = option(message.body().text()).flatMap(departments::findByMenuOption);
        if (chosen.isPresent()) {
            lead(session, conversation, chosen.get().id(), message.created(), now);
            return;
        }
        CompanySettings company = settings.read();
        List<Department> menu = departments.inWelcomeMenu();
        Optional<StoredMessage> asked = session.wrongAnswers() > 0 || menu.size() < 2 ? Optional.empty()
                : ask(conversation.id(), company.unknownOptionMessage().orElse(null), menu);
        if (asked.isEmpty()) {
            lead(session, conversation, menu.size() == 1 ? menu.get(0).id() : company.defaultDepartmentId(), message.created(), now);
        } else {
            sessions.askAgain(conversation.id(), asked.get().sequence(), now.plus(TIME_TO_ANSWER));
        }
    }

    /** The conversation has ended before its customer has chosen. */
    void forget(UUID conversationId) {
        sessions.end(conversationId);
    }

    /** Leads those to the default department who have not answered in time. Safe to run on many nodes at once. */
    void leadSilent() {
        List<MenuSession> due;
        do {
            due = sessions.due(now(), AT_A_TIME);
            due.forEach(this::leadSilent);
        } while (due.size() == AT_A_TIME);
    }

    private void leadSilent(MenuSession due) {
        try {
            transactions.inTransaction(() -> {
                hub.endIfTimedOut(due.conversationId());
                Conversation conversation = hub.lock(due.conversationId());
                Instant now = now();
                // Answered, asked again, or over, while its conversation was being locked.
                MenuSession session = sessions.find(due.conversationId()).filter(found -> !found.dueAt().isAfter(now)).orElse(null);
                if (session != null) {
                    lead(session, conversation, settings.defaultDepartmentId(), hub.lastMessageAt(conversation.id()).orElse(now), now);
                }
            });
        } catch (RuntimeException e) {
            if (e instanceof DeskException refusal && refusal.code() == ErrorCode.CONVERSATION_OVER) {
                // Its time is up since it was looked at: it ends soon, and is asked no more.
                return;
            }
            LOG.warn("The conversation {} could not be led to the default department; tried again later", due.conversationId(), e);
            // Not to be met at once again, before all others.
            sessions.putOff(due.conversationId(), now().plus(AFTER_FAILURE));
        }
    }

    private void lead(MenuSession session, Conversation conversation, long departmentId, Instant lastMessageAt, Instant now) {
        sessions.end(conversation.id());
        arrival.enter(session.customerId(), conversation, departmentId, lastMessageAt, now);
    }

    /** Locks the conversations in which a customer is being asked on an account, before the customer is locked. */
    void lockEarlier(long customerId, UUID accountId) {
        sessions.ofCustomer(customerId, accountId).forEach(earlier -> hub.lock(earlier.conversationId()));
    }

    /** A customer who starts a conversation on an account is no longer asked in the one before it, which ends. The customer is locked. */
    void leave(long customerId, UUID accountId) {
        for (MenuSession earlier : sessions.ofCustomer(customerId, accountId)) {
            if (sessions.end(earlier.conversationId()) > 0) {
                hub.leave(earlier.conversationId());
            }
        }
    }

    /** @return the menu as it was said, the last part of it; empty where the channel is too narrow for it */
    private Optional<StoredMessage> ask(UUID conversationId, @Nullable String opening, List<Department> menu) {
        String options = menu.stream().map(department -> department.menuPlace() + ". " + department.welcomeMenuName())
                .collect(Collectors.joining("\n"));
        if (opening == null) {
            return hub.sayIfItFits(conversationId, options);
        }
        return hub.sayIfItFits(conversationId, opening + "\n\n" + options).or(() -> {
            hub.sayIfItFits(conversationId, opening);
            return hub.sayIfItFits(conversationId, options);
        });
    }

    private static Optional<Integer> option(@Nullable String text) {
        Matcher matcher = ANSWER.matcher(text == null ? "" : text.strip());
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
