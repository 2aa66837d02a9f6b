package dev.ringdown.conformance.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an operation answers. A status stands in the contract if a test can provoke it over HTTP; 5xx are the default response. */
final class AnswerRules {

    private AnswerRules() {
    }

    static List<Finding> statusesComplete(Contract contract) {
        var findings = new ArrayList<Finding>();
        for (var operation : contract.operations()) {
            var statuses = new TreeSet<String>();
            operation.responses().forEach(response -> statuses.add(response.key()));
            var missing = new TreeSet<>(Set.of("400", "406", "default"));
            if (!AccessRules.OPEN_OPERATIONS.contains(operation.id())) {
                missing.add("401");
            }
            if (operation.hasRequestBody()) {
                missing.addAll(Set.of("413", "415"));
            }
            missing.removeAll(statuses);
            var responses = operation.node().at("responses");
            if (!missing.isEmpty()) {
                findings.add(responses.finding(operation.id() + " does not list " + missing));
            }
            if (statuses.stream().noneMatch(status -> status.matches("2\\d\\d"))) {
                findings.add(responses.finding(operation.id() + " lists no success"));
            }
            var wrong = new TreeSet<>(statuses);
            wrong.removeIf(status -> status.equals("default") || status.matches("[234]\\d\\d") && !status.equals("405"));
            if (!operation.hasRequestBody()) {
                wrong.addAll(statuses.stream().filter(Set.of("413", "415")::contains).toList());
            }
            if (!wrong.isEmpty()) {
                findings.add(responses.finding(operation.id() + " lists " + wrong + ", which no call of it can get, or only as default"));
            }
        }
        return findings;
    }

    static List<Finding> errorsInForm(Contract contract) {
        var errors = new LinkedHashSet<ContractNode>();
        for (var operation : contract.operations()) {
            operation.responses().stream().filter(response -> !response.key().matches("[123]..")).forEach(response -> errors.add(response.resolved()));
        }
        var findings = new ArrayList<Finding>();
        for (var error : errors) {
            var body = error.at("content").at("application/json");
            var schema = body.at("schema").resolved();
            if (error.at("content").entries().size() != 1 || !Contract.isNamedSchema(schema) || !schema.key().equals("ErrorResponse")) {
                findings.add(error.finding("is an error without the body ErrorResponse as application/json"));
            } else if (body.at("examples").entries().isEmpty()) {
                findings.add(error.finding("is an error without example"));
            }
        }
        return findings;
    }
}
