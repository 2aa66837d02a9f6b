package dev.ringdown.conformance.operation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One of the two APIs, with the operations that its contract in {@code specs/} names. */
public enum Api {

    /** The Conversation Manager. */
    HUB("conversation-manager", "dev.ringdown.testspec.conversationmanager"),
    /** AgentChat. */
    DESK("agentchat", "dev.ringdown.testspec.agentchat");

    private final String contract;
    private final String testSpecPackage;
    private final ContractFiles files;
    private final String basePath;
    private final List<ContractOperation> operations;

    Api(String contract, String testSpecPackage) {
        this.contract = contract;
        this.testSpecPackage = testSpecPackage;
        this.files = new ContractFiles(Checkout.path("specs").resolve(contract));
        ContractFiles.Node root = files.document("openapi.yaml");
        String url = root.at("servers").elements().get(0).at("url").text();
        this.basePath = url.substring(url.indexOf('/', url.indexOf("://") + 3));
        this.operations = root.at("paths").entries().stream()
                .flatMap(path -> path.getValue().entries().stream()
                        .filter(member -> Methods.NAMES.contains(member.getKey()))
                        .map(member -> ContractOperation.read(this, member.getKey().toUpperCase(Locale.ROOT), basePath + path.getKey(),
                                member.getValue())))
                .toList();
    }

    private static final class Methods {
        private static final Set<String> NAMES = Set.of("get", "put", "post", "delete", "patch");
    }

    /** The name of the contract's folder. */
    public String contract() {
        return contract;
    }

    /** The path that all operations have in common, without a slash at its end. */
    public String basePath() {
        return basePath;
    }

    /** The package of the interfaces generated from this contract. */
    public String testSpecPackage() {
        return testSpecPackage;
    }

    public List<ContractOperation> operations() {
        return operations;
    }

    /** The operation of this id, spelled as in the contract. */
    public ContractOperation operation(String id) {
        return operations.stream().filter(operation -> operation.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The contract " + contract + " has no operation " + id));
    }

    /** The {@code value} of one of the contract's example files. */
    public Object example(String file) {
        return Objects.requireNonNull(files.document("examples/" + file).at("value").value(), file);
    }

    /** A schema that one of the contract's files names. */
    public ContractSchema schema(String file, String name) {
        return new ContractSchema(files.document(file).at("components").at("schemas").at(name));
    }

    /** The operation that a call of this method and path, without query, means; of either API. */
    public static Optional<ContractOperation> operation(String method, String path) {
        List<ContractOperation> matching = List.of(values()).stream().flatMap(api -> api.operations.stream())
                .filter(operation -> operation.method().equals(method) && operation.matches(path))
                .toList();
        // A path that spells an operation out goes before one that matches it by a parameter.
        return matching.stream().filter(operation -> operation.path().equals(path)).findFirst().or(() -> matching.stream().findFirst());
    }
}
