package dev.ringdown.conformance.http;

import dev.ringdown.conformance.operation.Api;
import dev.ringdown.conformance.operation.ContractOperation;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Every answer that the tests have seen since the last {@link #forget}. Both ways of calling record here: the typed client by
 * {@link #of(HttpResponse)} as its response interceptor, REST Assured by {@link Recording}. Tests run one after the other; calls from
 * several threads of one test are all recorded.
 */
public final class Answers {

    private static final Queue<Answer> SEEN = new ConcurrentLinkedQueue<>();

    private Answers() {
    }

    /** Begins anew. */
    public static void forget() {
        SEEN.clear();
    }

    public static List<Answer> seen() {
        return List.copyOf(SEEN);
    }

    public static boolean saw(ContractOperation operation, int status) {
        return SEEN.contains(new Answer(operation, status));
    }

    /** Response interceptor for the generated clients. */
    public static void of(HttpResponse<InputStream> response) {
        record(response.request().method(), response.request().uri(), response.statusCode());
    }

    private static void record(String method, URI uri, int status) {
        Api.operation(method, uri.getPath()).ifPresent(operation -> SEEN.add(new Answer(operation, status)));
    }

    /** Filter for REST Assured. */
    static final class Recording implements Filter {
        @Override
        public Response filter(FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
            Response response = context.next(request, expected);
            record(request.getMethod(), URI.create(request.getURI()), response.statusCode());
            return response;
        }
    }
}
