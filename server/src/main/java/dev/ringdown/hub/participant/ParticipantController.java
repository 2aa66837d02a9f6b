package dev.ringdown.hub.participant;

import dev.ringdown.api.conversationmanager.ParticipantApi;
import dev.ringdown.api.conversationmanager.model.CreatedId;
import dev.ringdown.api.conversationmanager.model.NameValue;
import dev.ringdown.api.conversationmanager.model.ParticipantCreate;
import dev.ringdown.api.conversationmanager.model.ParticipantIntent;
import dev.ringdown.api.conversationmanager.model.ParticipantIntents;
import dev.ringdown.api.conversationmanager.model.ParticipantList;
import dev.ringdown.api.conversationmanager.model.ParticipantReplace;
import dev.ringdown.api.conversationmanager.model.ResourceReference;
import dev.ringdown.hub.HubApi;
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

/** Participants: the bots. */
@Controller(HubApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class ParticipantController implements ParticipantApi {

    private final ConfigurationService configuration;
    private final FormRules rules;

    ParticipantController(ConfigurationService configuration, FormRules rules) {
        this.configuration = configuration;
        this.rules = rules;
    }

    @Override
    public HttpResponse<CreatedId> createParticipant(ParticipantCreate body) {
        Participant participant = checked(new Participant(body.name(), body.type(), body.description(), !Boolean.FALSE.equals(body.active()),
                body.application().id(), intents(body.intents()), options(body.options())));
        return HttpResponse.created(new CreatedId(configuration.create(Participant.TYPE, participant)));
    }

    @Override
    public HttpResponse<ParticipantList> getAllParticipant(Integer pagenum, Integer pagesize) {
        ConfigurationPage<Participant> page = configuration.list(Participant.TYPE, pagenum, pagesize);
        return HttpResponse.ok(new ParticipantList(page.paginationInfo(),
                page.resources().stream().map(ParticipantController::answer).toList()));
    }

    @Override
    public HttpResponse<dev.ringdown.api.conversationmanager.model.Participant> getParticipant(UUID id) {
        return HttpResponse.ok(answer(configuration.get(Participant.TYPE, id)));
    }

    @Override
    public HttpResponse<Object> updateParticipant(UUID id, ParticipantReplace body) {
        Participant participant = checked(new Participant(body.name(), body.type(), body.description(), !Boolean.FALSE.equals(body.active()),
                body.application().id(), intents(body.intents()), options(body.options())));
        configuration.replace(Participant.TYPE, id, body.modified(), stored -> participant);
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse<Object> deleteParticipant(UUID id) {
        configuration.delete(Participant.TYPE, id);
        return HttpResponse.noContent();
    }

    private Participant checked(Participant participant) {
        rules.checkName(participant.name(), "name");
        return participant;
    }

    private static List<Intent> intents(@Nullable ParticipantIntents intents) {
        return intents == null ? List.of() : intents.intent().stream().map(intent -> new Intent(intent.value(), intent.displayValue())).toList();
    }

    private static List<Option> options(@Nullable List<NameValue> options) {
        return options == null ? List.of() : options.stream().map(option -> new Option(option.name(), option.value())).toList();
    }

    private static dev.ringdown.api.conversationmanager.model.Participant answer(Configured<Participant> resource) {
        Participant participant = resource.document();
        return new dev.ringdown.api.conversationmanager.model.Participant(resource.id(), participant.name(), participant.type(),
                participant.description(), participant.active(), new ResourceReference(participant.application()),
                answerIntents(participant.intents()), answerOptions(participant.options()), resource.created(), resource.modified());
    }

    private static @Nullable ParticipantIntents answerIntents(List<Intent> intents) {
        return intents.isEmpty() ? null
                : new ParticipantIntents(intents.stream().map(intent -> new ParticipantIntent(intent.value(), intent.displayValue())).toList());
    }

    private static @Nullable List<NameValue> answerOptions(List<Option> options) {
        return options.isEmpty() ? null : options.stream().map(option -> new NameValue(option.name(), option.value())).toList();
    }
}
