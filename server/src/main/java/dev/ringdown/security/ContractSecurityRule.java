package dev.ringdown.security;

import dev.ringdown.web.ContractOperation;
import dev.ringdown.web.Contracts;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

import java.util.List;
import java.util.Set;

/**
 * Who may call what: the permissions that stand in the contracts, and nothing else. Under the base path of an API an address that
 * is no operation needs a caller who is logged on, so that nobody explores it from outside, and is 404 then; elsewhere the server's few own pages
 * are open.
 */
@Singleton
class ContractSecurityRule implements SecurityRule<HttpRequest<?>> {

    private static final Set<String> OPEN_PATHS = Set.of("/oauth2/token", "/reset", "/health", "/health/liveness", "/health/readiness", "/prometheus");

    private final Contracts contracts;
    private final List<RequestPrecondition> preconditions;

    ContractSecurityRule(Contracts contracts, List<RequestPrecondition> preconditions) {
        this.contracts = contracts;
        this.preconditions = preconditions;
    }

    /** Before the framework's own rules, which know nothing of the contracts. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Publisher<SecurityRuleResult> check(HttpRequest<?> request, @Nullable Authentication caller) {
        if (!contracts.cover(request.getPath())) {
            return Publishers.just(OPEN_PATHS.contains(request.getPath()) ? SecurityRuleResult.ALLOWED : SecurityRuleResult.UNKNOWN);
        }
        ContractOperation operation = contracts.operation(request).orElse(null);
        if (caller == null && (operation == null || !operation.open())) {
            return Publishers.just(SecurityRuleResult.REJECTED);
        }
        if (operation == null) {
            // The router is more generous than the contract (it takes a slash at the end): what the contract does not name never gets there.
            return contracts.names(request.getPath()) ? Publishers.just(SecurityRuleResult.ALLOWED)
                    : Publishers.just(new HttpStatusException(HttpStatus.NOT_FOUND, "There is nothing at this address."));
        }
        try {
            preconditions.forEach(precondition -> precondition.check(request));
        } catch (RuntimeException refusal) {
            return Publishers.just(refusal);
        }
        boolean allowed = operation.open()
                || operation.requiredPermissions().stream().anyMatch(caller.getRoles()::contains);
        return Publishers.just(allowed ? SecurityRuleResult.ALLOWED : SecurityRuleResult.REJECTED);
    }
}
