package dev.ringdown.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;

import java.util.List;
import java.util.Map;

/** Refuses query parameters that the operation's contract does not name, and such as are given twice. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class KnownParameters implements Ordered {

    private final Contracts contracts;
    private final ErrorResponses responses;

    KnownParameters(Contracts contracts, ErrorResponses responses) {
        this.contracts = contracts;
        this.responses = responses;
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
            if (!operation.queryParameters().contains(name)) {
                return responses.answer(request, Failure.UNKNOWN_PARAMETER, "The query parameter " + name + " is not known here.", name);
            }
            if (parameter.getValue().size() > 1) {
                return responses.answer(request, Failure.INVALID_VALUE, "The query parameter " + name + " is given more than once.", name);
            }
        }
        return null;
    }
}
