package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.AgentLogonRequest;
import dev.ringdown.client.agentchat.model.AgentStatus;
import dev.ringdown.client.agentchat.model.CreateAgentRequest;
import dev.ringdown.client.agentchat.model.CreateAgentResponse;
import dev.ringdown.client.agentchat.model.Role;
import dev.ringdown.client.agentchat.model.SetPasswordRequest;
import dev.ringdown.client.agentchat.model.UpdateAgentRequest;
import dev.ringdown.conformance.fixture.DeskAgents;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.MailingServer;
import dev.ringdown.conformance.fixture.Unique;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How an agent comes to a password, on a server that sends mail to a real mail server. */
class PasswordResetIT {

    private static final String VERSION = "1";
    private static final String PUBLIC_URL = "https://desk.example.test/ringdown";
    private static final Pattern URL = Pattern.compile("^" + Pattern.quote(PUBLIC_URL) + "/reset\\?code=([0-9a-f]{64})$", Pattern.MULTILINE);

    private static MailingServer mailing;
    private static DeskClient anybody;
    private static DeskClient manager;

    private final String email = Unique.name("agent") + "@ringdown.test";

    @BeforeAll
    static void start() {
        mailing = MailingServer.start(Map.of("RINGDOWN_PUBLIC_URL", PUBLIC_URL));
        anybody = new DeskClient(mailing.server());
        manager = mailing.manager();
    }

    @AfterAll
    static void stop() {
        if (mailing != null) {
            mailing.close();
        }
    }

    @Test
    void aNewAgentIsMailedWhereToSetAPassword() throws Exception {
        CreateAgentResponse made = create();

        assertThat(made.getResetURL()).as("it is mailed, not answered").isNull();
        MimeMessage mail = mail(1);
        assertThat(mail.getFrom()[0].toString()).isEqualTo(MailingServer.FROM);
        assertThat(mail.getSubject()).isEqualTo("Ringdown: your account at the agent desk");
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(text(mail)).contains("Hello Thandi Nkosi,").contains(email).contains("within one hour");
        String code = code(mail);
        anybody.authentication().setPassword(VERSION, new SetPasswordRequest().resetCode(code).password("correct horse"));
        assertThat(logOn("correct horse")).matches("[0-9a-f]{32}");
        assertThat(mailing.process().output()).as("codes are not logged").doesNotContain(code).doesNotContain(email);
    }

    @Test
    void whoForgotThePasswordIsMailedWhereToSetAnother() throws Exception {
        agent("correct horse");
        anybody.authentication().requestPasswordReset(VERSION, email.toUpperCase(Locale.ROOT));

        MimeMessage mail = mail(2);
        assertThat(mail.getSubject()).isEqualTo("Ringdown: set a new password");
        assertThat(text(mail)).contains(email).contains("If it was not you");
        assertThat(logOn("correct horse")).as("the present one works on").isNotNull();
        anybody.authentication().setPassword(VERSION, new SetPasswordRequest().resetCode(code(mail)).password("another horse"));
        assertThat(logOn("another horse")).isNotNull();
        assertThatThrownBy(() -> logOn("correct horse")).isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(401));
        assertThat(mailing.process().output()).doesNotContain(code(mail)).doesNotContain(email);
    }

    @Test
    void aNewPasswordEndsAllSessionsAndAllOtherCodes() throws Exception {
        long id = agent("correct horse");
        anybody.authentication().requestPasswordReset(VERSION, email);
        anybody.authentication().requestPasswordReset(VERSION, email);
        String used = code(mail(3));
        List<String> codes = mails().stream().map(PasswordResetIT::code).toList();
        assertThat(codes).doesNotHaveDuplicates();
        String session = logOn("correct horse");

        anybody.authentication().setPassword(VERSION, new SetPasswordRequest().resetCode(used).password("another horse"));

        assertThatThrownBy(() -> new DeskClient(mailing.server(), () -> session).authentication().keepAlive(VERSION))
                .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(401));
        assertThat(manager.agents().getAgents(VERSION).getAgents().stream().filter(agent -> agent.getAgentID() == id).findFirst().orElseThrow()
                .getStatusID()).isEqualTo(AgentStatus.Offline);
        for (String code : codes) {
            assertThatThrownBy(() -> anybody.authentication().setPassword(VERSION, new SetPasswordRequest().resetCode(code).password("third horse")))
                    .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getResponseBody()).contains("InvalidResetCode"));
        }
        assertThat(logOn("another horse")).isNotNull();
    }

    @Test
    void ofTwoWhoUseOneCodeAtOnceOneSetsThePassword() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            create();
            String code = code(mail(1));
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (String password : new String[]{"first horse", "second horse", "third horse", "fourth horse"}) {
                attempts.add(() -> {
                    try {
                        anybody.authentication().setPassword(VERSION, new SetPasswordRequest().resetCode(code).password(password));
                    } catch (ApiException e) {
                        assertThat(e.getResponseBody()).contains("InvalidResetCode");
                        return false;
                    }
                    assertThat(logOn(password)).as("the one who has set it logs on").isNotNull();
                    return true;
                });
            }
            List<Boolean> set = new ArrayList<>();
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                set.add(attempt.get());
            }
            assertThat(set).containsOnlyOnce(true);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nobodyIsMailedForAnUnknownAddressOrADisabledAgent() throws Exception {
        long id = agent("correct horse");
        manager.agents().updateAgent(VERSION, new UpdateAgentRequest().agentID(id).enabled(false));
        String unknown = Unique.name("nobody") + "@ringdown.test";
        anybody.authentication().requestPasswordReset(VERSION, email);
        anybody.authentication().requestPasswordReset(VERSION, unknown);
        // They are looked at in order of time: once these later ones are mailed, those before are done.
        for (int i = 0; i < 3; i++) {
            anybodyElseAsks();
        }
        assertThat(mails()).hasSize(1);
        assertThat(mailing.mailsTo(unknown)).isEmpty();
    }

    /** Another agent asks for a reset URL and gets it. */
    private static void anybodyElseAsks() throws Exception {
        PasswordResetIT other = new PasswordResetIT();
        other.create();
        anybody.authentication().requestPasswordReset(VERSION, other.email);
        other.mail(2);
    }

    private CreateAgentResponse create() throws ApiException {
        return manager.agents().createAgent(VERSION, new CreateAgentRequest().agentName("Thandi Nkosi").emailAddress(email).roleID(Role.Agent)
                .departmentIDs(List.of(1L)));
    }

    private long agent(String password) throws Exception {
        CreateAgentResponse made = create();
        anybody.authentication().setPassword(VERSION, new SetPasswordRequest().resetCode(code(mail(1))).password(password));
        return made.getAgentID();
    }

    private String logOn(String password) throws ApiException {
        return anybody.authentication().agentLogon(VERSION, new AgentLogonRequest().emailAddress(email).password(password)).getSessionToken();
    }

    /** The so manieth mail to the agent, when it is there. */
    private MimeMessage mail(int count) {
        return await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(30)).until(this::mails, mails -> mails.size() >= count)
                .get(count - 1);
    }

    private List<MimeMessage> mails() {
        return mailing.mailsTo(email);
    }

    private static String text(MimeMessage mail) {
        try {
            return ((String) mail.getContent()).replace("\r\n", "\n");
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String code(MimeMessage mail) {
        Matcher url = URL.matcher(text(mail));
        assertThat(url.find()).as(text(mail)).isTrue();
        return DeskAgents.code(url.group());
    }
}
