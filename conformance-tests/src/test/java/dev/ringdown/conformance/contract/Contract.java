package dev.ringdown.conformance.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A contract as its authors wrote it: all its files, read as plain YAML, so that a rule can name the file and the place of what it finds.
 * Every file that a reference leads to is read at once; a file or a place that is missing is an error of the contract and thrown as such.
 */
final class Contract {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final Path directory;
    private final String name;
    private final String rootFile;
    private final Map<String, Object> documents = new TreeMap<>();

    private Contract(Path root) {
        directory = root.toAbsolutePath().normalize().getParent();
        name = directory.getFileName().toString();
        rootFile = root.getFileName().toString();
    }

    /**
     * Reads a contract.
     *
     * @param root its first file, {@code openapi.yaml}
     * @throws IllegalStateException if a reference leads nowhere
     * @throws UncheckedIOException  if a file cannot be read
     */
    static Contract read(Path root) {
        var contract = new Contract(root);
        var unread = new ArrayDeque<>(List.of(contract.rootFile));
        while (!unread.isEmpty()) {
            var file = unread.remove();
            if (!contract.documents.containsKey(file)) {
                contract.documents.put(file, contract.parse(file));
                contract.references(contract.document(file)).forEach(reference -> unread.add(contract.fileOf(file, reference.at("$ref").text())));
            }
        }
        contract.documents.keySet().forEach(file -> contract.references(contract.document(file)).forEach(ContractNode::resolved));
        return contract;
    }

    /** The name of the folder that the contract lies in. */
    String name() {
        return name;
    }

    Path directory() {
        return directory;
    }

    ContractNode root() {
        return document(rootFile);
    }

    /** The names of all files that belong to the contract, relative to its folder. */
    Set<String> files() {
        return documents.keySet();
    }

    ContractNode document(String file) {
        return new ContractNode(this, file, "#", documents.get(file));
    }

    /** The files that hold paths and components; the rest are examples. */
    List<ContractNode> documents() {
        return documents.keySet().stream().map(this::document).filter(document -> !document.has("value")).toList();
    }

    /** The operations that the server answers, in the order of the paths. */
    List<Operation> operations() {
        return operations(root().at("paths"), false);
    }

    /** The operations that the server answers, and the calls that it makes. */
    List<Operation> operationsAndCallbacks() {
        var all = new ArrayList<Operation>();
        for (var operation : operations()) {
            all.add(operation);
            operation.node().at("callbacks").entries().forEach(callback -> all.addAll(operations(callback.resolved(), true)));
        }
        return all;
    }

    /** The components of one kind, such as {@code parameters}, in all files; entries that only point to another component are left out. */
    List<ContractNode> components(String kind) {
        return documents().stream()
                .flatMap(document -> document.at("components").at(kind).entries().stream())
                .filter(component -> !component.isReference())
                .toList();
    }

    /** Every schema that is written out anywhere in the contract, named or not, with those inside it; references are left out. */
    List<ContractNode> schemas() {
        var schemas = new ArrayList<ContractNode>();
        documents().forEach(document -> collectSchemas(document, schemas));
        return schemas;
    }

    /** Whether a schema has a name of its own: an entry of {@code components/schemas}. */
    static boolean isNamedSchema(ContractNode schema) {
        return schema.pointer().matches("#/components/schemas/[^/]+");
    }

    /** The schemas directly inside a schema, as written. */
    static List<ContractNode> partsOf(ContractNode schema) {
        var parts = new ArrayList<>(schema.at("properties").entries());
        for (var keyword : List.of("items", "additionalProperties", "not")) {
            if (schema.at(keyword).isMap()) {
                parts.add(schema.at(keyword));
            }
        }
        for (var keyword : List.of("oneOf", "anyOf", "allOf")) {
            parts.addAll(schema.at(keyword).elements());
        }
        return parts;
    }

    @Override
    public String toString() {
        return name;
    }

    ContractNode follow(String file, String reference) {
        var target = document(fileOf(file, reference));
        if (reference.contains("#")) {
            for (var key : reference.substring(reference.indexOf('#') + 1).split("/")) {
                target = key.isEmpty() ? target : target.at(key.replace("~1", "/").replace("~0", "~"));
            }
        }
        if (!target.isPresent()) {
            throw new IllegalStateException(name + '/' + file + ": the reference " + reference + " leads nowhere");
        }
        return target;
    }

    /** Every reference of a file; examples are data in which none is looked for. */
    List<ContractNode> references(ContractNode document) {
        var references = new ArrayList<ContractNode>();
        if (!document.has("value")) {
            collectReferences(document, references);
        }
        return references;
    }

    private List<Operation> operations(ContractNode paths, boolean callback) {
        var operations = new ArrayList<Operation>();
        for (var path : paths.entries()) {
            for (var member : path.resolved().entries()) {
                if (METHODS.contains(member.key())) {
                    operations.add(new Operation(path.key(), member.key(), member, callback));
                }
            }
        }
        return operations;
    }

    private static void collectReferences(ContractNode node, List<ContractNode> references) {
        if (node.isReference()) {
            references.add(node);
        } else {
            node.entries().forEach(entry -> collectReferences(entry, references));
            node.elements().forEach(element -> collectReferences(element, references));
        }
    }

    private static void collectSchemas(ContractNode node, List<ContractNode> schemas) {
        for (var entry : node.entries()) {
            if (entry.key().equals("schema")) {
                collectWithParts(entry, schemas);
            } else if (entry.pointer().equals("#/components/schemas")) {
                entry.entries().forEach(schema -> collectWithParts(schema, schemas));
            } else if (!entry.key().equals("examples") && !entry.key().equals("example")) {
                collectSchemas(entry, schemas);
            }
        }
        node.elements().forEach(element -> collectSchemas(element, schemas));
    }

    private static void collectWithParts(ContractNode schema, List<ContractNode> schemas) {
        if (!schema.isReference()) {
            schemas.add(schema);
            partsOf(schema).forEach(part -> collectWithParts(part, schemas));
        }
    }

    private String fileOf(String from, String reference) {
        var path = reference.split("#", 2)[0];
        if (path.isEmpty()) {
            return from;
        }
        return directory.relativize(directory.resolve(from).resolveSibling(path).normalize()).toString().replace('\\', '/');
    }

    private Object parse(String file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (var reader = Files.newBufferedReader(directory.resolve(file))) {
            return withTextKeys(new Yaml(new SafeConstructor(options)).load(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(name + '/' + file + " cannot be read", e);
        }
    }

    /** YAML reads an unquoted {@code 200:} as a number; keys of a contract are texts. */
    private static Object withTextKeys(Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, entry) -> copy.put(String.valueOf(key), withTextKeys(entry)));
            return copy;
        }
        return value instanceof List<?> list ? list.stream().map(Contract::withTextKeys).toList() : value;
    }
}
