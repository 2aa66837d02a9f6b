package dev.ringdown.web;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import io.micronaut.validation.validator.constraints.DefaultConstraintValidators;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Size;

import java.lang.annotation.Annotation;
import java.util.Optional;

/** The framework's checks of constraints, but for the length of texts: a contract counts characters, not the halves of some of them. */
@Singleton
@Replaces(DefaultConstraintValidators.class)
class ContractConstraints extends DefaultConstraintValidators {

    private static final ConstraintValidator<Size, CharSequence> LENGTH = (text, size, context) -> {
        if (text == null) {
            return true;
        }
        int length = Character.codePointCount(text, 0, text.length());
        return length >= size.intValue("min").orElse(0) && length <= size.intValue("max").orElse(Integer.MAX_VALUE);
    };

    @Inject
    ContractConstraints(BeanContext context) {
        super(context);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <A extends Annotation, T> Optional<ConstraintValidator<A, T>> findConstraintValidator(Class<A> constraint, Class<T> target) {
        return constraint == Size.class && CharSequence.class.isAssignableFrom(target) ? Optional.of((ConstraintValidator<A, T>) LENGTH)
                : super.findConstraintValidator(constraint, target);
    }
}
