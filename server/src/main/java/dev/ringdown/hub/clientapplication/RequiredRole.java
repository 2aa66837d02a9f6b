package dev.ringdown.hub.clientapplication;

import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.configuration.ConfigurationLookup;
import dev.ringdown.hub.configuration.Configured;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rule of those who refer to a client application: it must play the part in which they need it. */
public final class RequiredRole {

    private RequiredRole() {
    }

    /**
     * @param anyOf one of these suffices
     * @param field the field that refers to the application
     * @throws HubException 400-121 if the application plays none of them
     */
    public static void check(ConfigurationLookup others, UUID application, List<RoleName> anyOf, String field) {
        boolean plays = others.find(ClientApplication.TYPE, application)
                .map(Configured::document)
                .filter(found -> anyOf.stream().anyMatch(found::plays))
                .isPresent();
        if (!plays) {
            throw HubException.ofField(HubErrorCode.REFERENCE_NOT_FOUND, field, "The client application that " + field
                    + " gives does not have the role " + anyOf.stream().map(RoleName::getValue).collect(Collectors.joining(" or ")) + ".");
        }
    }
}
