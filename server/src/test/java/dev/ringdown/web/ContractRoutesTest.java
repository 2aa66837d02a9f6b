package dev.ringdown.web;

import io.micronaut.http.HttpMethod;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Contract and server agree, both ways: every operation has exactly one route, every route under an API is an operation. */
@MicronautTest
class ContractRoutesTest {

    @Inject
    Contracts contracts;
    @Inject
    Router router;

    @Test
    void theContractsAreWhole() {
        Map<Boolean, Long> counts = contracts.operations().stream()
                .collect(Collectors.partitioningBy(operation -> operation.path().startsWith("/api/"), Collectors.counting()));
        assertEquals(42L, counts.get(false), "operations of the Conversation Manager");
        assertEquals(54L, counts.get(true), "operations of AgentChat");
    }

    @Test
    void everyOperationHasOneRouteAndEveryRouteOneOperation() {
        List<String> operations = contracts.operations().stream()
                .map(operation -> operation.method() + " " + operation.path().replaceAll("\\{[^}]*}", "{}")).sorted().toList();
        // Micronaut adds a route for HEAD to each for GET.
        List<String> routes = router.uriRoutes()
                .filter(route -> contracts.cover(path(route)) && route.getHttpMethod() != HttpMethod.HEAD)
                .map(route -> route.getHttpMethod() + " " + path(route)).sorted().toList();
        assertEquals(operations, routes);
    }

    @Test
    void everyOperationSaysWhoMayCallIt() {
        contracts.operations().forEach(operation ->
                assertTrue(operation.open() == operation.requiredPermissions().isEmpty(), operation.id() + " is open or has permissions"));
    }

    @Test
    void theListOfUnbuiltOperationsIsWhatTheControllersLeaveAbstract() throws IOException {
        Set<String> unbuilt = router.uriRoutes()
                .filter(route -> contracts.cover(path(route)) && route.getHttpMethod() != HttpMethod.HEAD)
                .map(route -> route.getTargetMethod())
                .filter(method -> method.isAbstract() || java.lang.reflect.Modifier.isAbstract(method.getTargetMethod().getModifiers()))
                .map(method -> method.getMethodName().toLowerCase())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = new String(getClass().getResourceAsStream("/unbuilt-operations.txt").readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.startsWith("#")).map(String::toLowerCase).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(listed, unbuilt);
    }

    private static String path(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toString().replaceAll("\\{[^}]*}", "{}");
    }
}
