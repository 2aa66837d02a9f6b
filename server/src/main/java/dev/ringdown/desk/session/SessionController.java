package dev.ringdown.desk.session;

import dev.ringdown.api.agentchat.AuthenticationApi;
import dev.ringdown.api.agentchat.model.AgentLogonRequest;
import dev.ringdown.api.agentchat.model.AgentLogonResponse;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.KeepAliveResponse;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.agent.Caller;
import dev.ringdown.desk.agent.CurrentCaller;
import dev.ringdown.desk.chat.HeldChats;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.Map;
import java.util.regex.Pattern;

/** Logging on and off, and the sessions that agents have. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@UnbuiltOperations
abstract class SessionController implements AuthenticationApi {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final int LONGEST_USER_AGENT = 512;

    private final LogonService logons;
    private final SessionService sessions;
    private final HeldChats chats;
    private final CurrentCaller caller;

    SessionController(LogonService logons, SessionService sessions, HeldChats chats, CurrentCaller caller) {
        this.logons = logons;
        this.sessions = sessions;
        this.chats = chats;
        this.caller = caller;
    }

    @Override
    public HttpResponse<AgentLogonResponse> agentLogon(String version, AgentLogonRequest body) {
        // The generated record does not check the contract's format.
        if (!ADDRESS.matcher(body.emailAddress()).matches()) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, "EmailAddress", "EmailAddress must be an e-mail address.");
        }
        HttpRequest<?> request = ServerRequestContext.currentRequest().orElseThrow();
        SessionService.Begun begun = logons.logOn(body.emailAddress(), body.password(), origin(request));
        return uncached(new AgentLogonResponse(begun.token().reveal(), begun.expiresAt(), begun.agent()));
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

    /** The address of the connection: what a header says of it, anybody can write. */
    private static SessionService.Origin origin(HttpRequest<?> request) {
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
