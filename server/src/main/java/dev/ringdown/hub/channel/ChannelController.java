package dev.ringdown.hub.channel;

import dev.ringdown.api.conversationmanager.ChannelApi;
import dev.ringdown.api.conversationmanager.model.AttachmentPolicy;
import dev.ringdown.api.conversationmanager.model.ChannelCreate;
import dev.ringdown.api.conversationmanager.model.ChannelList;
import dev.ringdown.api.conversationmanager.model.ChannelReplace;
import dev.ringdown.api.conversationmanager.model.ChannelRestrictions;
import dev.ringdown.api.conversationmanager.model.CreatedId;
import dev.ringdown.api.conversationmanager.model.InboundRestrictions;
import dev.ringdown.api.conversationmanager.model.LocalizedProperties;
import dev.ringdown.api.conversationmanager.model.LocalizedProperty;
import dev.ringdown.api.conversationmanager.model.OutboundRestrictions;
import dev.ringdown.hub.HubApi;
import dev.ringdown.hub.configuration.ConfigurationPage;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.hub.configuration.Configured;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.List;
import java.util.UUID;

/** Channels: over which ways customers write, and what those can carry. */
@Controller(HubApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class ChannelController implements ChannelApi {

    private final ConfigurationService configuration;
    private final ChannelRules rules;

    ChannelController(ConfigurationService configuration, ChannelRules rules) {
        this.configuration = configuration;
        this.rules = rules;
    }

    @Override
    public HttpResponse<CreatedId> createChannel(ChannelCreate body) {
        Channel channel = rules.checked(new Channel(body.type(), body.displayName(), body.icon(), body.description(),
                !Boolean.FALSE.equals(body.active()), restrictions(body.restrictions()), texts(body.l10nProperties())));
        return HttpResponse.created(new CreatedId(configuration.create(Channel.TYPE, channel)));
    }

    @Override
    public HttpResponse<ChannelList> getAllChannels(Integer pagenum, Integer pagesize) {
        ConfigurationPage<Channel> page = configuration.list(Channel.TYPE, pagenum, pagesize);
        return HttpResponse.ok(new ChannelList(page.paginationInfo(), page.resources().stream().map(ChannelController::answer).toList()));
    }

    @Override
    public HttpResponse<dev.ringdown.api.conversationmanager.model.Channel> getChannel(UUID id) {
        return HttpResponse.ok(answer(configuration.get(Channel.TYPE, id)));
    }

    @Override
    public HttpResponse<Object> updateChannel(UUID id, ChannelReplace body) {
        Channel channel = rules.checked(new Channel(body.type(), body.displayName(), body.icon(), body.description(),
                !Boolean.FALSE.equals(body.active()), restrictions(body.restrictions()), texts(body.l10nProperties())));
        configuration.replace(Channel.TYPE, id, body.modified(), stored -> channel);
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse<Object> deleteChannel(UUID id) {
        configuration.delete(Channel.TYPE, id);
        return HttpResponse.noContent();
    }

    private static @Nullable Restrictions restrictions(@Nullable ChannelRestrictions given) {
        return given == null ? null : new Restrictions(inbound(given.inbound()), outbound(given.outbound()));
    }

    private static @Nullable InboundLimits inbound(@Nullable InboundRestrictions given) {
        return given == null ? null : new InboundLimits(given.maxTextLength(), once(given.features()), files(given.attachmentPolicy()));
    }

    private static @Nullable OutboundLimits outbound(@Nullable OutboundRestrictions given) {
        return given == null ? null : new OutboundLimits(given.maxTextLength(), given.systemMessages(), given.midChatAuth(),
                once(given.features()), once(given.richMessageTypes()), files(given.attachmentPolicy()));
    }

    private static @Nullable FileLimits files(@Nullable AttachmentPolicy given) {
        return given == null ? null : new FileLimits(given.enabled(), given.maxSize(), given.type(), given.extensions());
    }

    private static <T> @Nullable List<T> once(@Nullable List<T> given) {
        return given == null ? null : given.stream().distinct().toList();
    }

    private static List<LocalizedTexts> texts(@Nullable List<LocalizedProperties> given) {
        return given == null ? List.of() : given.stream()
                .map(language -> new LocalizedTexts(language.language(),
                        language.properties().stream().map(text -> new LocalizedText(text.name(), text.value())).toList()))
                .toList();
    }

    private static dev.ringdown.api.conversationmanager.model.Channel answer(Configured<Channel> resource) {
        Channel channel = resource.document();
        return new dev.ringdown.api.conversationmanager.model.Channel(resource.id(), channel.type(), channel.icon(), channel.displayName(),
                channel.description(), channel.active(), answer(channel.restrictions()), answer(channel.texts()), resource.created(),
                resource.modified());
    }

    private static @Nullable ChannelRestrictions answer(@Nullable Restrictions restrictions) {
        return restrictions == null ? null : new ChannelRestrictions(answer(restrictions.inbound()), answer(restrictions.outbound()));
    }

    private static @Nullable InboundRestrictions answer(@Nullable InboundLimits limits) {
        return limits == null ? null : new InboundRestrictions(limits.maxTextLength(), limits.features(), answer(limits.files()));
    }

    private static @Nullable OutboundRestrictions answer(@Nullable OutboundLimits limits) {
        return limits == null ? null : new OutboundRestrictions(limits.maxTextLength(), limits.systemMessages(), limits.midChatAuth(),
                limits.features(), limits.richMessageTypes(), answer(limits.files()));
    }

    private static @Nullable AttachmentPolicy answer(@Nullable FileLimits limits) {
        return limits == null ? null : new AttachmentPolicy(limits.enabled(), limits.maxSize(), limits.type(), limits.extensions());
    }

    private static @Nullable List<LocalizedProperties> answer(List<LocalizedTexts> texts) {
        return texts.isEmpty() ? null : texts.stream()
                .map(language -> new LocalizedProperties(language.language(),
                        language.texts().stream().map(text -> new LocalizedProperty(text.name(), text.value())).toList()))
                .toList();
    }
}
