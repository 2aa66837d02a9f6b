package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.Channel;
import dev.ringdown.client.conversationmanager.model.ChannelList;
import dev.ringdown.client.conversationmanager.model.ChannelReplace;
import dev.ringdown.conformance.fixture.HubClient;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.conversationmanager.ChannelApiTestSpec;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Channel. */
class ChannelApiIT implements ChannelApiTestSpec {

    private final Resource resource = new Resource(Kind.CHANNEL);
    private final HubFixtures fixtures = new HubFixtures(SharedServer.get());
    private final HubClient admin = fixtures.admin();

    @Test
    @Override
    public void createChannel201() throws ApiException {
        UUID id = fixtures.channel();

        assertThat(idOf(admin.channels().getChannel(id))).isEqualTo(id);
    }

    @Test
    @Override
    public void createChannel400() {
        Refusal.expect("400-100", resource.create().withJson("{").send());
        Refusal.expect("400-119", resource.create(resource.kind().newBody().with("icon", "<base64>")).send()).naming("icon");
    }

    @Test
    @Override
    public void createChannel401() {
        Door.unauthorized(resource.create());
    }

    @Test
    @Override
    public void createChannel403() {
        Door.forbidden(resource.create());
    }

    @Test
    @Override
    public void createChannel406() {
        Door.notAcceptable(resource.create());
    }

    @Test
    @Override
    public void createChannel413() {
        Door.tooLarge(resource.create());
    }

    @Test
    @Override
    public void createChannel415() {
        Door.unsupportedMediaType(resource.create());
    }

    @Test
    @Override
    public void getAllChannels200() throws ApiException {
        UUID id = fixtures.channel();

        ChannelList first = admin.channels().getAllChannels(null, null);
        assertThat(first.getPaginationInfo().getPagenum()).isEqualTo(1);
        assertThat(first.getPaginationInfo().getPagesize()).isEqualTo(25);
        int last = (first.getPaginationInfo().getCount() + 99) / 100;
        assertThat(admin.channels().getAllChannels(last, 100).getChannel()).extracting(ChannelApiIT::idOf).contains(id);
    }

    @Test
    @Override
    public void getAllChannels400() {
        Door.badPaging(resource.list());
    }

    @Test
    @Override
    public void getAllChannels401() {
        Door.unauthorized(resource.list());
    }

    @Test
    @Override
    public void getAllChannels403() {
        Door.forbidden(resource.list());
    }

    @Test
    @Override
    public void getAllChannels406() {
        Door.notAcceptable(resource.list());
    }

    @Test
    @Override
    public void getChannel200() throws ApiException {
        UUID id = fixtures.channel();

        Channel read = admin.channels().getChannel(id);
        assertThat(read.getActive()).isTrue();
        assertThat(read.getModified()).isEqualTo(read.getCreated());
    }

    @Test
    @Override
    public void getChannel400() {
        Door.unknownParameter(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getChannel401() {
        Door.unauthorized(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getChannel403() {
        Door.forbidden(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getChannel404() {
        Door.notFound(resource::get);
    }

    @Test
    @Override
    public void getChannel406() {
        Door.notAcceptable(resource.get(resource.created()));
    }

    @Test
    @Override
    public void updateChannel204() throws ApiException {
        UUID id = fixtures.channel();
        Channel before = admin.channels().getChannel(id);

        admin.channels().updateChannel(id, Models.convert(before, ChannelReplace.class).description("changed"));

        Channel after = admin.channels().getChannel(id);
        assertThat(after.getDescription()).isEqualTo("changed");
        assertThat(after.getModified()).isAfter(before.getModified());
        assertThat(Models.convert(after, ChannelReplace.class).description(before.getDescription()).modified(null))
                .isEqualTo(Models.convert(before, ChannelReplace.class).modified(null));
    }

    @Test
    @Override
    public void updateChannel400() {
        String id = resource.created();
        Refusal.expect("400-100", resource.update(id).withJson("[").send());
        Refusal.expect("400-123", resource.update(id, resource.kind().newBody().with("modified", "2021-06-11T23:14:41.836Z")).send());
    }

    @Test
    @Override
    public void updateChannel401() {
        Door.unauthorized(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateChannel403() {
        Door.forbidden(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateChannel404() {
        Door.notFound(resource::update);
    }

    @Test
    @Override
    public void updateChannel406() {
        Door.notAcceptable(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateChannel413() {
        Door.tooLarge(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateChannel415() {
        Door.unsupportedMediaType(resource.update(resource.created()));
    }

    @Test
    @Override
    public void deleteChannel204() throws ApiException {
        UUID id = fixtures.channel();

        admin.channels().deleteChannel(id);

        assertThatThrownBy(() -> admin.channels().getChannel(id)).isInstanceOf(ApiException.class)
                .extracting(failure -> ((ApiException) failure).getCode()).isEqualTo(404);
    }

    @Test
    @Override
    public void deleteChannel400() {
        var accounts = new Resource(Kind.ACCOUNT);
        String channel = resource.created();
        accounts.created(accounts.kind().newBody().with("channel.id", channel));
        Refusal.expect("400-122", resource.delete(channel).send());
    }

    @Test
    @Override
    public void deleteChannel401() {
        Door.unauthorized(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteChannel403() {
        Door.forbidden(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteChannel404() {
        Door.notFound(resource::delete);
    }

    @Test
    @Override
    public void deleteChannel406() {
        Door.notAcceptable(resource.delete(resource.created()));
    }

    private static UUID idOf(Channel read) {
        return read.getId();
    }
}
