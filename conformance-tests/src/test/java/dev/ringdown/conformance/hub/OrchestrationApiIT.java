package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.Orchestration;
import dev.ringdown.client.conversationmanager.model.OrchestrationList;
import dev.ringdown.client.conversationmanager.model.OrchestrationReplace;
import dev.ringdown.conformance.fixture.HubClient;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.conversationmanager.OrchestrationApiTestSpec;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Orchestration. */
class OrchestrationApiIT implements OrchestrationApiTestSpec {

    private final Resource resource = new Resource(Kind.ORCHESTRATION);
    private final HubFixtures fixtures = new HubFixtures(SharedServer.get());
    private final HubClient admin = fixtures.admin();

    @Test
    @Override
    public void createOrchestration201() throws ApiException {
        UUID id = fixtures.orchestration(References.shared().customer, References.shared().agent);

        assertThat(idOf(admin.orchestrations().getOrchestration(id))).isEqualTo(id);
    }

    @Test
    @Override
    public void createOrchestration400() {
        Refusal.expect("400-100", resource.create().withJson("{").send());
        Refusal.expect("400-143", resource.create(resource.kind().newBody().without("applications")).send()).naming("applications");
    }

    @Test
    @Override
    public void createOrchestration401() {
        Door.unauthorized(resource.create());
    }

    @Test
    @Override
    public void createOrchestration403() {
        Door.forbidden(resource.create());
    }

    @Test
    @Override
    public void createOrchestration406() {
        Door.notAcceptable(resource.create());
    }

    @Test
    @Override
    public void createOrchestration413() {
        Door.tooLarge(resource.create());
    }

    @Test
    @Override
    public void createOrchestration415() {
        Door.unsupportedMediaType(resource.create());
    }

    @Test
    @Override
    public void getAllOrchestration200() throws ApiException {
        UUID id = fixtures.orchestration(References.shared().customer, References.shared().agent);

        OrchestrationList first = admin.orchestrations().getAllOrchestration(null, null);
        assertThat(first.getPaginationInfo().getPagenum()).isEqualTo(1);
        assertThat(first.getPaginationInfo().getPagesize()).isEqualTo(25);
        int last = (first.getPaginationInfo().getCount() + 99) / 100;
        assertThat(admin.orchestrations().getAllOrchestration(last, 100).getOrchestration()).extracting(OrchestrationApiIT::idOf).contains(id);
    }

    @Test
    @Override
    public void getAllOrchestration400() {
        Door.badPaging(resource.list());
    }

    @Test
    @Override
    public void getAllOrchestration401() {
        Door.unauthorized(resource.list());
    }

    @Test
    @Override
    public void getAllOrchestration403() {
        Door.forbidden(resource.list());
    }

    @Test
    @Override
    public void getAllOrchestration406() {
        Door.notAcceptable(resource.list());
    }

    @Test
    @Override
    public void getOrchestration200() throws ApiException {
        UUID id = fixtures.orchestration(References.shared().customer, References.shared().agent);

        Orchestration read = admin.orchestrations().getOrchestration(id);
        assertThat(read.getActive()).isTrue();
        assertThat(read.getModified()).isEqualTo(read.getCreated());
    }

    @Test
    @Override
    public void getOrchestration400() {
        Door.unknownParameter(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getOrchestration401() {
        Door.unauthorized(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getOrchestration403() {
        Door.forbidden(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getOrchestration404() {
        Door.notFound(resource::get);
    }

    @Test
    @Override
    public void getOrchestration406() {
        Door.notAcceptable(resource.get(resource.created()));
    }

    @Test
    @Override
    public void updateOrchestration204() throws ApiException {
        UUID id = fixtures.orchestration(References.shared().customer, References.shared().agent);
        Orchestration before = admin.orchestrations().getOrchestration(id);

        admin.orchestrations().updateOrchestration(id, Models.convert(before, OrchestrationReplace.class).description("changed"));

        Orchestration after = admin.orchestrations().getOrchestration(id);
        assertThat(after.getDescription()).isEqualTo("changed");
        assertThat(after.getModified()).isAfter(before.getModified());
        assertThat(Models.convert(after, OrchestrationReplace.class).description(before.getDescription()).modified(null))
                .isEqualTo(Models.convert(before, OrchestrationReplace.class).modified(null));
    }

    @Test
    @Override
    public void updateOrchestration400() {
        String id = resource.created();
        Refusal.expect("400-100", resource.update(id).withJson("[").send());
        Refusal.expect("400-123", resource.update(id, resource.kind().newBody().with("modified", "2021-06-11T23:14:41.836Z")).send());
    }

    @Test
    @Override
    public void updateOrchestration401() {
        Door.unauthorized(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateOrchestration403() {
        Door.forbidden(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateOrchestration404() {
        Door.notFound(resource::update);
    }

    @Test
    @Override
    public void updateOrchestration406() {
        Door.notAcceptable(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateOrchestration413() {
        Door.tooLarge(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateOrchestration415() {
        Door.unsupportedMediaType(resource.update(resource.created()));
    }

    @Test
    @Override
    public void deleteOrchestration204() throws ApiException {
        UUID id = fixtures.orchestration(References.shared().customer, References.shared().agent);

        admin.orchestrations().deleteOrchestration(id);

        assertThatThrownBy(() -> admin.orchestrations().getOrchestration(id)).isInstanceOf(ApiException.class)
                .extracting(failure -> ((ApiException) failure).getCode()).isEqualTo(404);
    }

    @Test
    @Override
    public void deleteOrchestration400() {
        var accounts = new Resource(Kind.ACCOUNT);
        String orchestration = resource.created();
        accounts.created(accounts.kind().newBody().with("chatConfigurations.orchestration.id", orchestration));
        Refusal.expect("400-122", resource.delete(orchestration).send());
    }

    @Test
    @Override
    public void deleteOrchestration401() {
        Door.unauthorized(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteOrchestration403() {
        Door.forbidden(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteOrchestration404() {
        Door.notFound(resource::delete);
    }

    @Test
    @Override
    public void deleteOrchestration406() {
        Door.notAcceptable(resource.delete(resource.created()));
    }

    private static UUID idOf(Orchestration read) {
        return read.getId();
    }
}
