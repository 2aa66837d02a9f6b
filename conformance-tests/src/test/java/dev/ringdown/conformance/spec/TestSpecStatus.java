package dev.ringdown.conformance.spec;

import dev.ringdown.conformance.http.Answers;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Holds every test-spec method to its name: {@code createChannel201} fails unless it made a call of createChannel that was answered
 * with 201. Registered for all tests (META-INF/services), so that no class can forget it.
 */
public final class TestSpecStatus implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Answers.forget();
        invocation.proceed();
        SpecMethod.implementedBy(method.getTargetClass(), method.getExecutable()).ifPresent(TestSpecStatus::check);
    }

    private static void check(SpecMethod method) {
        if (!Answers.saw(method.operation(), method.status())) {
            throw new AssertionError(method.name() + " never saw " + method.operation() + " answered with " + method.status()
                    + ". It saw: " + Answers.seen());
        }
    }
}
