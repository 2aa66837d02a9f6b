package dev.ringdown.conformance.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.operation.ContractOperation;
import dev.ringdown.conformance.operation.UnbuiltOperations;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** A call of an unbuilt operation by one who may make it, well formed by the contract's own examples: 501 and nothing else. */
final class UnbuiltCall {

    private UnbuiltCall() {
    }

    static void expect501(ContractOperation operation) {
        Response response = call(operation).send();
        if (behindAShutDoor(operation)) {
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(401);
        } else if (operation.api() == Api.HUB) {
            Refusal.expect("501-101", response);
        } else {
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(501);
            assertThat(response.<String>path("ErrorCode")).isEqualTo("NotImplemented");
            assertThat(response.<String>path("ErrorMessage")).isNotBlank();
        }
    }

    private static Call call(ContractOperation operation) {
        Call call = Call.of(operation.method(), SharedServer.get().at(operation.pathWith(UUID.randomUUID().toString())), token(operation))
                .withAccept("*/*");
        for (var parameter : operation.requiredQuery().entrySet()) {
            call = call.withQuery(parameter.getKey(), parameter.getValue());
        }
        if (operation.exampleBody() instanceof Map<?, ?> json) {
            return call.withJson(JsonBody.of(json));
        }
        // Any type will do where the contract says */*.
        return operation.contentType() == null ? call
                : call.withBody(operation.contentType().replace("*/*", "application/octet-stream"), "content".getBytes(StandardCharsets.UTF_8));
    }

    private static String token(ContractOperation operation) {
        if (operation.open() || behindAShutDoor(operation)) {
            return null;
        }
        Access access = Access.to(SharedServer.get());
        return operation.api() == Api.HUB ? access.tokenWithScope(operation.permissions().get(0)) : access.managerSession();
    }

    /** As long as nobody can log on at the desk, nobody gets as far as to see that an operation is not built. */
    private static boolean behindAShutDoor(ContractOperation operation) {
        return operation.api() == Api.DESK && !operation.open() && UnbuiltOperations.contain(Api.DESK.operation("AgentLogon"));
    }
}
