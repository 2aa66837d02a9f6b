package dev.ringdown.conformance.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringdown.conformance.operation.Api;
import java.io.UncheckedIOException;

/**
 * A JSON object to send. Immutable: each change answers a copy. Places are named as in error details, by dots and indexes from 0, such as
 * {@code roles.0.callback}.
 */
public final class JsonBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode object;

    private JsonBody(ObjectNode object) {
        this.object = object;
    }

    /** The value of an example file of a contract. */
    public static JsonBody example(Api api, String file) {
        return of(api.example(file));
    }

    /** Any value that Jackson can write as an object. */
    public static JsonBody of(Object value) {
        return new JsonBody(JSON.valueToTree(value));
    }

    /** A JSON object as text. */
    public static JsonBody parse(String text) {
        try {
            return new JsonBody((ObjectNode) JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a value put in its place, which may be new; what it lies in must be there. */
    public JsonBody with(String place, Object value) {
        ObjectNode copy = object.deepCopy();
        JsonNode holder = holder(copy, place);
        String last = last(place);
        if (holder instanceof ArrayNode array) {
            int index = Integer.parseInt(last);
            if (index == array.size()) {
                array.addPOJO(null);
            }
            array.set(index, JSON.<JsonNode>valueToTree(value));
        } else {
            ((ObjectNode) holder).set(last, JSON.valueToTree(value));
        }
        return new JsonBody(copy);
    }

    /** Without the value in that place. */
    public JsonBody without(String place) {
        ObjectNode copy = object.deepCopy();
        JsonNode holder = holder(copy, place);
        if (holder instanceof ArrayNode array) {
            array.remove(Integer.parseInt(last(place)));
        } else {
            ((ObjectNode) holder).remove(last(place));
        }
        return new JsonBody(copy);
    }

    /** What stands in that place; a missing node if nothing does. */
    public JsonNode at(String place) {
        return object.at("/" + place.replace('.', '/'));
    }

    public JsonNode tree() {
        return object.deepCopy();
    }

    public String text() {
        return object.toString();
    }

    private static JsonNode holder(ObjectNode root, String place) {
        int dot = place.lastIndexOf('.');
        JsonNode holder = dot < 0 ? root : root.at("/" + place.substring(0, dot).replace('.', '/'));
        if (!holder.isContainerNode()) {
            throw new IllegalArgumentException("Nothing to hold " + place + " in " + root);
        }
        return holder;
    }

    private static String last(String place) {
        return place.substring(place.lastIndexOf('.') + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonBody body && object.equals(JsonBody::compare, body.object);
    }

    /** To JSON 30 and 30.0 are one number. */
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    @Override
    public int hashCode() {
        return object.size();
    }

    @Override
    public String toString() {
        return text();
    }
}
