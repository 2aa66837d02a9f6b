package dev.ringdown.desk.stream;

import dev.ringdown.desk.session.StreamRights;
import io.micronaut.core.annotation.Nullable;

/**
 * An event as it is sent, the same to all who may see it.
 *
 * @param shownAt            when it was read, by {@link System#nanoTime}
 * @param bytes              null: nobody sees it
 * @param departmentId       where the chat is now
 * @param formerDepartmentId which the chat has left with it
 */
record ShownEvent(long number, long shownAt, @Nullable byte[] bytes, long departmentId, @Nullable Long formerDepartmentId) {

    boolean isFor(StreamRights rights) {
        return bytes != null && (rights.see(departmentId) || formerDepartmentId != null && rights.see(formerDepartmentId));
    }

    int size() {
        return bytes == null ? 0 : bytes.length;
    }
}
