package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.conversationmanager.model.ClientScope;
import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.operation.ContractOperation;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each operation of the hub, built or not, lets in by exactly the scopes that its contract lists. */
class ScopesIT {

    @TestFactory
    Stream<DynamicContainer> areThoseOfTheContract() {
        return Api.HUB.operations().stream().filter(operation -> !operation.open()).map(operation -> DynamicContainer.dynamicContainer(
                operation.id(), Arrays.stream(ClientScope.values()).map(scope -> DynamicTest.dynamicTest(scope.toString(),
                        () -> check(operation, scope.toString())))));
    }

    /** Routers that take a slash at the end for none must not lead past the permissions, which go by the contract's paths. */
    @TestFactory
    Stream<DynamicTest> areNotPassedByWithASlashAtTheEnd() {
        return Api.HUB.operations().stream().filter(operation -> !operation.open()).map(operation -> DynamicTest.dynamicTest(operation.id(), () ->
                Arrays.stream(ClientScope.values()).forEach(scope -> Refusal.expect("404-101",
                        Call.of(operation.method(), SharedServer.get().at(operation.pathWith(UUID.randomUUID().toString()) + "/"),
                                Access.to(SharedServer.get()).tokenWithScope(scope.toString())).withJson("{}").send()))));
    }

    private static void check(ContractOperation operation, String scope) {
        Response response = Call.of(operation.method(), SharedServer.get().at(operation.pathWith(UUID.randomUUID().toString())),
                Access.to(SharedServer.get()).tokenWithScope(scope)).withJson("{").send();
        if (operation.permissions().contains(scope)) {
            assertThat(response.statusCode()).as(response.asString()).isNotIn(401, 403, 500);
        } else {
            Refusal.expect("403-101", response);
        }
    }
}
