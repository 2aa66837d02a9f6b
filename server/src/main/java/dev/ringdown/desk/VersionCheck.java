package dev.ringdown.desk;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.security.RequestPrecondition;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

import java.util.regex.Pattern;

/** Every call names the version that its client speaks; another version than 1 is refused before anything else is looked at. */
@Singleton
class VersionCheck implements RequestPrecondition {

    static final String PARAMETER = "Version";

    private static final Pattern SPOKEN = Pattern.compile("1(\\.[0-9]{1,5}){0,3}");

    @Override
    public void check(HttpRequest<?> request) {
        if (!request.getPath().startsWith(DeskApi.BASE_PATH + "/")) {
            return;
        }
        String version = request.getParameters().get(PARAMETER);
        if (version == null || !SPOKEN.matcher(version).matches()) {
            throw DeskException.badRequest(ErrorCode.INVALID_VERSION, PARAMETER, "Version is required and must be 1, 1.0, 1.0.0 or the like.");
        }
    }
}
