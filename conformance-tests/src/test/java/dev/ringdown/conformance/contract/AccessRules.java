package dev.ringdown.conformance.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who may call an operation. The server's security rule reads {@code x-required-permissions}, a client {@code security}: they must agree. */
final class AccessRules {

    /** The operations that need no token: they make one, or the URL carries a signature. Longer only after a security review. */
    static final Set<String> OPEN_OPERATIONS =
            Set.of("AgentLogon", "SetPassword", "RequestPasswordReset", "uploadAssetContent", "downloadAssetContent");

    private static final Set<String> ROLES = Set.of("Agent", "Manager");
    private static final String SCOPE_PREFIX = "app.conversation.conversationmgr.";
    private static final Set<String> SCOPES = Set.of(
            SCOPE_PREFIX + "manage", SCOPE_PREFIX + "read", SCOPE_PREFIX + "interaction.manage", SCOPE_PREFIX + "interaction.read");

    private AccessRules() {
    }

    static List<Finding> operationsSecured(Contract contract) {
        var findings = new ArrayList<Finding>();
        for (var operation : contract.operations()) {
            var security = operation.node().at("security");
            if (!security.isPresent()) {
                findings.add(operation.node().finding("has no security of its own"));
            } else if (security.elements().isEmpty() && !OPEN_OPERATIONS.contains(operation.id())) {
                findings.add(security.finding("is open to everybody and not on the allow-list"));
            } else if (!security.elements().isEmpty() && OPEN_OPERATIONS.contains(operation.id())) {
                findings.add(security.finding("is on the allow-list of open operations, but secured"));
            } else if (security.elements().stream().anyMatch(alternative -> alternative.entries().isEmpty())) {
                findings.add(security.finding("has an empty alternative, which opens the operation to everybody"));
            }
        }
        return findings;
    }

    static List<Finding> permissionsAgree(Contract contract) {
        var findings = new ArrayList<Finding>();
        for (var operation : contract.operations()) {
            var permissions = operation.node().at("x-required-permissions");
            if (!(permissions.value() instanceof List)) {
                findings.add(operation.node().finding("has no list x-required-permissions"));
            } else {
                permissions.elements().stream()
                        .filter(permission -> !ROLES.contains(permission.text()) && !SCOPES.contains(permission.text()))
                        .forEach(permission -> findings.add(permission.finding(permission.text() + " is neither a scope nor a role")));
                compare(operation, permissions, findings);
            }
        }
        return findings;
    }

    private static void compare(Operation operation, ContractNode permissions, List<Finding> findings) {
        var scopes = new TreeSet<String>();
        var schemes = new TreeSet<String>();
        for (var alternative : operation.node().at("security").elements()) {
            for (var scheme : alternative.entries()) {
                schemes.add(scheme.key());
                scopes.addAll(scheme.texts());
                if (scheme.elements().size() > 1) {
                    findings.add(scheme.finding("asks for several scopes at once; one alternative for each scope"));
                }
            }
        }
        var required = new TreeSet<>(permissions.texts());
        if (required.size() != permissions.elements().size()) {
            findings.add(permissions.finding("names a permission twice"));
        }
        if (required.isEmpty() != schemes.isEmpty()) {
            findings.add(permissions.finding("is empty exactly where security is, but here it is " + required + " with " + schemes));
        } else if (required.stream().anyMatch(ROLES::contains)) {
            if (!scopes.isEmpty() || !schemes.equals(schemesOf(operation.node().contract()))) {
                findings.add(permissions.finding("has roles, so security names each way to give a session, without scopes"));
            }
        } else if (!scopes.equals(required)) {
            findings.add(permissions.finding("says " + required + ", but security says " + scopes));
        }
    }

    private static Set<String> schemesOf(Contract contract) {
        var schemes = new TreeSet<String>();
        contract.root().at("components").at("securitySchemes").entries().forEach(scheme -> schemes.add(scheme.key()));
        return schemes;
    }
}
