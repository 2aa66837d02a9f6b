package dev.ringdown.conformance.contract;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Nothing without a limit, in requests nor in answers: what has none is a way to exhaust somebody's memory. */
final class LimitRules {

    /** Formats that limit a text themselves (generated code makes them dates and UUIDs, which take no @Size), or have no text. */
    private static final Set<String> LIMITED_FORMATS = Set.of("uuid", "date", "date-time", "binary", "event-stream");

    private LimitRules() {
    }

    static List<Finding> stringsLimited(Contract contract) {
        return findings(contract,
                schema -> schema.at("type").text().equals("string")
                        && !schema.has("enum") && !LIMITED_FORMATS.contains(schema.at("format").text()) && !schema.has("maxLength"),
                "is a string without maxLength");
    }

    static List<Finding> numbersLimited(Contract contract) {
        return findings(contract,
                schema -> List.of("integer", "number").contains(schema.at("type").text())
                        && !schema.has("enum") && !(schema.has("minimum") && (schema.has("maximum") || isLong(schema))),
                "is a number without minimum and maximum");
    }

    static List<Finding> arraysLimited(Contract contract) {
        return findings(contract, schema -> schema.at("type").text().equals("array") && !schema.has("maxItems"), "is an array without maxItems");
    }

    /** The greatest int64 is a limit that tools who count in doubles cannot read; the format says it. */
    private static boolean isLong(ContractNode schema) {
        return schema.at("format").text().equals("int64");
    }

    private static List<Finding> findings(Contract contract, Predicate<ContractNode> breaks, String message) {
        return contract.schemas().stream().filter(breaks).map(schema -> schema.finding(message)).toList();
    }
}
