package dev.ringdown.hub.orchestration;

import dev.ringdown.api.conversationmanager.OrchestrationApi;
import dev.ringdown.api.conversationmanager.model.AgentConfiguration;
import dev.ringdown.api.conversationmanager.model.BotConfigurationInput;
import dev.ringdown.api.conversationmanager.model.CreatedId;
import dev.ringdown.api.conversationmanager.model.CustomerConfiguration;
import dev.ringdown.api.conversationmanager.model.OnEscalation;
import dev.ringdown.api.conversationmanager.model.OrchestrationApplications;
import dev.ringdown.api.conversationmanager.model.OrchestrationApplicationsInput;
import dev.ringdown.api.conversationmanager.model.OrchestrationBot;
import dev.ringdown.api.conversationmanager.model.OrchestrationCreate;
import dev.ringdown.api.conversationmanager.model.OrchestrationList;
import dev.ringdown.api.conversationmanager.model.OrchestrationReplace;
import dev.ringdown.api.conversationmanager.model.ResourceReference;
import dev.ringdown.hub.HubApi;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.configuration.ConfigurationPage;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.FormRules;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.List;
import java.util.UUID;

/** Orchestrations: who talks to whom. */
@Controller(HubApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class OrchestrationController implements OrchestrationApi {

    private final ConfigurationService configuration;
    private final FormRules rules;

    OrchestrationController(ConfigurationService configuration, FormRules rules) {
        this.configuration = configuration;
        this.rules = rules;
    }

    @Override
    public HttpResponse<CreatedId> createOrchestration(OrchestrationCreate body) {
        Orchestration orchestration = checked(body.name(), body.description(), body.active(), body.applications());
        return HttpResponse.created(new CreatedId(configuration.create(Orchestration.TYPE, orchestration)));
    }

    @Override
    public HttpResponse<OrchestrationList> getAllOrchestration(Integer pagenum, Integer pagesize) {
        ConfigurationPage<Orchestration> page = configuration.list(Orchestration.TYPE, pagenum, pagesize);
        return HttpResponse.ok(new OrchestrationList(page.paginationInfo(),
                page.resources().stream().map(OrchestrationController::answer).toList()));
    }

    @Override
    public HttpResponse<dev.ringdown.api.conversationmanager.model.Orchestration> getOrchestration(UUID id) {
        return HttpResponse.ok(answer(configuration.get(Orchestration.TYPE, id)));
    }

    @Override
    public HttpResponse<Object> updateOrchestration(UUID id, OrchestrationReplace body) {
        Orchestration orchestration = checked(body.name(), body.description(), body.active(), body.applications());
        configuration.replace(Orchestration.TYPE, id, body.modified(), stored -> orchestration);
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse<Object> deleteOrchestration(UUID id) {
        configuration.delete(Orchestration.TYPE, id);
        return HttpResponse.noContent();
    }

    private Orchestration checked(String name, @Nullable String description, @Nullable Boolean active, OrchestrationApplicationsInput given) {
        rules.checkName(name, "name");
        if (given.botConfiguration() == null && given.agentConfiguration() == null) {
            throw HubException.ofField(HubErrorCode.ATTRIBUTE_MISSING, "applications.botConfiguration",
                    "One of applications.botConfiguration and applications.agentConfiguration is required.");
        }
        return new Orchestration(name, description, !Boolean.FALSE.equals(active), bots(given.botConfiguration()),
                given.customerConfiguration() == null ? null : given.customerConfiguration().customer().id(),
                given.agentConfiguration() == null ? List.of()
                        : given.agentConfiguration().agents().stream().map(ResourceReference::id).toList());
    }

    private static @Nullable BotConfiguration bots(@Nullable BotConfigurationInput given) {
        return given == null ? null : new BotConfiguration(Boolean.TRUE.equals(given.forwardTranscript()), given.bypassVaDuration(),
                given.bots().stream().map(OrchestrationController::bot).toList());
    }

    private static Bot bot(OrchestrationBot given) {
        return new Bot(given.id(), given.participant().id(), given.onEscalation() == null ? null : given.onEscalation().agent().id());
    }

    private static dev.ringdown.api.conversationmanager.model.Orchestration answer(Configured<Orchestration> resource) {
        Orchestration orchestration = resource.document();
        return new dev.ringdown.api.conversationmanager.model.Orchestration(resource.id(), orchestration.name(), orchestration.description(),
                orchestration.active(), applications(orchestration), resource.created(), resource.modified());
    }

    private static OrchestrationApplications applications(Orchestration orchestration) {
        return new OrchestrationApplications(answer(orchestration.bots()),
                orchestration.customer() == null ? null : new CustomerConfiguration(new ResourceReference(orchestration.customer())),
                orchestration.agents().isEmpty() ? null
                        : new AgentConfiguration(orchestration.agents().stream().map(ResourceReference::new).toList()));
    }

    private static dev.ringdown.api.conversationmanager.model.@Nullable BotConfiguration answer(@Nullable BotConfiguration bots) {
        return bots == null ? null : new dev.ringdown.api.conversationmanager.model.BotConfiguration(bots.forwardTranscript(),
                bots.bypassVaDuration(), bots.bots().stream().map(OrchestrationController::answer).toList());
    }

    private static OrchestrationBot answer(Bot bot) {
        return new OrchestrationBot(bot.application(), new ResourceReference(bot.participant()),
                bot.onEscalation() == null ? null : new OnEscalation(new ResourceReference(bot.onEscalation())));
    }
}
