package dev.ringdown.web;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads from an exception that the framework raised what the caller did wrong, in the contract's words: JSON names instead of
 * Java ones, and never a class name.
 *
 * @param failure what went wrong
 * @param message what a client developer should read
 * @param field   the contract's name of the field or parameter at fault, or null
 */
record RequestFailure(Failure failure, String message, @Nullable String field) {

    static RequestFailure of(HttpRequest<?> request, HttpStatus status, @Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof JsonProcessingException json) {
                return ofJson(json);
            }
            if (t instanceof ContentLengthExceededException) {
                return new RequestFailure(Failure.TOO_LARGE, "The request is larger than this server takes.", null);
            }
        }
        if (cause instanceof UnsatisfiedRouteException missing) {
            Argument<?> argument = missing.getArgument();
            return isBody(argument)
                    ? new RequestFailure(Failure.MISSING_VALUE, "The request needs a body.", null)
                    : new RequestFailure(Failure.MISSING_VALUE, "The parameter " + nameOf(argument) + " is required.", nameOf(argument));
        }
        if (cause instanceof ConversionErrorException conversion) {
            Argument<?> argument = conversion.getArgument();
            return isBody(argument)
                    ? new RequestFailure(Failure.MALFORMED_BODY, "The body is not what the contract says.", null)
                    : new RequestFailure(Failure.INVALID_VALUE, "The value of the parameter " + nameOf(argument) + " is not valid.",
                            nameOf(argument));
        }
        Failure failure = Failure.of(status);
        return new RequestFailure(failure, switch (failure) {
            case UNAUTHENTICATED -> "Log on first: the request carries no valid token.";
            case FORBIDDEN -> "The caller may not do this.";
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address does not take " + request.getMethodName() + ".";
            case NOT_ACCEPTABLE -> "The answer exists in none of the media types that the Accept header takes.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body's Content-Type is not one that this operation takes.";
            case TOO_LARGE -> "The request is larger than this server takes.";
            default -> failure.status().getReason();
        }, null);
    }

    private static boolean isBody(Argument<?> argument) {
        return argument.isAnnotationPresent(Body.class);
    }

    static String nameOf(Argument<?> argument) {
        return argument.getAnnotationMetadata().stringValue(Bindable.class).orElse(argument.getName());
    }

    static RequestFailure ofJson(JsonProcessingException json) {
        String field = json instanceof JsonMappingException mapping ? pathOf(mapping.getPath()) : null;
        if (json instanceof UnrecognizedPropertyException) {
            return new RequestFailure(Failure.UNKNOWN_PARAMETER, "The field " + field + " is not known here.", field);
        }
        if (json instanceof InvalidNullException) {
            return new RequestFailure(Failure.INVALID_VALUE, "The field " + field + " must not be null.", field);
        }
        if (json instanceof InvalidTypeIdException type) {
            String discriminator = field == null ? "type" : field + ".type";
            return type.getTypeId() == null
                    ? new RequestFailure(Failure.MISSING_VALUE, "The field " + discriminator + " is required.", discriminator)
                    : new RequestFailure(Failure.INVALID_VALUE, "The value of the field " + discriminator + " is not one of those allowed.",
                            discriminator);
        }
        if (json instanceof StreamConstraintsException) {
            return new RequestFailure(Failure.MALFORMED_BODY, "The body is nested too deeply, or holds a value that is too long.", null);
        }
        boolean outOfRange = json instanceof InputCoercionException || json.getCause() instanceof InputCoercionException;
        if (outOfRange || json instanceof MismatchedInputException || json.getCause() instanceof IllegalArgumentException) {
            return field == null && !outOfRange
                    ? new RequestFailure(Failure.MALFORMED_BODY, "The body is not of the form that the contract gives it.", null)
                    : new RequestFailure(Failure.INVALID_VALUE, 
                            (field == null ? "A number" : "The value of the field " + field) + " is not valid.", field);
        }
        if (json instanceof JsonParseException && json.getOriginalMessage().startsWith("Duplicate field")) {
            return new RequestFailure(Failure.MALFORMED_BODY, "The body names a field twice.", null);
        }
        return new RequestFailure(Failure.MALFORMED_BODY, "The body is not well-formed JSON.", null);
    }

    private static @Nullable String pathOf(List<JsonMappingException.Reference> path) {
        String joined = path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return joined.isEmpty() ? null : joined.startsWith(".") ? joined.substring(1) : joined;
    }
}
