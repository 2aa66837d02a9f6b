package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.ClientApplication;
import dev.ringdown.client.conversationmanager.model.ClientApplicationList;
import dev.ringdown.client.conversationmanager.model.ClientApplicationReplace;
import dev.ringdown.conformance.fixture.HubClient;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.fixture.RegisteredApplication;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.conversationmanager.ClientApplicationApiTestSpec;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Client Application. */
class ClientApplicationApiIT implements ClientApplicationApiTestSpec {

    private final Resource resource = new Resource(Kind.CLIENT_APPLICATION);
    private final HubFixtures fixtures = new HubFixtures(SharedServer.get());
    private final HubClient admin = fixtures.admin();

    @Test
    @Override
    public void createClientApplication201() throws ApiException {
        UUID id = fixtures.application().role("customer", References.CALLBACK).create();

        assertThat(idOf(admin.clientApplications().getClientApplication(id))).isEqualTo(id);
    }

    @Test
    @Override
    public void createClientApplication400() {
        Refusal.expect("400-100", resource.create().withJson("{").send());
        Refusal.expect("400-143", resource.create(resource.kind().newBody().without("roles")).send()).naming("roles");
    }

    @Test
    @Override
    public void createClientApplication401() {
        Door.unauthorized(resource.create());
    }

    @Test
    @Override
    public void createClientApplication403() {
        Door.forbidden(resource.create());
    }

    @Test
    @Override
    public void createClientApplication406() {
        Door.notAcceptable(resource.create());
    }

    @Test
    @Override
    public void createClientApplication413() {
        Door.tooLarge(resource.create());
    }

    @Test
    @Override
    public void createClientApplication415() {
        Door.unsupportedMediaType(resource.create());
    }

    @Test
    @Override
    public void getAllClientApplication200() throws ApiException {
        UUID id = fixtures.application().role("customer", References.CALLBACK).create();

        ClientApplicationList first = admin.clientApplications().getAllClientApplication(null, null);
        assertThat(first.getPaginationInfo().getPagenum()).isEqualTo(1);
        assertThat(first.getPaginationInfo().getPagesize()).isEqualTo(25);
        int last = (first.getPaginationInfo().getCount() + 99) / 100;
        assertThat(admin.clientApplications().getAllClientApplication(last, 100).getClientApplication()).extracting(ClientApplicationApiIT::idOf).contains(id);
    }

    @Test
    @Override
    public void getAllClientApplication400() {
        Door.badPaging(resource.list());
    }

    @Test
    @Override
    public void getAllClientApplication401() {
        Door.unauthorized(resource.list());
    }

    @Test
    @Override
    public void getAllClientApplication403() {
        Door.forbidden(resource.list());
    }

    @Test
    @Override
    public void getAllClientApplication406() {
        Door.notAcceptable(resource.list());
    }

    @Test
    @Override
    public void getClientApplication200() throws ApiException {
        UUID id = fixtures.application().role("customer", References.CALLBACK).create();

        ClientApplication read = admin.clientApplications().getClientApplication(id);
        assertThat(read.getActive()).isTrue();
        assertThat(read.getModified()).isEqualTo(read.getCreated());
    }

    @Test
    @Override
    public void getClientApplication400() {
        Door.unknownParameter(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getClientApplication401() {
        Door.unauthorized(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getClientApplication403() {
        Door.forbidden(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getClientApplication404() {
        Door.notFound(resource::get);
    }

    @Test
    @Override
    public void getClientApplication406() {
        Door.notAcceptable(resource.get(resource.created()));
    }

    @Test
    @Override
    public void updateClientApplication204() throws ApiException {
        UUID id = fixtures.application().role("customer", References.CALLBACK).create();
        ClientApplication before = admin.clientApplications().getClientApplication(id);

        admin.clientApplications().updateClientApplication(id, Models.convert(before, ClientApplicationReplace.class).description("changed"));

        ClientApplication after = admin.clientApplications().getClientApplication(id);
        assertThat(after.getDescription()).isEqualTo("changed");
        assertThat(after.getModified()).isAfter(before.getModified());
        assertThat(Models.convert(after, ClientApplicationReplace.class).description(before.getDescription()).modified(null))
                .isEqualTo(Models.convert(before, ClientApplicationReplace.class).modified(null));
    }

    @Test
    @Override
    public void updateClientApplication400() {
        String id = resource.created();
        Refusal.expect("400-100", resource.update(id).withJson("[").send());
        Refusal.expect("400-123", resource.update(id, resource.kind().newBody().with("modified", "2021-06-11T23:14:41.836Z")).send());
    }

    @Test
    @Override
    public void updateClientApplication401() {
        Door.unauthorized(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateClientApplication403() {
        Door.forbidden(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateClientApplication404() {
        Door.notFound(resource::update);
    }

    @Test
    @Override
    public void updateClientApplication406() {
        Door.notAcceptable(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateClientApplication413() {
        Door.tooLarge(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateClientApplication415() {
        Door.unsupportedMediaType(resource.update(resource.created()));
    }

    @Test
    @Override
    public void deleteClientApplication204() throws ApiException {
        UUID id = fixtures.application().role("customer", References.CALLBACK).create();

        admin.clientApplications().deleteClientApplication(id);

        assertThatThrownBy(() -> admin.clientApplications().getClientApplication(id)).isInstanceOf(ApiException.class)
                .extracting(failure -> ((ApiException) failure).getCode()).isEqualTo(404);
    }

    @Test
    @Override
    public void deleteClientApplication400() throws ApiException {
        UUID id = fixtures.application().role("custom_bot", References.CALLBACK).create();
        fixtures.bot(id);
        Refusal.expect("400-122", resource.delete(id.toString()).send());
    }

    @Test
    @Override
    public void deleteClientApplication401() {
        Door.unauthorized(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteClientApplication403() {
        Door.forbidden(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteClientApplication404() {
        Door.notFound(resource::delete);
    }

    @Test
    @Override
    public void deleteClientApplication406() {
        Door.notAcceptable(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void createClientCredentials201() {
        RegisteredApplication application = fixtures.application().role("customer", References.CALLBACK).createWithCredentials();

        assertThat(application.credentials().clientId()).isEqualTo(application.id());
        assertThat(application.credentials().clientSecret()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(application.credentials().webhookSecret()).matches("whsec_[A-Za-z0-9+/]+={0,2}");
    }

    @Test
    @Override
    public void createClientCredentials400() throws ApiException {
        Refusal.expect("400-119", credentials("POST", resource.created()).withJson("{\"scopes\":[]}").send()).naming("scopes");
        Refusal.expect("400-122", credentials("POST", fixtures.deskId().toString()).send());
    }

    @Test
    @Override
    public void createClientCredentials401() {
        Door.unauthorized(credentials("POST", resource.created()));
    }

    @Test
    @Override
    public void createClientCredentials403() {
        Door.forbidden(credentials("POST", resource.created()));
    }

    @Test
    @Override
    public void createClientCredentials404() {
        Door.notFound(id -> credentials("POST", id));
    }

    @Test
    @Override
    public void createClientCredentials406() {
        Door.notAcceptable(credentials("POST", resource.created()));
    }

    @Test
    @Override
    public void createClientCredentials413() {
        Door.tooLarge(credentials("POST", resource.created()).withJson("{}"));
    }

    @Test
    @Override
    public void createClientCredentials415() {
        Door.unsupportedMediaType(credentials("POST", resource.created()).withJson("{}"));
    }

    @Test
    @Override
    public void deleteClientCredentials204() throws ApiException {
        RegisteredApplication application = fixtures.application().role("customer", References.CALLBACK).createWithCredentials();

        admin.clientApplications().deleteClientCredentials(application.id());
        admin.clientApplications().deleteClientCredentials(application.id());

        assertThatThrownBy(application::token).hasMessageContaining("401");
    }

    @Test
    @Override
    public void deleteClientCredentials400() {
        Door.unknownParameter(credentials("DELETE", resource.created()));
    }

    @Test
    @Override
    public void deleteClientCredentials401() {
        Door.unauthorized(credentials("DELETE", resource.created()));
    }

    @Test
    @Override
    public void deleteClientCredentials403() {
        Door.forbidden(credentials("DELETE", resource.created()));
    }

    @Test
    @Override
    public void deleteClientCredentials404() {
        Door.notFound(id -> credentials("DELETE", id));
    }

    @Test
    @Override
    public void deleteClientCredentials406() {
        Door.notAcceptable(credentials("DELETE", resource.created()));
    }

    private Call credentials(String method, String id) {
        return Resource.call(method, resource.kind().path() + '/' + id + "/credentials");
    }

    private static UUID idOf(ClientApplication read) {
        return read.getId();
    }
}
