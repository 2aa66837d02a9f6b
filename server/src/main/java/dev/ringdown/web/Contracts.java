package dev.ringdown.web;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The two contracts as they lie bundled in the jar: what is enforced at run time (permissions, known parameters) is read from
 * the same text that the interfaces were generated from.
 */
@Singleton
public class Contracts {

    private static final List<String> NAMES = List.of("conversation-manager", "agentchat");
    private static final Set<String> JSON_ALONE = Set.of("application/json");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final List<Contract> contracts;

    Contracts(ResourceLoader resources) {
        contracts = NAMES.stream().map(name -> Contract.read(name, resources)).toList();
    }

    /** Every operation of every contract. */
    public Collection<ContractOperation> operations() {
        return contracts.stream().flatMap(contract -> contract.operations.stream()).toList();
    }

    /** Whether a path lies under the base path of one of the APIs. */
    public boolean cover(String path) {
        return contracts.stream().anyMatch(contract -> contract.covers(path));
    }

    /**
     * The operation that a request means: by method and path alone, so also for a path parameter that no route would take.
     * A path that spells out an operation goes before one that matches it by a parameter.
     */
    public Optional<ContractOperation> operation(HttpRequest<?> request) {
        String path = request.getPath();
        for (Contract contract : contracts) {
            if (contract.covers(path)) {
                return contract.operation(request.getMethod(), path);
            }
        }
        return Optional.empty();
    }

    /** Whether a path is one of an operation's, by whatever method: then a request by another method is 405, not 404. */
    public boolean names(String path) {
        return contracts.stream().anyMatch(contract -> contract.covers(path)
                && METHODS.stream().anyMatch(method -> contract.operation(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path).isPresent()));
    }

    private record Contract(String basePath, Map<HttpMethod, Map<String, ContractOperation>> literal,
                            Map<HttpMethod, List<ContractOperation>> templated, List<ContractOperation> operations) {

        boolean covers(String path) {
            return path.startsWith(basePath) && (path.length() == basePath.length() || path.charAt(basePath.length()) == '/');
        }

        Optional<ContractOperation> operation(HttpMethod method, String path) {
            // A HEAD is answered by the route of the GET.
            HttpMethod asked = method == HttpMethod.HEAD ? HttpMethod.GET : method;
            ContractOperation exact = literal.getOrDefault(asked, Map.of()).get(path);
            if (exact != null) {
                return Optional.of(exact);
            }
            String[] segments = path.split("/", -1);
            return templated.getOrDefault(asked, List.of()).stream().filter(operation -> operation.matches(segments)).findFirst();
        }

        static Contract read(String name, ResourceLoader resources) {
            String location = "classpath:contracts/" + name + "/openapi.yaml";
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(32 * 1024 * 1024);
            options.setMaxAliasesForCollections(10_000);
            try (InputStream in = resources.getResourceAsStream(location)
                    .orElseThrow(() -> new IllegalStateException("The server's jar lacks " + location))) {
                return of(new Yaml(new SafeConstructor(options)).load(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Contract of(Map<String, Object> document) {
            String basePath = basePath(document);
            Map<HttpMethod, Map<String, ContractOperation>> literal = new HashMap<>();
            Map<HttpMethod, List<ContractOperation>> templated = new HashMap<>();
            List<ContractOperation> all = new ArrayList<>();
            Map<String, Object> paths = object(document.get("paths"));
            paths.forEach((path, item) -> object(item).forEach((method, operation) -> {
                if (METHODS.contains(method)) {
                    ContractOperation read = operation(document, basePath + path, method, object(item), object(operation));
                    all.add(read);
                    if (path.contains("{")) {
                        templated.computeIfAbsent(read.method(), m -> new ArrayList<>()).add(read);
                    } else {
                        literal.computeIfAbsent(read.method(), m -> new HashMap<>()).put(read.path(), read);
                    }
                }
            }));
            return new Contract(basePath, literal, templated, List.copyOf(all));
        }

        /** The path of the first server: behind scheme and host, which may be variables. */
        private static String basePath(Map<String, Object> document) {
            Map<String, Object> server = object(((List<?>) document.get("servers")).get(0));
            String url = (String) server.get("url");
            return url.substring(url.indexOf('/', url.indexOf("://") + 3));
        }

        private static ContractOperation operation(Map<String, Object> document, String path, String method, Map<String, Object> item,
                                                   Map<String, Object> operation) {
            Map<String, ParameterSchema> queryParameters = new HashMap<>();
            for (Map<String, Object> holder : List.of(item, operation)) {
                for (Object parameter : (List<?>) holder.getOrDefault("parameters", List.of())) {
                    Map<String, Object> resolved = resolve(document, object(parameter));
                    if ("query".equals(resolved.get("in"))) {
                        queryParameters.put((String) resolved.get("name"),
                                new ParameterSchema(resolve(document, object(resolved.get("schema")))));
                    }
                }
            }
            Object security = operation.getOrDefault("security", document.get("security"));
            queryCredentials(document, security).forEach(name -> queryParameters.put(name, new ParameterSchema(Map.of())));
            List<String> permissions = ((List<?>) operation.getOrDefault("x-required-permissions", List.of())).stream()
                    .map(String.class::cast).toList();
            return new ContractOperation((String) Objects.requireNonNull(operation.get("operationId")),
                    HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path, permissions, List.of().equals(security),
                    Map.copyOf(queryParameters), JSON_ALONE.equals(object(object(operation.get("requestBody")).get("content")).keySet()));
        }

        /** A credential in the query is no parameter in the contract, but a security scheme. */
        private static Set<String> queryCredentials(Map<String, Object> document, Object security) {
            Map<String, Object> schemes = object(object(document.get("components")).get("securitySchemes"));
            Set<String> names = new HashSet<>();
            for (Object alternative : security == null ? List.of() : (List<?>) security) {
                for (String scheme : object(alternative).keySet()) {
                    Map<String, Object> found = object(schemes.get(scheme));
                    if ("apiKey".equals(found.get("type")) && "query".equals(found.get("in"))) {
                        names.add((String) found.get("name"));
                    }
                }
            }
            return names;
        }

        private static Map<String, Object> resolve(Map<String, Object> document, Map<String, Object> object) {
            String reference = (String) object.get("$ref");
            if (reference == null) {
                return object;
            }
            Map<String, Object> found = document;
            for (String step : reference.substring("#/".length()).split("/")) {
                found = object(found.get(step));
            }
            return found;
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Object> object(Object value) {
            return value == null ? new LinkedHashMap<>() : (Map<String, Object>) value;
        }
    }
}
