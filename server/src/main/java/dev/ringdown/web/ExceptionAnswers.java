package dev.ringdown.web;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.validation.exceptions.ConstraintExceptionHandler;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;

/** Which exception gets which answer, where the framework's own handlers do not already ask {@link ErrorResponses}. */
final class ExceptionAnswers {

    private ExceptionAnswers() {
    }

    @Singleton
    static final class Refusals implements ExceptionHandler<ApiException, HttpResponse<?>> {
        private final ErrorResponses responses;

        Refusals(ErrorResponses responses) {
            this.responses = responses;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, ApiException refusal) {
            return responses.answer(refusal);
        }
    }

    @Singleton
    @Replaces(ConstraintExceptionHandler.class)
    static final class Violations implements ExceptionHandler<ConstraintViolationException, HttpResponse<?>> {
        private final ErrorResponses responses;
        private final ViolationFields fields;

        Violations(ErrorResponses responses, ViolationFields fields) {
            this.responses = responses;
            this.fields = fields;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, ConstraintViolationException exception) {
            RequestFailure failure = fields.read(exception);
            return responses.answer(request, failure.failure(), failure.message(), failure.field());
        }
    }

    @Singleton
    static final class Forms implements ExceptionHandler<FormException, HttpResponse<?>> {

        private final ErrorResponses responses;

        Forms(ErrorResponses responses) {
            this.responses = responses;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, FormException refusal) {
            return responses.answer(request, refusal.failure(), refusal.getMessage(), refusal.field());
        }
    }

    @Singleton
    static final class Faults implements ExceptionHandler<Throwable, HttpResponse<?>> {
        private final ErrorResponses responses;

        Faults(ErrorResponses responses) {
            this.responses = responses;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, Throwable fault) {
            return responses.internal(request, fault);
        }
    }
}
