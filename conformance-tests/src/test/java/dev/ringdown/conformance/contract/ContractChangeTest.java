package dev.ringdown.conformance.contract;

import static dev.ringdown.conformance.contract.ContractChange.Kind.ADDITION;
import static dev.ringdown.conformance.contract.ContractChange.Kind.BREAKING;
import static dev.ringdown.conformance.contract.ContractChange.Kind.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/** The gate's judgement: on small pairs of contracts, on the present contract after one edit, and on version numbers. */
class ContractChangeTest {

    private static final Path PAIRS = Path.of("src", "test", "resources", "contract-rules", "changes");

    private static String contract;

    @BeforeAll
    static void bundle(@TempDir Path directory) {
        contract = Redocly.bundle(Contracts.rootOf(Contracts.SPECS, "conversation-manager"), directory);
    }

    @ParameterizedTest
    @EnumSource(ContractChange.Kind.class)
    void pairsAreJudged(ContractChange.Kind kind) throws IOException {
        var before = Files.readString(PAIRS.resolve("before.yaml"));
        var after = Files.readString(PAIRS.resolve("after-" + kind.name().toLowerCase(Locale.ROOT) + ".yaml"));

        var change = ContractChange.between(before, after);

        assertEquals(kind, change.kind(), change::report);
        assertEquals(kind == NONE, change.isAdmitted(), "the version was not raised");
    }

    @Test
    void theSameContractHasNotChanged() {
        assertEquals(NONE, ContractChange.between(contract, contract).kind());
    }

    @Test
    void aPropertyTakenFromAnAnswerBreaks() {
        assertBreaking(root -> map(root, "components", "schemas", "Channel", "properties").remove("description"));
    }

    @Test
    void aParameterMadeRequiredBreaks() {
        assertBreaking(root -> map(root, "components", "parameters", "PageSize").put("required", true));
    }

    @Test
    void aRequestThatTakesLessBreaks() {
        assertBreaking(root -> map(root, "components", "schemas", "ChannelCreate", "properties", "displayName").put("maxLength", 100));
    }

    @Test
    void aPropertyTakenFromARequestBreaks() {
        assertBreaking(root -> map(root, "components", "schemas", "ChannelCreate", "properties").remove("description"));
    }

    @Test
    void aTextWithANewLeastLengthBreaks() {
        assertBreaking(edited(root -> map(root, "components", "schemas", "ChannelCreate", "properties", "displayName").remove("minLength")), contract);
    }

    @Test
    void anArrayWithANewLeastLengthBreaks() {
        assertBreaking(edited(root -> map(root, "components", "schemas", "ChannelCreate", "properties", "l10nProperties").remove("minItems")), contract);
    }

    @Test
    void anObjectThatIsClosedBreaks() {
        assertBreaking(root -> map(root, "components", "schemas", "MessageJson").put("additionalProperties", false));
    }

    @Test
    void anotherOperationIdBreaks() {
        assertBreaking(root -> map(root, "paths", "/channels", "get").put("operationId", "listChannels"));
    }

    @Test
    void aScopeThatSufficesNoLongerBreaks() {
        assertBreaking(root -> ((List<?>) map(root, "paths", "/channels", "get").get("security")).remove(1));
    }

    @Test
    void anOperationTakenAwayBreaks() {
        assertBreaking(root -> map(root, "paths", "/deliveries/{id}/retry").remove("post"));
    }

    @Test
    void aNewOptionalParameterIsAnAddition() {
        var change = ContractChange.between(contract, edited(root -> parameters(root).add(Map.of(
                "name", "sort", "in", "query", "required", false, "description", "Order of the list.", "schema", Map.of("type", "string")))));

        assertEquals(ADDITION, change.kind(), change::report);
    }

    @Test
    void otherWordsAreNoChange() {
        var change = ContractChange.between(contract, edited(root -> map(root, "paths", "/channels", "get").put("description", "Other words.")));

        assertEquals(NONE, change.kind(), change::report);
    }

    @ParameterizedTest(name = "{0} after {1} of {2}: {3}")
    @CsvSource({
        "NONE, 1.2.3, 1.2.3, true", "NONE, 1.2.3, 1.2.4, true", "NONE, 1.2.3, 1.2.2, false",
        "ADDITION, 1.2.3, 1.2.3, false", "ADDITION, 1.2.3, 1.2.4, false", "ADDITION, 1.2.3, 1.3.0, true", "ADDITION, 1.2.3, 2.0.0, true",
        "BREAKING, 1.2.3, 1.3.0, false", "BREAKING, 1.2.3, 2.0.0, true", "BREAKING, 1.9.0, 1.10.0, false", "ADDITION, 1.9.0, 1.10.0, true"
    })
    void theVersionAdmitsWhatItWasRaisedFor(ContractChange.Kind kind, String before, String after, boolean admitted) {
        assertEquals(admitted, new ContractChange(kind, ContractVersion.parse(before), ContractVersion.parse(after), "").isAdmitted());
    }

    private static void assertBreaking(Consumer<Map<String, Object>> edit) {
        assertBreaking(contract, edited(edit));
    }

    private static void assertBreaking(String before, String after) {
        var change = ContractChange.between(before, after);

        assertEquals(BREAKING, change.kind(), change::report);
        assertFalse(change.isAdmitted());
        assertTrue(new ContractChange(change.kind(), change.before(), change.before().lowestAfter(BREAKING), "").isAdmitted());
    }

    private static String edited(Consumer<Map<String, Object>> edit) {
        Map<String, Object> root = new Yaml().load(contract);
        edit.accept(root);
        return new Yaml().dump(root);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> root, String... keys) {
        var map = root;
        for (var key : keys) {
            map = (Map<String, Object>) map.get(key);
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> parameters(Map<String, Object> root) {
        return (List<Object>) map(root, "paths", "/channels", "get").get("parameters");
    }
}
