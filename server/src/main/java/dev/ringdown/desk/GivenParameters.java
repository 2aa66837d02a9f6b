package dev.ringdown.desk;

import dev.ringdown.api.agentchat.model.ErrorCode;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;

import java.util.Optional;

/** Refuses optional query parameters that could not be read: the framework takes such a one for one that was left out. */
@Singleton
public class GivenParameters {

    /**
     * @param value what was read of the parameter in the current request
     * @throws DeskException 400 if the parameter is there, but nothing could be read from it
     */
    public void checkRead(String name, Optional<?> value) {
        if (value.isEmpty() && ServerRequestContext.currentRequest().orElseThrow().getParameters().contains(name)) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, name, "The value of the parameter " + name + " is not valid.");
        }
    }

    /** @throws DeskException 400 if the parameter is there and neither {@code true} nor {@code false} */
    public void checkBoolean(String name) {
        String given = ServerRequestContext.currentRequest().orElseThrow().getParameters().get(name);
        if (given != null && !given.equals("true") && !given.equals("false")) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, name, name + " must be true or false.");
        }
    }
}
