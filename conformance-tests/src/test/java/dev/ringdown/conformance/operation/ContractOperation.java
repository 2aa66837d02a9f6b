package dev.ringdown.conformance.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One operation as its contract states it, with what it takes to call it.
 *
 * @param api           the API that it belongs to
 * @param id            its operationId
 * @param method        the HTTP method, in upper case
 * @param path          the whole path on a server, parameters in braces
 * @param permissions   scopes on the hub, roles on the desk; any one suffices
 * @param open          whether it is called without logging on
 * @param statuses      the numbered statuses that it lists
 * @param requiredQuery examples of the query parameters that must be there, by name
 * @param contentType   the media type of its request body, or null if it has none
 * @param exampleBody   the first example of its request body, or null if there is none
 */
public record ContractOperation(Api api, String id, String method, String path, List<String> permissions, boolean open,
                                List<Integer> statuses, Map<String, String> requiredQuery, String contentType, Object exampleBody) {

    static ContractOperation read(Api api, String method, String path, ContractFiles.Node node) {
        Map<String, String> requiredQuery = new LinkedHashMap<>();
        for (ContractFiles.Node parameter : node.at("parameters").elements()) {
            if ("query".equals(parameter.at("in").text()) && Boolean.TRUE.equals(parameter.at("required").value())) {
                requiredQuery.put(parameter.at("name").text(), exampleOf(parameter));
            }
        }
        var media = node.at("requestBody").at("content").entries().stream().findFirst();
        return new ContractOperation(api, node.at("operationId").text(), method, path, node.at("x-required-permissions").texts(),
                List.of().equals(node.at("security").value()),
                node.at("responses").entries().stream().map(Map.Entry::getKey).filter(status -> !status.equals("default"))
                        .map(Integer::valueOf).toList(),
                requiredQuery,
                media.map(Map.Entry::getKey).orElse(null),
                media.map(type -> exampleBody(type.getValue())).orElse(null));
    }

    /** The path with each parameter replaced by a value. */
    public String pathWith(String value) {
        return path.replaceAll("\\{[^}]+}", value);
    }

    boolean matches(String otherPath) {
        String[] own = path.split("/", -1);
        String[] other = otherPath.split("/", -1);
        if (own.length != other.length) {
            return false;
        }
        for (int i = 0; i < own.length; i++) {
            if (own[i].startsWith("{") ? other[i].isEmpty() : !own[i].equals(other[i])) {
                return false;
            }
        }
        return true;
    }

    private static String exampleOf(ContractFiles.Node parameter) {
        for (ContractFiles.Node place : List.of(parameter.at("example"), parameter.at("schema").at("example"),
                parameter.at("schema").at("default"))) {
            if (place.isPresent()) {
                return place.text();
            }
        }
        ContractFiles.Node allowed = parameter.at("schema").at("enum");
        return allowed.isPresent() ? allowed.elements().get(0).text() : "1";
    }

    private static Object exampleBody(ContractFiles.Node media) {
        return media.at("examples").entries().stream().findFirst()
                .map(example -> example.getValue().at("value").value())
                .orElse(media.at("example").value());
    }

    @Override
    public String toString() {
        return id;
    }
}
