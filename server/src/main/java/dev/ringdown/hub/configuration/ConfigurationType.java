package dev.ringdown.hub.configuration;

/**
 * Ties a kind of resource to the record that holds it.
 *
 * @param kind     what the database calls it
 * @param document the record that its JSON is read into
 */
public record ConfigurationType<D extends ConfigurationDocument>(ConfigurationKind kind, Class<D> document) {

    public String label() {
        return kind.label();
    }
}
