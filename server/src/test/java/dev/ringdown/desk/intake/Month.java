package dev.ringdown.desk.intake;

import dev.ringdown.api.agentchat.model.AgentStatus;
import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.conversation.ConversationService;
import dev.ringdown.hub.conversation.Nodes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

/** Customers and agents of a company, who do for a month what chance has them do. All that they do is in the journal. */
final class Month {

    private static final int OPENS = 9;
    private static final int CLOSES = 19;
    private static final int LONGEST_PAUSE_MINUTES = 36;
    private static final double CASE_MINUTES = 240;
    private static final int MOST_CUSTOMERS_KNOWN = 200;

    final MonthJournal journal;
    private final Company company;
    private final SplittableRandom random;
    private final ZoneId zone;
    private final List<Long> departments = new ArrayList<>();
    private final List<Long> tags = new ArrayList<>();
    private final List<Caller> agents = new ArrayList<>();
    private final List<Caller> online = new ArrayList<>();
    private final Caller manager;
    private final Map<Nodes.Line, Long> lines = new HashMap<>();
    private final List<Nodes.Line> order = new ArrayList<>();
    private final List<String> customers = new ArrayList<>();
    private final Map<UUID, Nodes.Line> conversations = new HashMap<>();
    private final List<UUID> recent = new ArrayList<>();
    private int done;
    private int refused;

    Month(Company company, ZoneId zone, SplittableRandom random) {
        this.company = company;
        this.zone = zone;
        this.random = random;
        company.set("TimeZone", zone.getId());
        for (int day = 1; day <= 5; day++) {
            company.open(day, 1, String.format("%02d:00", OPENS), String.format("%02d:00", CLOSES));
        }
        long sales = company.departmentInMenu("Sales", 1);
        long support = company.departmentInMenu("Support", 2);
        departments.addAll(List.of(company.general, sales, support));
        for (long department : List.of(sales, support, sales)) {
            String tag = company.departmentTag(department, true, true);
            tags.add(Long.valueOf(company.nodes.rows("SELECT id FROM tag WHERE name = '" + tag + "'").get(0)));
        }
        manager = company.manager();
        agents.add(company.agent(AgentStatus.Offline, company.general, sales));
        agents.add(company.agent(AgentStatus.Offline, sales));
        agents.add(company.agent(AgentStatus.Offline, sales, support));
        agents.add(company.agent(AgentStatus.Offline, support));
        agents.add(company.agent(AgentStatus.Offline, company.general, support));
        for (AgentUnavailability policy : List.of(AgentUnavailability.OFF_HOURS, AgentUnavailability.RETAIN_AND_RETRY)) {
            line("0", policy, false, company.general);
            line(Long.toString(sales), policy, false, sales);
            line(Long.toString(support), policy, false, support);
        }
        line(Long.toString(support), AgentUnavailability.RETAIN_AND_RETRY, true, support);
        journal = new MonthJournal(company, zone);
    }

    /** As the working hours were set, which are hours of the company's own time. */
    static boolean isOpen(ZonedDateTime at) {
        return at.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && at.getHour() >= OPENS && at.getHour() < CLOSES;
    }

    List<Long> departments() {
        return departments;
    }

    List<Long> tags() {
        return tags;
    }

    List<Long> agents() {
        return Stream.concat(agents.stream(), Stream.of(manager)).map(Caller::agentId).toList();
    }

    private void line(String entryPoint, AgentUnavailability policy, boolean bot, long department) {
        Nodes.Plan plan = Company.plan();
        plan.entryPoint = entryPoint;
        plan.unavailability = policy;
        plan.bot = bot;
        plan.timeout = CASE_MINUTES;
        plan.queueTransferUnattended = random.nextBoolean();
        Nodes.Line line = company.nodes.line(plan);
        lines.put(line, department);
        order.add(line);
    }

    /** Some time, and somebody does something. */
    void goesOn() {
        company.pass(Duration.ofMillis(1 + random.nextLong(Duration.ofMinutes(LONGEST_PAUSE_MINUTES).toMillis())));
        journal.look(0);
        agentsComeAndGo();
        // A few things in one go, while the working day lasts.
        for (int acts = isOpen(company.clock.instant().atZone(zone)) ? 1 + random.nextInt(3) : 1; acts > 0; acts--) {
            company.clock.move(Duration.ofMillis(1 + random.nextInt(60_000)));
            act();
        }
    }

    private void agentsComeAndGo() {
        Caller agent = pick(agents);
        boolean there = isOpen(company.clock.instant().atZone(zone)) && random.nextInt(5) > 0;
        if (there != online.contains(agent)) {
            company.turns(agent, there ? AgentStatus.Online : AgentStatus.Offline);
            if (there) {
                online.add(agent);
            } else {
                online.remove(agent);
            }
        }
    }

    private void act() {
        long actor = 0;
        try {
            List<String> active = company.nodes.rows("SELECT id, COALESCE(agent_id, 0), status_id FROM chat WHERE active = TRUE");
            int choice = random.nextInt(10);
            if (active.isEmpty() || choice < 3) {
                customerStarts();
            } else if (choice == 3) {
                customerGoesOn();
            } else {
                String[] chat = pick(active).split(" ");
                Caller agent = chat[1].equals("0") || random.nextInt(8) == 0 ? pick(agents)
                        : agents.stream().filter(caller -> caller.agentId() == Long.parseLong(chat[1])).findFirst().orElse(manager);
                actor = random.nextInt(12) == 0 ? managerSpeaks(Long.parseLong(chat[0])) : agentActs(agent, Long.parseLong(chat[0]), chat[2].equals("1"));
            }
            done++;
        } catch (DeskException | HubException refusal) {
            refused++;
        }
        journal.look(actor);
    }

    private void customerStarts() {
        boolean known = !customers.isEmpty() && random.nextInt(5) < 2;
        String email = known ? pick(customers) : Company.customer();
        if (!known && customers.size() < MOST_CUSTOMERS_KNOWN) {
            customers.add(email);
        }
        Nodes.Line line = pick(order);
        UUID conversation = line.start(email);
        journal.starts(conversation, email, lines.get(line), hasBot(line));
        conversations.put(conversation, line);
        recent.add(conversation);
    }

    private void customerGoesOn() {
        UUID conversation = recent.get(Math.max(0, recent.size() - 1 - random.nextInt(6)));
        Nodes.Line line = conversations.get(conversation);
        boolean asked = !company.nodes.rows("SELECT customer_id FROM menu_session WHERE conversation_id = " + Nodes.hex(conversation)).isEmpty();
        int choice = random.nextInt(8);
        if (asked && choice < 6) {
            int option = random.nextInt(1, 4);
            boolean last = company.nodes.rows("SELECT wrong_answers FROM menu_session WHERE conversation_id = " + Nodes.hex(conversation)).get(0).equals("1");
            journal.chooses(conversation, option < 3 ? departments.get(option) : company.general);
            line.customerSays(conversation, Integer.toString(option));
            if (option == 3 && !last) {
                journal.chooses(conversation, company.general);
            }
        } else if (choice == 0) {
            line.customerSends(conversation, MessageTypeName.CONVERSATION_END);
        } else if (hasBot(line) && choice < 5) {
            line.botHandsOver(company.nodes.bean(ConversationService.class), conversation);
        } else {
            line.customerSays(conversation, "Hello?");
        }
    }

    private boolean hasBot(Nodes.Line line) {
        return line == order.get(order.size() - 1);
    }

    /** @return who acted */
    private long managerSpeaks(long chat) {
        company.agents.say(manager, chat, "The manager speaking");
        return manager.agentId();
    }

    private long agentActs(Caller agent, long chat, boolean waits) {
        int choice = random.nextInt(waits ? 6 : 13);
        switch (choice) {
            case 0, 1, 2 -> {
                if (waits) {
                    company.agents.grab(agent, chat);
                } else {
                    company.agents.say(agent, chat, "I see");
                }
            }
            case 3 -> company.agents.assign(manager, chat, pick(agents).agentId());
            case 4 -> company.agents.transferToDepartment(waits ? manager : agent, chat, pick(departments));
            case 5 -> company.agents.tag(waits ? manager : agent, chat, pick(tags));
            case 6 -> company.agents.tag(agent, chat, pick(tags));
            case 7, 8 -> company.agents.untag(agent, chat, pick(tags));
            case 9 -> company.agents.transferToAgent(agent, chat, pick(agents).agentId());
            default -> company.agents.close(agent, chat);
        }
        return agent.agentId();
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public String toString() {
        return done + " acts, " + refused + " refused, " + customers.size() + " customers who come again, " + journal.size() + " things that count";
    }
}
