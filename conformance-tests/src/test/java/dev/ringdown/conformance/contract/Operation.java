package dev.ringdown.conformance.contract;

import java.util.List;

/**
 * One operation of a contract.
 *
 * @param path     the path, or the expression of a callback
 * @param method   the HTTP method in lower case
 * @param node     the operation object
 * @param callback whether it is a call that the server makes, not one that it answers
 */
record Operation(String path, String method, ContractNode node, boolean callback) {

    String id() {
        return node.at("operationId").text();
    }

    List<String> permissions() {
        return node.at("x-required-permissions").texts();
    }

    boolean hasRequestBody() {
        return node.has("requestBody");
    }

    /** The media types of the request body. */
    List<ContractNode> requestBodies() {
        return node.at("requestBody").resolved().at("content").entries();
    }

    /** The responses as they are listed, each under its status or {@code default}; references not yet followed. */
    List<ContractNode> responses() {
        return node.at("responses").entries();
    }
}
