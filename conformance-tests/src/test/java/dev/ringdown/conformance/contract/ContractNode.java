package dev.ringdown.conformance.contract;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One place in the files of a contract, as it is written there: references are followed only where {@link #resolved()} is called. A place that
 * is not there is a node too, one without value.
 *
 * @param contract the contract that the node belongs to
 * @param file     the file, relative to the contract's folder
 * @param pointer  the place in the file as a JSON pointer that begins with {@code #}
 * @param value    what the YAML parser read there: a map, a list or a scalar; null where there is nothing
 */
record ContractNode(Contract contract, String file, String pointer, Object value) {

    boolean isPresent() {
        return value != null;
    }

    boolean isMap() {
        return value instanceof Map;
    }

    boolean isReference() {
        return value instanceof Map<?, ?> map && map.get("$ref") instanceof String;
    }

    /** The text that stands here; empty where there is none or something other than a scalar. */
    String text() {
        return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
    }

    /** The last part of the pointer: the key under which this node stands in its parent. */
    String key() {
        return pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
    }

    boolean has(String key) {
        return value instanceof Map<?, ?> map && map.containsKey(key);
    }

    ContractNode at(String key) {
        var child = value instanceof Map<?, ?> map ? map.get(key) : null;
        return new ContractNode(contract, file, pointer + '/' + key.replace("~", "~0").replace("/", "~1"), child);
    }

    /** What stands in this map, in its order; nothing if this is no map. */
    List<ContractNode> entries() {
        return value instanceof Map<?, ?> map ? map.keySet().stream().map(key -> at(key.toString())).toList() : List.of();
    }

    /** What stands in this list, in its order; nothing if this is no list. */
    List<ContractNode> elements() {
        return value instanceof List<?> list
                ? IntStream.range(0, list.size()).mapToObj(i -> new ContractNode(contract, file, pointer + '/' + i, list.get(i))).toList()
                : List.of();
    }

    /** The texts of this list; nothing if this is no list. */
    List<String> texts() {
        return elements().stream().map(ContractNode::text).toList();
    }

    /**
     * This node, or what its reference leads to in the end.
     *
     * @throws IllegalStateException if a reference leads nowhere
     */
    ContractNode resolved() {
        return isReference() ? contract.follow(file, at("$ref").text()).resolved() : this;
    }

    Finding finding(String message) {
        return new Finding(contract.name() + '/' + file, pointer, message);
    }

    @Override
    public String toString() {
        return file + pointer;
    }
}
