package dev.ringdown.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.beans.BeanProperty;
import io.micronaut.core.type.Argument;
import io.micronaut.http.annotation.Body;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotNull;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Says a violated constraint of the contract in the contract's names: {@code roles[0].callback}, not {@code createX.body.callback}. */
@Singleton
final class ViolationFields {

    private final Router router;
    private final Map<String, Optional<ExecutableMethod<?, ?>>> methods = new ConcurrentHashMap<>();

    ViolationFields(Router router) {
        this.router = router;
    }

    /** Of several violations the one that is first by its field's name, so that the same request always gets the same answer. */
    RequestFailure read(ConstraintViolationException exception) {
        return exception.getConstraintViolations().stream()
                .map(this::read)
                .min(Comparator.comparing(failure -> String.valueOf(failure.field())))
                .orElseGet(() -> new RequestFailure(Failure.INVALID_VALUE, "The request is not valid.", null));
    }

    private RequestFailure read(ConstraintViolation<?> violation) {
        String field = fieldOf(violation);
        boolean missing = violation.getConstraintDescriptor() != null
                && violation.getConstraintDescriptor().getAnnotation() instanceof NotNull;
        if (missing) {
            return new RequestFailure(Failure.MISSING_VALUE, field == null ? "The request needs a body." : field + " is required.", field);
        }
        return new RequestFailure(Failure.INVALID_VALUE, (field == null ? "The request" : field) + " " + violation.getMessage() + ".", field);
    }

    private String fieldOf(ConstraintViolation<?> violation) {
        StringBuilder name = new StringBuilder();
        Argument<?> type = null;
        ExecutableMethod<?, ?> method = null;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.METHOD) {
                method = methodOf(violation.getRootBeanClass(), node.getName()).orElse(null);
                continue;
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                type = method == null ? null : argument(method, node.getName());
                if (type != null && !type.isAnnotationPresent(Body.class)) {
                    name.append(RequestFailure.nameOf(type));
                }
            } else if (node.getKind() == ElementKind.PROPERTY) {
                if (node.isInIterable() && type != null) {
                    type = type.getFirstTypeVariable().orElse(null);
                }
                BeanProperty<?, ?> property = type == null ? null : property(type, node.getName(), violation);
                appendIndex(name, node);
                name.append(name.isEmpty() ? "" : ".").append(property == null ? node.getName() : jsonName(property));
                type = property == null ? null : property.asArgument();
            } else if (node.getKind() == ElementKind.CONTAINER_ELEMENT) {
                appendIndex(name, node);
                type = type == null ? null : type.getFirstTypeVariable().orElse(null);
            }
        }
        return name.isEmpty() ? null : name.toString();
    }

    private static void appendIndex(StringBuilder name, Path.Node node) {
        if (node.isInIterable() && node.getIndex() != null) {
            name.append('[').append(node.getIndex()).append(']');
        }
    }

    private Optional<ExecutableMethod<?, ?>> methodOf(Class<?> controller, String name) {
        return methods.computeIfAbsent(controller.getName() + '#' + name, key -> router.uriRoutes()
                .map(route -> route.getTargetMethod())
                .filter(target -> target.getMethodName().equals(name) && target.getDeclaringType().isAssignableFrom(controller))
                .<ExecutableMethod<?, ?>>map(target -> target.getExecutableMethod())
                .findFirst());
    }

    private static Argument<?> argument(ExecutableMethod<?, ?> method, String name) {
        return List.of(method.getArguments()).stream().filter(argument -> argument.getName().equals(name)).findFirst().orElse(null);
    }

    /** For an interface (oneOf) the property of the record that was sent. */
    private static BeanProperty<?, ?> property(Argument<?> type, String name, ConstraintViolation<?> violation) {
        Object leaf = violation.getLeafBean();
        Class<?> holder = leaf != null && type.getType().isInterface() && type.getType().isInstance(leaf) ? leaf.getClass() : type.getType();
        return BeanIntrospector.SHARED.findIntrospection(holder).flatMap((BeanIntrospection<?> found) -> found.getProperty(name)
                .map(p -> (BeanProperty<?, ?>) p)).orElse(null);
    }

    private static String jsonName(BeanProperty<?, ?> property) {
        AnnotationMetadata annotations = property.getAnnotationMetadata();
        return annotations.stringValue(JsonProperty.class).orElse(property.getName());
    }
}
