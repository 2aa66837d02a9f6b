package dev.ringdown.desk.session;

import dev.ringdown.api.agentchat.AuthenticationApi;
import dev.ringdown.api.agentchat.model.AgentLogonRequest;
import dev.ringdown.api.agentchat.model.AgentLogonResponse;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.GetSessionsResponse;
import dev.ringdown.api.agentchat.model.KeepAliveResponse;
import dev.ringdown.api.agentchat.model.SetPasswordRequest;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.GivenParameters;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.agent.CurrentCaller;
import dev.ringdown.desk.agent.PasswordResets;
import dev.ringdown.desk.chat.HeldChats;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.constraints.Min;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Logging on and off, and the sessions that agents have. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class SessionController implements AuthenticationApi {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final int LONGEST_USER_AGENT = 512;

    private final LogonService logons;
    private final SessionService sessions;
    private final PasswordResets resets;
    private final ResetRequests resetRequests;
    private final HeldChats chats;
    private final CurrentCaller caller;
    private final GivenParameters given;

    SessionController(LogonService logons, SessionService sessions, PasswordResets resets, ResetRequests resetRequests, HeldChats chats,
                      CurrentCaller caller, GivenParameters given) {
        this.logons = logons;
        this.sessions = sessions;
        this.resets = resets;
        this.resetRequests = resetRequests;
        this.chats = chats;
        this.caller = caller;
        this.given = given;
    }

    @Override
    public HttpResponse<AgentLogonResponse> agentLogon(String version, AgentLogonRequest body) {
        checkAddress(body.emailAddress());
        SessionService.Begun begun = logons.logOn(body.emailAddress(), body.password(), origin());
        return uncached(new AgentLogonResponse(begun.token().reveal(), begun.expiresAt(), begun.agent()));
    }

    @Override
    public HttpResponse<Object> setPassword(String version, SetPasswordRequest body) {
        resets.setPassword(body.resetCode(), body.password());
        return uncached(Map.of());
    }

    @Override
    public HttpResponse<Object> requestPasswordReset(String version, String emailAddress) {
        checkAddress(emailAddress);
        resetRequests.accept(emailAddress, origin().address());
        return uncached(Map.of());
    }

    @Override
    public HttpResponse<Object> agentLogoff(String version) {
        sessions.end(caller.get());
        return uncached(Map.of());
    }

    @Override
    public HttpResponse<KeepAliveResponse> keepAlive(String version) {
        Caller agent = caller.get();
        return uncached(new KeepAliveResponse(sessions.keepAlive(agent), chats.waitingFor(agent)));
    }

    @Override
    public HttpResponse<GetSessionsResponse> getSessions(String version, Optional<@Min(1) Long> agentID) {
        given.checkRead("AgentID", agentID);
        return uncached(new GetSessionsResponse(sessions.live(caller.get(), agentID.orElse(null)).stream().map(SessionController::shown).toList()));
    }

    @Override
    public HttpResponse<Object> endSession(String version, Long sessionID) {
        sessions.end(caller.get(), sessionID);
        return uncached(Map.of());
    }

    private static dev.ringdown.api.agentchat.model.Session shown(Session session) {
        return new dev.ringdown.api.agentchat.model.Session(session.id(), session.agentId(), session.startedAt(), session.lastActiveAt(),
                session.address(), session.userAgent());
    }

    /** The generated interface does not check the contract's format. */
    private static void checkAddress(String email) {
        if (!ADDRESS.matcher(email).matches()) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, "EmailAddress", "EmailAddress must be an e-mail address.");
        }
    }

    /** The address of the connection: what a header says of it, anybody can write. */
    private static SessionService.Origin origin() {
        HttpRequest<?> request = ServerRequestContext.currentRequest().orElseThrow();
        String address = request.getRemoteAddress().getAddress().getHostAddress();
        int zone = address.indexOf('%');
        return new SessionService.Origin(zone < 0 ? address : address.substring(0, zone),
                userAgent(request.getHeaders().get(HttpHeaders.USER_AGENT)));
    }

    private static @Nullable String userAgent(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        return header.length() > LONGEST_USER_AGENT ? header.substring(0, LONGEST_USER_AGENT) : header;
    }

    private static <T> MutableHttpResponse<T> uncached(T body) {
        return HttpResponse.ok(body).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
