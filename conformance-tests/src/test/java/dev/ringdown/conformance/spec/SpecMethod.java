package dev.ringdown.conformance.spec;

import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.operation.ContractOperation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A method of a generated test-spec interface: an operation and one of its statuses, as its name says ({@code createChannel201}).
 *
 * @param testSpec  the interface
 * @param name      the method's name
 * @param operation the operation that its name begins with
 * @param status    the status that its name ends with
 */
record SpecMethod(Class<?> testSpec, String name, ContractOperation operation, int status) {

    private static final int DIGITS = 3;

    /** The spec method that a test method implements, if it does. */
    static Optional<SpecMethod> implementedBy(Class<?> testClass, Method testMethod) {
        return testSpecsOf(testClass).stream()
                .flatMap(testSpec -> of(testSpec).stream())
                .filter(method -> method.name.equals(testMethod.getName()) && testMethod.getParameterCount() == 0)
                .findFirst();
    }

    /** All methods of a test-spec interface. */
    static List<SpecMethod> of(Class<?> testSpec) {
        Api api = apiOf(testSpec).orElseThrow();
        return Arrays.stream(testSpec.getDeclaredMethods()).filter(method -> !method.isSynthetic()).map(Method::getName).sorted()
                .map(name -> of(testSpec, api, name)).toList();
    }

    /** The test-spec interfaces that a class implements, itself or through others. */
    static Set<Class<?>> testSpecsOf(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> implemented : at.getInterfaces()) {
                if (isTestSpec(implemented)) {
                    found.add(implemented);
                }
                found.addAll(testSpecsOf(implemented));
            }
        }
        return found;
    }

    static boolean isTestSpec(Class<?> type) {
        return type.isInterface() && type.getSimpleName().endsWith("ApiTestSpec") && apiOf(type).isPresent();
    }

    private static Optional<Api> apiOf(Class<?> type) {
        return Arrays.stream(Api.values()).filter(api -> api.testSpecPackage().equals(type.getPackageName())).findFirst();
    }

    private static SpecMethod of(Class<?> testSpec, Api api, String name) {
        String operation = name.substring(0, name.length() - DIGITS);
        // The desk's operations begin with a capital, methods never do.
        return new SpecMethod(testSpec, name,
                api.operations().stream().filter(candidate -> decapitalized(candidate.id()).equals(operation)).findFirst()
                        .orElseThrow(() -> new IllegalStateException(testSpec.getName() + '.' + name + " belongs to no operation")),
                Integer.parseInt(name.substring(name.length() - DIGITS)));
    }

    private static String decapitalized(String id) {
        return Character.toLowerCase(id.charAt(0)) + id.substring(1);
    }
}
