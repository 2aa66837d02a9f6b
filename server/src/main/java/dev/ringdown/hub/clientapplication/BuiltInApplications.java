package dev.ringdown.hub.clientapplication;

import dev.ringdown.api.conversationmanager.model.RoleVersion;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.InProcessReceiver;
import dev.ringdown.hub.configuration.ConfigurationGuard;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.hub.configuration.ConfigurationType;
import dev.ringdown.store.FirstStartStep;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.UUID;

/**
 * The client applications that live in this process, such as the agent desk. They stand in the configuration like any other, so that
 * orchestrations can name them, but the server made them, and only the server changes them.
 */
@Singleton
public class BuiltInApplications implements ConfigurationGuard, FirstStartStep {

    private final List<InProcessReceiver> receivers;
    private final BeanProvider<ConfigurationService> configuration;

    BuiltInApplications(List<InProcessReceiver> receivers, BeanProvider<ConfigurationService> configuration) {
        this.receivers = receivers;
        this.configuration = configuration;
    }

    public boolean contains(UUID id) {
        return receivers.stream().anyMatch(receiver -> receiver.applicationId().equals(id));
    }

    @Override
    public List<String> install() {
        for (InProcessReceiver receiver : receivers) {
            // Nobody ever dials it: .invalid is reserved for names that do not exist.
            Role role = new Role(receiver.role(), RoleVersion.V3, "https://desk.invalid/", "desk@desk.invalid", List.of(), null);
            configuration.get().create(ClientApplication.TYPE, receiver.applicationId(),
                    new ClientApplication(receiver.applicationName(), receiver.applicationDescription(), true, List.of(role)));
        }
        return List.of();
    }

    @Override
    public void checkReplace(ConfigurationType<?> type, UUID id) {
        checkDelete(type, id);
    }

    @Override
    public void checkDelete(ConfigurationType<?> type, UUID id) {
        if (contains(id)) {
            throw new HubException(HubErrorCode.IN_USE, "This client application belongs to the server: it can be neither replaced nor deleted.");
        }
    }
}
