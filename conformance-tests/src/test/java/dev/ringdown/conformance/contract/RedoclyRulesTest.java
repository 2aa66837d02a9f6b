package dev.ringdown.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the rules of {@code contract-lint/redocly.yaml} to a contract that breaks each of them: a rule that is aimed at nothing is silent in
 * Redocly, and looks like one that is kept.
 */
class RedoclyRulesTest {

    private static final Path BROKEN = Path.of("src", "test", "resources", "contract-rules", "redocly", "broken.yaml");

    @Test
    void everyRuleFindsWhatTheBrokenContractBreaks(@TempDir Path directory) {
        var expected = new TreeMap<String, Set<String>>();
        Contract.read(BROKEN).root().at("x-findings").entries().forEach(rule -> expected.put(rule.key(), new TreeSet<>(rule.texts())));

        var found = new TreeMap<String, Set<String>>();
        for (var finding : Redocly.lint(BROKEN, directory)) {
            var pointers = found.computeIfAbsent(finding.at("ruleId").text(), rule -> new TreeSet<>());
            finding.at("location").elements().forEach(location -> pointers.add(location.at("pointer").text()));
        }

        assertEquals(lines(expected), lines(found));
    }

    @Test
    void everyRuleOfOursIsBroken() {
        assertEquals(ownRules(Contract.read(Redocly.CONFIGURATION).root().at("rules")), ownRules(Contract.read(BROKEN).root().at("x-findings")));
    }

    /** Redocly succeeds where it only warns, so it never does: a rule is an error or off. */
    @Test
    void noRuleIsOnlyAWarning() {
        var configuration = Contract.read(Redocly.CONFIGURATION).root();

        assertEquals(Set.of("recommended-strict"), Set.copyOf(configuration.at("extends").texts()));
        for (var rule : configuration.at("rules").entries()) {
            var severity = rule.isMap() ? rule.at("severity").text() : rule.text();
            // YAML reads an unquoted off as false.
            assertTrue(Set.of("error", "false").contains(severity), rule.key() + " is " + severity);
        }
    }

    private static Set<String> ownRules(ContractNode rules) {
        return rules.entries().stream()
                .map(ContractNode::key)
                .filter(rule -> rule.startsWith("rule/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String lines(Map<String, Set<String>> findings) {
        return findings.entrySet().stream().map(entry -> entry.getKey() + ' ' + entry.getValue()).collect(Collectors.joining("\n"));
    }
}
