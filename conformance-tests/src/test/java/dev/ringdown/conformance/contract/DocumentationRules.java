package dev.ringdown.conformance.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a reader of the contract needs beside its structure: words, examples, and where things come from. */
final class DocumentationRules {

    private static final Set<String> ORIGINS = Set.of("doc", "brief", "ours");

    private DocumentationRules() {
    }

    static List<Finding> everythingDescribed(Contract contract) {
        var described = new ArrayList<ContractNode>();
        for (var kind : List.of("parameters", "headers", "requestBodies", "responses", "securitySchemes")) {
            described.addAll(contract.components(kind));
        }
        contract.components("responses").forEach(response -> described.addAll(response.at("headers").entries()));
        contract.root().at("paths").entries().forEach(path -> described.addAll(path.resolved().at("parameters").elements()));
        for (var operation : contract.operationsAndCallbacks()) {
            described.add(operation.node());
            described.addAll(operation.node().at("parameters").elements());
            if (operation.hasRequestBody()) {
                described.add(operation.node().at("requestBody"));
            }
            for (var response : operation.responses()) {
                described.add(response);
                described.addAll(response.at("headers").entries());
            }
        }
        contract.schemas().forEach(schema -> {
            if (Contract.isNamedSchema(schema)) {
                described.add(schema);
            }
            described.addAll(schema.at("properties").entries());
        });
        return described.stream()
                .map(ContractNode::resolved)
                .filter(node -> node.at("description").text().isBlank())
                .distinct()
                .map(node -> node.finding("has no description"))
                .toList();
    }

    static List<Finding> bodiesExemplified(Contract contract) {
        var bodies = new ArrayList<ContractNode>();
        for (var operation : contract.operationsAndCallbacks()) {
            bodies.addAll(operation.requestBodies());
            operation.responses().stream()
                    .filter(response -> response.key().startsWith("2"))
                    .forEach(response -> bodies.addAll(response.resolved().at("content").entries()));
        }
        return bodies.stream()
                .filter(body -> !body.at("schema").resolved().at("format").text().equals("binary"))
                .filter(body -> body.at("examples").entries().isEmpty() && !body.has("example"))
                .distinct()
                .map(body -> body.finding("is a body without example"))
                .toList();
    }

    static List<Finding> originsKnown(Contract contract) {
        var findings = new ArrayList<Finding>();
        for (var operation : contract.operationsAndCallbacks()) {
            if (!operation.node().has("x-origin")) {
                findings.add(operation.node().finding("has no x-origin"));
            }
        }
        contract.documents().forEach(document -> unknownOrigins(document, findings));
        return findings;
    }

    private static void unknownOrigins(ContractNode node, List<Finding> findings) {
        if (node.has("x-origin") && !ORIGINS.contains(node.at("x-origin").text())) {
            findings.add(node.at("x-origin").finding("is none of " + ORIGINS.stream().sorted().toList()));
        }
        node.entries().forEach(entry -> unknownOrigins(entry, findings));
        node.elements().forEach(element -> unknownOrigins(element, findings));
    }
}
