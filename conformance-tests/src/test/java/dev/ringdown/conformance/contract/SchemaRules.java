package dev.ringdown.conformance.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What schemas must keep to so that the generated code compiles, reads well and refuses what the contract does not know. */
final class SchemaRules {

    /** Packages whose classes generated code uses by their simple names. */
    private static final List<String> IMPORTED_PACKAGES = List.of("java.lang.", "java.util.", "java.io.");

    /** Classes of Micronaut, Jakarta Validation, Jackson, java.time and the generators that generated code uses by their simple names. */
    private static final Set<String> IMPORTED_CLASSES = Set.of(
            "BigDecimal", "Instant", "LocalDate", "OffsetDateTime", "URI", "ZonedDateTime",
            "Authentication", "Body", "Client", "Consumes", "Controller", "CookieValue", "Data", "Delete", "Email", "Executable", "Flowable", "Flux",
            "Generated", "Get", "Head", "Header", "HttpMethod", "HttpRequest", "HttpResponse", "HttpStatus", "Inject", "Introspected",
            "JsonInclude", "JsonProperty", "JsonSubTypes", "JsonTypeInfo", "JsonTypeName", "JsonValue", "Mono", "MediaType", "Model", "NonNull",
            "NotNull", "Nullable", "Options", "Parameter", "Part", "Patch", "PathVariable", "Pattern", "Post", "Principal", "Produces",
            "Publisher", "Put", "QueryValue", "Schema", "Secured", "Serdeable", "Singleton", "Size", "StreamedFile", "Type", "Valid");

    private SchemaRules() {
    }

    static List<Finding> enumsNamed(Contract contract) {
        var findings = new ArrayList<Finding>();
        for (var schema : contract.schemas()) {
            if (schema.has("enum") && !Contract.isNamedSchema(schema)) {
                findings.add(schema.finding("is an enum without a name under components/schemas"));
            }
            if (schema.has("enum") && !schema.at("type").text().equals("string")
                    && schema.at("enum").elements().size() != schema.at("x-enum-varnames").elements().size()) {
                findings.add(schema.finding("is an enum of numbers without an x-enum-varnames for each"));
            }
        }
        return findings;
    }

    static List<Finding> objectsNamed(Contract contract) {
        return contract.schemas().stream()
                .filter(schema -> isObject(schema) || isUnion(schema))
                .filter(schema -> !Contract.isNamedSchema(schema))
                .map(schema -> schema.finding("is an object without a name under components/schemas"))
                .toList();
    }

    static List<Finding> schemaNamesFree(Contract contract) {
        var findings = new ArrayList<Finding>();
        var taken = new HashMap<String, ContractNode>();
        for (var schema : contract.components("schemas")) {
            var name = schema.key();
            if (isImported(name)) {
                findings.add(schema.finding("has the name of a class that generated code uses"));
            }
            var other = taken.put(name, schema);
            if (other != null) {
                findings.add(schema.finding("has the name of " + other));
            }
        }
        return findings;
    }

    static List<Finding> unionsDiscriminated(Contract contract) {
        var findings = new ArrayList<Finding>();
        for (var schema : contract.schemas()) {
            if (schema.has("anyOf") || schema.has("allOf") || schema.has("not")) {
                findings.add(schema.finding("uses anyOf, allOf or not, of which generators make a mess"));
            }
            if (schema.has("oneOf")) {
                checkDiscriminator(schema, findings);
            }
        }
        return findings;
    }

    private static void checkDiscriminator(ContractNode union, List<Finding> findings) {
        var property = union.at("discriminator").at("propertyName").text();
        var mapping = union.at("discriminator").at("mapping");
        var mapped = new HashSet<ContractNode>();
        mapping.entries().forEach(entry -> mapped.add(union.contract().follow(union.file(), entry.text()).resolved()));
        var members = new HashSet<ContractNode>();
        union.at("oneOf").elements().forEach(member -> members.add(member.resolved()));
        if (property.isEmpty() || !mapped.equals(members)) {
            findings.add(union.finding("has no discriminator whose mapping names each member"));
        }
        for (var member : members) {
            if (!member.at("properties").has(property) || !member.at("required").texts().contains(property)) {
                findings.add(union.finding(member.key() + " does not require the discriminator's property '" + property + "'"));
            }
        }
    }

    static List<Finding> requestsClosed(Contract contract) {
        var reached = new LinkedHashSet<ContractNode>();
        for (var operation : contract.operations()) {
            operation.requestBodies().forEach(body -> reach(body.at("schema").resolved(), reached));
        }
        return reached.stream()
                .filter(SchemaRules::isObject)
                .filter(schema -> !Boolean.FALSE.equals(schema.at("additionalProperties").value()))
                .filter(schema -> !isFree(schema))
                .map(schema -> schema.finding("is part of a request and does not say additionalProperties: false"))
                .toList();
    }

    static List<Finding> componentsUsed(Contract contract) {
        var used = new HashSet<ContractNode>();
        contract.documents().forEach(document -> contract.references(document).forEach(reference ->
                used.add(contract.follow(reference.file(), reference.at("$ref").text()))));
        var findings = new ArrayList<Finding>();
        for (var kind : List.of("schemas", "parameters", "headers", "requestBodies", "responses", "examples")) {
            contract.components(kind).stream()
                    .filter(component -> !used.contains(component))
                    .forEach(component -> findings.add(component.finding("is used nowhere")));
        }
        return findings;
    }

    private static void reach(ContractNode schema, Set<ContractNode> reached) {
        if (reached.add(schema)) {
            Contract.partsOf(schema).forEach(part -> reach(part.resolved(), reached));
        }
    }

    private static boolean isObject(ContractNode schema) {
        return schema.at("type").text().equals("object") || schema.has("properties");
    }

    private static boolean isUnion(ContractNode schema) {
        return schema.has("oneOf") || schema.has("anyOf") || schema.has("allOf");
    }

    /** An object whose members the contract leaves to the caller, and says so. */
    private static boolean isFree(ContractNode schema) {
        var additional = schema.at("additionalProperties").value();
        return !schema.has("properties") && (Boolean.TRUE.equals(additional) || additional instanceof Map);
    }

    private static boolean isImported(String name) {
        return IMPORTED_CLASSES.contains(name) || IMPORTED_PACKAGES.stream().anyMatch(prefix -> isClass(prefix + name));
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, SchemaRules.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (NoClassDefFoundError e) {
            // On a file system that ignores case: a class of this name in another spelling.
            return false;
        }
    }
}
