package dev.ringdown.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds both contracts to the rules, and each rule to a fixture that breaks it. */
class ContractRulesTest {

    private static final Path FIXTURES = Path.of("src", "test", "resources", "contract-rules");

    static Stream<Arguments> contractsAndRules() {
        return Contracts.all().stream().flatMap(contract -> Arrays.stream(ContractRule.values()).map(rule -> Arguments.of(contract.name(), rule, contract)));
    }

    @ParameterizedTest(name = "{0} keeps {1}")
    @MethodSource("contractsAndRules")
    void contractKeepsRule(String name, ContractRule rule, Contract contract) {
        var findings = rule.check(contract);
        assertTrue(findings.isEmpty(), () -> findings.stream().map(Finding::toString).collect(Collectors.joining("\n", "\n", "\n")));
    }

    /** A fixture lists in {@code x-findings} the pointer of each finding that the rule must give on it, and the rule may give no other. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(ContractRule.class)
    void ruleFindsWhatItsFixtureBreaks(ContractRule rule) {
        var fixture = Contract.read(FIXTURES.resolve(rule + ".yaml"));
        var expected = fixture.root().at("x-findings").texts();
        assertTrue(!expected.isEmpty(), "a fixture that breaks nothing shows nothing");
        assertEquals(new TreeSet<>(expected), rule.check(fixture).stream().map(Finding::pointer).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyFixtureBelongsToARule() throws IOException {
        var rules = Arrays.stream(ContractRule.values()).map(rule -> rule + ".yaml").collect(Collectors.toSet());
        try (var fixtures = Files.list(FIXTURES)) {
            assertEquals(List.of(), fixtures.filter(Files::isRegularFile).map(file -> file.getFileName().toString())
                    .filter(file -> !rules.contains(file)).toList());
        }
    }

    /** A file that nothing refers to is checked by nobody. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.ringdown.conformance.contract.Contracts#all")
    void everyFileIsReferredTo(Contract contract) throws IOException {
        try (var files = Files.walk(contract.directory())) {
            var written = files.filter(Files::isRegularFile)
                    .map(file -> contract.directory().relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(written, new TreeSet<>(contract.files()));
        }
    }
}
