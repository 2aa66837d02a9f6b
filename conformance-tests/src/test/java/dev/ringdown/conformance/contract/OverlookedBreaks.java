package dev.ringdown.conformance.contract;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedSchema;
import org.openapitools.openapidiff.core.model.ComposedChanged;
import org.openapitools.openapidiff.core.model.schema.ChangedMinItems;

/**
 * What breaks clients of these contracts though openapi-diff takes it for compatible: a property that is gone, even an optional one (requests
 * refuse unknown members, and clients have read it from answers), an array that must suddenly have items, an object that takes no unknown
 * members any more.
 */
final class OverlookedBreaks {

    private final Set<Changed> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> breaks = new ArrayList<>();

    private OverlookedBreaks() {
    }

    /** A sentence for each such break. */
    static List<String> in(ChangedOpenApi difference) {
        var overlooked = new OverlookedBreaks();
        overlooked.visit(difference);
        overlooked.compareClosed(schemasOf(difference.getOldSpecOpenApi()), schemasOf(difference.getNewSpecOpenApi()));
        return overlooked.breaks.stream().distinct().toList();
    }

    private void visit(Changed change) {
        if (change == null || !visited.add(change)) {
            return;
        }
        if (change instanceof ChangedSchema schema && schema.getMissingProperties() != null) {
            schema.getMissingProperties().keySet().forEach(property -> breaks.add("The property " + property + " is gone."));
        }
        if (change instanceof ChangedMinItems items && items.getContext().isRequest() && items.getOldValue() == null && items.getNewValue() != null) {
            breaks.add("An array in a request must have " + items.getNewValue() + " items now.");
        }
        if (change instanceof ComposedChanged composed) {
            composed.getChangedElements().forEach(this::visit);
        }
    }

    private void compareClosed(Map<String, Schema<?>> before, Map<String, Schema<?>> after) {
        before.forEach((name, schema) -> {
            if (after.containsKey(name) && isClosed(after.get(name)) && !isClosed(schema)) {
                breaks.add("The schema " + name + " takes no unknown members any more.");
            }
        });
    }

    private static boolean isClosed(Schema<?> schema) {
        return Boolean.FALSE.equals(schema.getAdditionalProperties());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, Schema<?>> schemasOf(OpenAPI contract) {
        var components = contract.getComponents();
        return components == null || components.getSchemas() == null ? Map.of() : (Map) components.getSchemas();
    }
}
