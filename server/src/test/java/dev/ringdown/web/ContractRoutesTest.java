package dev.ringdown.web;

import io.micronaut.core.reflect.ReflectionUtils;
import io.micronaut.http.HttpMethod;
import io.micronaut.inject.MethodExecutionHandle;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Contract and server agree, both ways: every operation has exactly one route, every route under an API is an operation. */
@MicronautTest(environments = "database")
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
        List<String> routes = routes().map(route -> route.getHttpMethod() + " " + path(route)).sorted().toList();
        assertEquals(operations, routes);
    }

    @Test
    void everyOperationSaysWhoMayCallIt() {
        contracts.operations().forEach(operation ->
                assertTrue(operation.open() == operation.requiredPermissions().isEmpty(), operation.id() + " is open or has permissions"));
    }

    @Test
    void everyOperationIsWrittenByPeople() {
        List<String> unwritten = routes().map(UriRouteInfo::getTargetMethod).filter(ContractRoutesTest::isLeftAbstract)
                .map(MethodExecutionHandle::getMethodName).toList();
        assertEquals(List.of(), unwritten);
    }

    /** The routes under the APIs; the router lists each once per way in, and adds one for HEAD to each for GET. */
    private Stream<UriRouteInfo<?, ?>> routes() {
        Map<String, UriRouteInfo<?, ?>> routes = new LinkedHashMap<>();
        router.uriRoutes().filter(route -> contracts.cover(path(route)) && route.getHttpMethod() != HttpMethod.HEAD)
                .forEach(route -> routes.put(route.getHttpMethod() + path(route) + route.getTargetMethod().getDeclaringType()
                        + route.getTargetMethod().getMethodName(), route));
        return routes.values().stream();
    }

    /** Whether no class that people wrote has the method: only the interface that is generated. */
    private static boolean isLeftAbstract(MethodExecutionHandle<?, ?> method) {
        for (Class<?> type = method.getDeclaringType(); type != null && !type.isInterface(); type = type.getSuperclass()) {
            boolean written = !type.getSimpleName().contains("$")
                    && ReflectionUtils.findMethod(type, method.getMethodName(), method.getArgumentTypes())
                            .filter(found -> !Modifier.isAbstract(found.getModifiers())).isPresent();
            if (written) {
                return false;
            }
        }
        return true;
    }

    private static String path(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toString().replaceAll("\\{[^}]*}", "{}");
    }
}
