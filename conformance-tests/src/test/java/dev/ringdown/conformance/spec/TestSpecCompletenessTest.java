package dev.ringdown.conformance.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.operation.ContractOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/**
 * Nothing slips through between the contract and the tests: each operation and status has a test-spec method, each test-spec method an
 * implementation that runs.
 */
class TestSpecCompletenessTest {

    private final List<Class<?>> classes = testClasses();

    @Test
    void everyStatusOfTheContractsHasATestSpecMethod() {
        List<String> missing = new ArrayList<>();
        List<SpecMethod> methods = testSpecs().flatMap(testSpec -> SpecMethod.of(testSpec).stream()).toList();
        for (Api api : Api.values()) {
            for (ContractOperation operation : api.operations()) {
                for (int status : operation.statuses()) {
                    if (methods.stream().noneMatch(method -> method.operation().equals(operation) && method.status() == status)) {
                        missing.add(api.contract() + ' ' + operation + ' ' + status);
                    }
                }
            }
        }
        assertThat(methods).as("test-spec methods").isNotEmpty();
        assertThat(missing).as("statuses without a generated test-spec method").isEmpty();
    }

    @Test
    void everyTestSpecIsImplemented() {
        assertThat(testSpecs().filter(testSpec -> implementationsOf(testSpec).isEmpty()))
                .as("test-spec interfaces that no test class implements").isEmpty();
    }

    @Test
    void everyImplementationRuns() {
        List<String> wrong = new ArrayList<>();
        testSpecs().forEach(testSpec -> implementationsOf(testSpec).forEach(type -> {
            if (!type.getSimpleName().endsWith("IT") || type.isAnnotationPresent(Disabled.class)) {
                wrong.add(type.getName() + " is not run: its name must end with IT, and it must not be disabled");
            }
            SpecMethod.of(testSpec).stream().map(SpecMethod::name).filter(name -> !isRun(type, name))
                    .forEach(name -> wrong.add(type.getName() + '.' + name + " is not run: @Test, and no @Disabled"));
        }));
        assertThat(wrong).isEmpty();
    }

    private Stream<Class<?>> testSpecs() {
        return classes.stream().filter(SpecMethod::isTestSpec);
    }

    private List<Class<?>> implementationsOf(Class<?> testSpec) {
        return classes.stream()
                .filter(type -> !type.isInterface() && !Modifier.isAbstract(type.getModifiers()) && testSpec.isAssignableFrom(type))
                .toList();
    }

    private static boolean isRun(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            return method.isAnnotationPresent(Test.class) && !method.isAnnotationPresent(Disabled.class);
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** All classes of this module's tests, not initialised. */
    private static List<Class<?>> testClasses() {
        try {
            Path root = Path.of(TestSpecCompletenessTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.walk(root)) {
                List<Class<?>> found = new ArrayList<>();
                for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    String name = root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".").replaceFirst("\\.class$", "");
                    found.add(Class.forName(name, false, TestSpecCompletenessTest.class.getClassLoader()));
                }
                return found;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
