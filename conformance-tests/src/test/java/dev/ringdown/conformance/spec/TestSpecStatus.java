package dev.ringdown.conformance.spec;

import dev.ringdown.conformance.http.Answers;
import dev.ringdown.conformance.operation.UnbuiltOperations;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Holds every test-spec method to its name: {@code createChannel201} fails unless it made a call of createChannel that was answered
 * with 201. While the operation is on the list of {@linkplain UnbuiltOperations unbuilt ones}, the method's own body is not run; instead
 * it must see 501. Registered for all tests (META-INF/services), so that no class can forget it.
 */
public final class TestSpecStatus implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Answers.forget();
        Optional<SpecMethod> specMethod = SpecMethod.implementedBy(method.getTargetClass(), method.getExecutable());
        if (specMethod.isEmpty()) {
            invocation.proceed();
        } else if (UnbuiltOperations.contain(specMethod.get().operation())) {
            invocation.skip();
            UnbuiltCall.expect501(specMethod.get().operation());
        } else {
            invocation.proceed();
            check(specMethod.get());
        }
    }

    private static void check(SpecMethod method) {
        if (!Answers.saw(method.operation(), method.status())) {
            throw new AssertionError(method.name() + " never saw " + method.operation() + " answered with " + method.status()
                    + ". It saw: " + Answers.seen());
        }
    }
}
