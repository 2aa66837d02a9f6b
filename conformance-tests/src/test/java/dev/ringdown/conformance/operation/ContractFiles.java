package dev.ringdown.conformance.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of one contract as plain maps and lists; follows the references between them. */
final class ContractFiles {

    private final Path folder;
    private final Map<String, Object> parsed = new ConcurrentHashMap<>();

    ContractFiles(Path folder) {
        this.folder = folder;
    }

    /** A value and the file that it stands in, which its references are relative to. */
    record Node(ContractFiles files, String file, Object value) {

        /** What stands under a key, with the reference followed if there is one; of value null if there is nothing. */
        Node at(Object key) {
            Object found = value instanceof Map<?, ?> map ? map.get(key) : null;
            return new Node(files, file, found).followed();
        }

        List<Node> elements() {
            return value instanceof List<?> list ? list.stream().map(element -> new Node(files, file, element).followed()).toList() : List.of();
        }

        /** The members of an object, by key. */
        List<Map.Entry<String, Node>> entries() {
            return value instanceof Map<?, ?> map
                    ? map.keySet().stream().map(key -> Map.entry(String.valueOf(key), at(key))).toList()
                    : List.of();
        }

        List<String> texts() {
            return elements().stream().map(element -> String.valueOf(element.value)).toList();
        }

        String text() {
            return value == null ? null : String.valueOf(value);
        }

        boolean isPresent() {
            return value != null;
        }

        private Node followed() {
            if (!(value instanceof Map<?, ?> map && map.get("$ref") instanceof String reference)) {
                return this;
            }
            int hash = reference.indexOf('#');
            String target = hash < 0 ? reference : reference.substring(0, hash);
            Node found = files.document(target.isEmpty() ? file : target);
            if (hash >= 0) {
                for (String key : reference.substring(hash + 1).split("/")) {
                    found = key.isEmpty() ? found : found.at(key.replace("~1", "/").replace("~0", "~"));
                }
            }
            return found.followed();
        }
    }

    Node document(String file) {
        return new Node(this, file, parsed.computeIfAbsent(file, this::parse));
    }

    private Object parse(String file) {
        try (var reader = Files.newBufferedReader(folder.resolve(file))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("The contract's file " + folder.resolve(file) + " cannot be read", e);
        }
    }
}
