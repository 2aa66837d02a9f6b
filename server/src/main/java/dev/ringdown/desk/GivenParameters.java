package dev.ringdown.desk;

import dev.ringdown.api.agentchat.model.ErrorCode;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses optional query parameters that could not be read: the framework takes such a one for one that was left out. */
@Singleton
public class GivenParameters {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

    /**
     * @param value what was read of the parameter in the current request
     * @throws DeskException 400 if the parameter is there, but nothing could be read from it
     */
    public void checkRead(String name, Optional<?> value) {
        if (value.isEmpty() && ServerRequestContext.currentRequest().orElseThrow().getParameters().contains(name)) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, name, "The value of the parameter " + name + " is not valid.");
        }
    }

    /**
     * A header of the current request that holds a number of at least 0.
     *
     * @throws DeskException 400 if it holds anything else
     */
    public Optional<Long> numberInHeader(String name) {
        List<String> values = ServerRequestContext.currentRequest().orElseThrow().getHeaders().getAll(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() == 1 && NUMBER.matcher(values.get(0)).matches()) {
            try {
                return Optional.of(Long.valueOf(values.get(0)));
            } catch (NumberFormatException tooLarge) {
                // Refused below.
            }
        }
        throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, name, name + " must be a whole number, 0 or more.");
    }

    /** @throws DeskException 400 if the parameter is there and neither {@code true} nor {@code false} */
    public void checkBoolean(String name) {
        String given = ServerRequestContext.currentRequest().orElseThrow().getParameters().get(name);
        if (given != null && !given.equals("true") && !given.equals("false")) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, name, name + " must be true or false.");
        }
    }
}
