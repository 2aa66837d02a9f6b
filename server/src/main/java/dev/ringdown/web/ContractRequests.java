package dev.ringdown.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses what the contract does not have: query parameters that the operation does not name, that are given twice or whose values break
 * their schema, and bodies of another media type.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ContractRequests implements Ordered {

    private static final Pattern JSON = Pattern.compile("(?i)\\s*application/json\\s*(;.*)?");

    private final Contracts contracts;
    private final ErrorResponses responses;
    private final long largestRequest;

    ContractRequests(Contracts contracts, ErrorResponses responses, HttpServerConfiguration server) {
        this.contracts = contracts;
        this.responses = responses;
        this.largestRequest = server.getMaxRequestSize();
    }

    /** After the security rule: who may not call an operation does not learn its parameters. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        ContractOperation operation = contracts.operation(request).orElse(null);
        if (operation == null) {
            return null;
        }
        for (Map.Entry<String, List<String>> parameter : request.getParameters()) {
            String name = parameter.getKey();
            ParameterSchema schema = operation.queryParameters().get(name);
            if (schema == null) {
                return responses.answer(request, Failure.UNKNOWN_PARAMETER, "The query parameter " + name + " is not known here.", name);
            }
            if (parameter.getValue().size() > 1) {
                return responses.answer(request, Failure.INVALID_VALUE, "The query parameter " + name + " is given more than once.", name);
            }
            Optional<String> objection = schema.objection(parameter.getValue().get(0));
            if (objection.isPresent()) {
                return responses.answer(request, Failure.INVALID_VALUE, "The query parameter " + name + " " + objection.get() + ".", name);
            }
        }
        if (request.getHeaders().contentLength().orElse(0) > largestRequest) {
            // Before the route takes the body as a stream: the framework would neither let it read what is too large nor pass it over.
            return responses.answer(request, Failure.TOO_LARGE, "The request is larger than this server takes.", null);
        }
        if (operation.takesJson() && !isJson(request)) {
            return responses.answer(request, Failure.UNSUPPORTED_MEDIA_TYPE, "The body's Content-Type must be application/json.", null);
        }
        return null;
    }

    /** The framework takes a body whose Content-Type it cannot read for one of the right type. */
    private static boolean isJson(HttpRequest<?> request) {
        String contentType = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        if (contentType == null) {
            return request.getHeaders().contentLength().orElse(0) == 0 && !request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING);
        }
        return JSON.matcher(contentType).matches();
    }
}
