package dev.ringdown.conformance.company;

import dev.ringdown.client.agentchat.model.CreateAgentRequest;
import dev.ringdown.client.agentchat.model.CreateCannedResponseRequest;
import dev.ringdown.client.agentchat.model.CreateDepartmentRequest;
import dev.ringdown.client.agentchat.model.CreateTagGroupRequest;
import dev.ringdown.client.agentchat.model.CreateTagRequest;
import dev.ringdown.client.agentchat.model.Role;
import dev.ringdown.client.agentchat.model.SetPasswordRequest;
import dev.ringdown.client.conversationmanager.model.AccountCreate;
import dev.ringdown.client.conversationmanager.model.AccountEntryPoint;
import dev.ringdown.client.conversationmanager.model.ChannelCreate;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.fixture.DeskAgents;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.server.ServerUnderTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;

/** Sets a company up by the calls by which everybody sets one up, but for its agents: of them the first is made so, and all others after it. */
final class CompanySetUp {

    /** The longest that an account takes: open chats stay open until a database is used again. */
    private static final BigDecimal TIMEOUT_MINUTES = BigDecimal.valueOf(43_200);
    private static final String NOWHERE = "https://nobody.ringdown.test/callback";

    private static final List<String> DEPARTMENTS = List.of("Customer care", "Accounts and billing", "Deliveries", "Technical support", "Sales",
            "Returns", "Claims", "New contracts", "Cards", "Home loans", "Business customers", "Fibre", "Collections", "Insurance", "Prepaid", "Roaming",
            "Complaints", "Human resources", "Legal", "Press");
    private static final List<String> TAG_GROUPS = List.of("Topic", "Outcome", "Product", "Mood", "Language", "Campaign");

    private final ServerUnderTest server;
    private final DeskClient manager;
    private final SplittableRandom random;

    CompanySetUp(ServerUnderTest server, SplittableRandom random) {
        this.server = server;
        this.manager = new DeskClient(server, Access.to(server)::managerSession);
        this.random = random;
    }

    Company setUp(Connection connection, Instant founded) throws Exception {
        List<Long> tags = tags();
        var hub = new HubFixtures(server);
        UUID connector = hub.application().role("customer", NOWHERE).create();
        ChannelCreate channel = hub.byocChannel();
        UUID channelId = hub.create(channel);
        UUID orchestration = hub.deskOrchestration(connector);
        List<Company.Department> departments = new ArrayList<>();
        for (int i = 0; i < CompanySize.DEPARTMENTS; i++) {
            // Every third department puts tags on its chats.
            List<Long> own = i % 3 == 0 ? List.of(tags.get(i)) : List.of();
            String greeting = "Welcome to " + DEPARTMENTS.get(i)
                    + ". By going on you agree that we keep what you write, as the law on personal information says.";
            String returnGreeting = "Welcome back to " + DEPARTMENTS.get(i) + '.';
            long id = manager.departments().createDepartment(DeskClient.VERSION, new CreateDepartmentRequest().departmentName(DEPARTMENTS.get(i))
                    .newCustomerMessage(greeting).returningCustomerMessage(returnGreeting).tagIDs(own)).getDepartmentID();
            AccountCreate account = hub.newAccount(channelId, orchestration);
            account.getChatConfigurations().timeout(TIMEOUT_MINUTES).entryPoint(new AccountEntryPoint().id(String.valueOf(id)))
                    .allowLogoutWithOpenChats(true).allowQueueTransferOnAgentUnavailability(true);
            departments.add(new Company.Department(id, hub.admin().accounts().createAccount(account).getId(), account.getAddress(), greeting,
                    returnGreeting, own));
        }
        for (int i = 1; i <= CompanySize.CANNED_RESPONSES; i++) {
            manager.cannedResponses().createCannedResponse(DeskClient.VERSION, new CreateCannedResponseRequest().cannedResponseName("Answer " + i)
                    .cannedResponseText("Thank you for writing in. This is what we say to question " + i + '.'));
        }
        return new Company(connector, channel.getType(), departments, tags, agents(connection, departments, founded));
    }

    private List<Long> tags() throws Exception {
        List<Long> groups = new ArrayList<>();
        for (String name : TAG_GROUPS) {
            groups.add(manager.tags().createTagGroup(DeskClient.VERSION, new CreateTagGroupRequest().tagGroupName(name)).getTagGroupID());
        }
        List<Long> tags = new ArrayList<>();
        for (int i = 0; i < CompanySize.TAGS; i++) {
            int group = i % CompanySize.TAG_GROUPS;
            tags.add(manager.tags().createTag(DeskClient.VERSION, new CreateTagRequest().tagGroupID(groups.get(group))
                    .tagName(String.format(Locale.ROOT, "%s %d", TAG_GROUPS.get(group), i / CompanySize.TAG_GROUPS + 1))).getTagID());
        }
        return tags;
    }

    private List<Company.Agent> agents(Connection connection, List<Company.Department> departments, Instant founded) throws Exception {
        List<Company.Agent> agents = new ArrayList<>();
        var people = new People(random);
        var weights = new Skew(departments.size(), 1);
        String hash = null;
        for (int i = 0; i < CompanySize.AGENTS; i++) {
            TreeSet<Integer> places = new TreeSet<>();
            // Each department has three who work there alone or with others; the rest go where the work is.
            places.add(i < 3 * departments.size() ? i % departments.size() : weights.draw(random));
            if (random.nextInt(4) == 0) {
                places.add(weights.draw(random));
            }
            String name = people.person(i).name();
            agents.add(i == 0 ? first(name, places, departments) : new Company.Agent(agents.get(0).id() + i, name == null ? "Sam" : name, List.copyOf(places)));
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT password_hash FROM agent WHERE id = " + agents.get(0).id())) {
            found.next();
            hash = found.getString(1);
        }
        save(connection, agents, departments, hash, founded);
        return agents;
    }

    private Company.Agent first(String name, TreeSet<Integer> places, List<Company.Department> departments) throws Exception {
        String known = name == null ? "Sam" : name;
        var made = manager.agents().createAgent(DeskClient.VERSION, new CreateAgentRequest().agentName(known).emailAddress(Company.emailOfAgent(1))
                .roleID(Role.Agent).departmentIDs(places.stream().map(place -> departments.get(place).id()).toList()));
        new DeskClient(server).authentication().setPassword(DeskClient.VERSION, new SetPasswordRequest().password(Company.AGENT_PASSWORD)
                .resetCode(DeskAgents.code(made.getResetURL().toString())));
        return new Company.Agent(made.getAgentID(), known, List.copyOf(places));
    }

    private static void save(Connection connection, List<Company.Agent> agents, List<Company.Department> departments, String hash, Instant founded)
            throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement agent = connection.prepareStatement("INSERT INTO agent (id, name, email, email_key, role_id, status_id, notifications, "
                + "enabled, password_hash, created) VALUES (?, ?, ?, ?, 1, 1, '', TRUE, ?, ?)");
                PreparedStatement member = connection.prepareStatement("INSERT INTO agent_department (agent_id, department_id) VALUES (?, ?)")) {
            for (int i = 1; i < agents.size(); i++) {
                Company.Agent one = agents.get(i);
                String email = Company.emailOfAgent(i + 1);
                agent.setLong(1, one.id());
                agent.setString(2, one.name());
                agent.setString(3, email);
                agent.setBytes(4, email.getBytes(StandardCharsets.UTF_8));
                agent.setString(5, hash);
                agent.setTimestamp(6, Timestamp.from(founded));
                agent.addBatch();
                for (int place : one.departments()) {
                    member.setLong(1, one.id());
                    member.setLong(2, departments.get(place).id());
                    member.addBatch();
                }
            }
            agent.executeBatch();
            member.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
