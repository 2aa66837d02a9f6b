package dev.ringdown.hub.clientapplication;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.api.conversationmanager.model.RoleVersion;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * A part that a client application plays, and where it is called back in it.
 *
 * @param version        the form of what the hub posts
 * @param callback       the URL that messages are posted to; was checked by the address guard when it was saved
 * @param notificationEmail who is told when the callback cannot be reached
 * @param headers        added to each callback
 * @param authentication the credential for the callback; null calls without one
 */
@Introspected
public record Role(RoleName name, RoleVersion version, String callback, String notificationEmail, List<Header> headers,
                   @Nullable UUID authentication) {
}
