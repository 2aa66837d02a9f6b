package dev.ringdown.store;

import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Maps a {@link java.util.UUID} to {@code BINARY(16)}: without it Micronaut Data binds the 36 characters as text.
 *
 * <p>Belongs on each UUID component of an entity, and on each UUID parameter of a repository method with its own {@code @Query}; a collection for
 * {@code IN (:ids)} needs {@code @Expandable} too. Methods whose query is made from their name take it from the entity.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE})
@TypeDef(type = DataType.BYTE_ARRAY, converter = UuidConverter.class)
public @interface BinaryUuid {
}
