package dev.ringdown.web;

import io.micronaut.aop.Introduction;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a controller some of whose operations are not built yet: those that it leaves abstract answer 501. The annotation goes
 * when the last of them is built.
 */
@Documented
@Introduction
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface UnbuiltOperations {

    /** Answers for the operations that nobody has written. */
    @Singleton
    @InterceptorBean(UnbuiltOperations.class)
    final class Interceptor implements MethodInterceptor<Object, Object> {

        @Override
        @Nullable
        public Object intercept(MethodInvocationContext<Object, Object> context) {
            throw new NotImplementedException(context.getMethodName());
        }
    }
}
