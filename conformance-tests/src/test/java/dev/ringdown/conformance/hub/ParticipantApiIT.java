package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.Participant;
import dev.ringdown.client.conversationmanager.model.ParticipantList;
import dev.ringdown.client.conversationmanager.model.ParticipantReplace;
import dev.ringdown.conformance.fixture.HubClient;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.conversationmanager.ParticipantApiTestSpec;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Participant. */
class ParticipantApiIT implements ParticipantApiTestSpec {

    private final Resource resource = new Resource(Kind.PARTICIPANT);
    private final HubFixtures fixtures = new HubFixtures(SharedServer.get());
    private final HubClient admin = fixtures.admin();

    @Test
    @Override
    public void createParticipant201() throws ApiException {
        UUID id = fixtures.bot(References.shared().botApplication);

        assertThat(idOf(admin.participants().getParticipant(id))).isEqualTo(id);
    }

    @Test
    @Override
    public void createParticipant400() {
        Refusal.expect("400-100", resource.create().withJson("{").send());
        Refusal.expect("400-143", resource.create(resource.kind().newBody().without("application")).send()).naming("application");
    }

    @Test
    @Override
    public void createParticipant401() {
        Door.unauthorized(resource.create());
    }

    @Test
    @Override
    public void createParticipant403() {
        Door.forbidden(resource.create());
    }

    @Test
    @Override
    public void createParticipant406() {
        Door.notAcceptable(resource.create());
    }

    @Test
    @Override
    public void createParticipant413() {
        Door.tooLarge(resource.create());
    }

    @Test
    @Override
    public void createParticipant415() {
        Door.unsupportedMediaType(resource.create());
    }

    @Test
    @Override
    public void getAllParticipant200() throws ApiException {
        UUID id = fixtures.bot(References.shared().botApplication);

        ParticipantList first = admin.participants().getAllParticipant(null, null);
        assertThat(first.getPaginationInfo().getPagenum()).isEqualTo(1);
        assertThat(first.getPaginationInfo().getPagesize()).isEqualTo(25);
        int last = (first.getPaginationInfo().getCount() + 99) / 100;
        assertThat(admin.participants().getAllParticipant(last, 100).getParticipant()).extracting(ParticipantApiIT::idOf).contains(id);
    }

    @Test
    @Override
    public void getAllParticipant400() {
        Door.badPaging(resource.list());
    }

    @Test
    @Override
    public void getAllParticipant401() {
        Door.unauthorized(resource.list());
    }

    @Test
    @Override
    public void getAllParticipant403() {
        Door.forbidden(resource.list());
    }

    @Test
    @Override
    public void getAllParticipant406() {
        Door.notAcceptable(resource.list());
    }

    @Test
    @Override
    public void getParticipant200() throws ApiException {
        UUID id = fixtures.bot(References.shared().botApplication);

        Participant read = admin.participants().getParticipant(id);
        assertThat(read.getActive()).isTrue();
        assertThat(read.getModified()).isEqualTo(read.getCreated());
    }

    @Test
    @Override
    public void getParticipant400() {
        Door.unknownParameter(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getParticipant401() {
        Door.unauthorized(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getParticipant403() {
        Door.forbidden(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getParticipant404() {
        Door.notFound(resource::get);
    }

    @Test
    @Override
    public void getParticipant406() {
        Door.notAcceptable(resource.get(resource.created()));
    }

    @Test
    @Override
    public void updateParticipant204() throws ApiException {
        UUID id = fixtures.bot(References.shared().botApplication);
        Participant before = admin.participants().getParticipant(id);

        admin.participants().updateParticipant(id, Models.convert(before, ParticipantReplace.class).description("changed"));

        Participant after = admin.participants().getParticipant(id);
        assertThat(after.getDescription()).isEqualTo("changed");
        assertThat(after.getModified()).isAfter(before.getModified());
        assertThat(Models.convert(after, ParticipantReplace.class).description(before.getDescription()).modified(null))
                .isEqualTo(Models.convert(before, ParticipantReplace.class).modified(null));
    }

    @Test
    @Override
    public void updateParticipant400() {
        String id = resource.created();
        Refusal.expect("400-100", resource.update(id).withJson("[").send());
        Refusal.expect("400-123", resource.update(id, resource.kind().newBody().with("modified", "2021-06-11T23:14:41.836Z")).send());
    }

    @Test
    @Override
    public void updateParticipant401() {
        Door.unauthorized(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateParticipant403() {
        Door.forbidden(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateParticipant404() {
        Door.notFound(resource::update);
    }

    @Test
    @Override
    public void updateParticipant406() {
        Door.notAcceptable(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateParticipant413() {
        Door.tooLarge(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateParticipant415() {
        Door.unsupportedMediaType(resource.update(resource.created()));
    }

    @Test
    @Override
    public void deleteParticipant204() throws ApiException {
        UUID id = fixtures.bot(References.shared().botApplication);

        admin.participants().deleteParticipant(id);

        assertThatThrownBy(() -> admin.participants().getParticipant(id)).isInstanceOf(ApiException.class)
                .extracting(failure -> ((ApiException) failure).getCode()).isEqualTo(404);
    }

    @Test
    @Override
    public void deleteParticipant400() {
        var bots = new Resource(Kind.ORCHESTRATION);
        String bot = resource.created();
        bots.created(bots.kind().newBody().with("applications.botConfiguration.bots.0.participant.id", bot));
        Refusal.expect("400-122", resource.delete(bot).send());
    }

    @Test
    @Override
    public void deleteParticipant401() {
        Door.unauthorized(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteParticipant403() {
        Door.forbidden(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteParticipant404() {
        Door.notFound(resource::delete);
    }

    @Test
    @Override
    public void deleteParticipant406() {
        Door.notAcceptable(resource.delete(resource.created()));
    }

    private static UUID idOf(Participant read) {
        return read.getId();
    }
}
