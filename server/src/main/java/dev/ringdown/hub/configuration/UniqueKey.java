package dev.ringdown.hub.configuration;

import dev.ringdown.store.Keys;

/**
 * A value that only one resource of its kind may have.
 *
 * @param value comparable by its bytes: texts that count as the same are the same here
 * @param field the field of the contract's body that a clash is blamed on
 */
public record UniqueKey(String value, String field) {

    /** A name: blanks around it, its case and its Unicode form make no difference. */
    public static UniqueKey ofName(String name, String field) {
        return new UniqueKey(field + ":" + Keys.caseless(name), field);
    }
}
