package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.AuthenticationList;
import dev.ringdown.client.conversationmanager.model.AuthenticationReplace;
import dev.ringdown.client.conversationmanager.model.AuthenticationResource;
import dev.ringdown.client.conversationmanager.model.BasicAuthenticationReplace;
import dev.ringdown.client.conversationmanager.model.BasicAuthenticationResource;
import dev.ringdown.conformance.fixture.HubClient;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.conversationmanager.AuthenticationApiTestSpec;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Authentication. */
class AuthenticationApiIT implements AuthenticationApiTestSpec {

    private final Resource resource = new Resource(Kind.AUTHENTICATION);
    private final HubFixtures fixtures = new HubFixtures(SharedServer.get());
    private final HubClient admin = fixtures.admin();

    @Test
    @Override
    public void createAuthentication201() throws ApiException {
        UUID id = fixtures.basicAuthentication("user", "password");

        assertThat(idOf(admin.authentications().getAuthentication(id))).isEqualTo(id);
    }

    @Test
    @Override
    public void createAuthentication400() {
        Refusal.expect("400-100", resource.create().withJson("{").send());
        Refusal.expect("400-143", resource.create(resource.kind().newBody().without("basicAuth")).send()).naming("basicAuth");
    }

    @Test
    @Override
    public void createAuthentication401() {
        Door.unauthorized(resource.create());
    }

    @Test
    @Override
    public void createAuthentication403() {
        Door.forbidden(resource.create());
    }

    @Test
    @Override
    public void createAuthentication406() {
        Door.notAcceptable(resource.create());
    }

    @Test
    @Override
    public void createAuthentication413() {
        Door.tooLarge(resource.create());
    }

    @Test
    @Override
    public void createAuthentication415() {
        Door.unsupportedMediaType(resource.create());
    }

    @Test
    @Override
    public void getAllAuthentication200() throws ApiException {
        UUID id = fixtures.basicAuthentication("user", "password");

        AuthenticationList first = admin.authentications().getAllAuthentication(null, null);
        assertThat(first.getPaginationInfo().getPagenum()).isEqualTo(1);
        assertThat(first.getPaginationInfo().getPagesize()).isEqualTo(25);
        int last = (first.getPaginationInfo().getCount() + 99) / 100;
        assertThat(admin.authentications().getAllAuthentication(last, 100).getAuthentication()).extracting(AuthenticationApiIT::idOf).contains(id);
    }

    @Test
    @Override
    public void getAllAuthentication400() {
        Door.badPaging(resource.list());
    }

    @Test
    @Override
    public void getAllAuthentication401() {
        Door.unauthorized(resource.list());
    }

    @Test
    @Override
    public void getAllAuthentication403() {
        Door.forbidden(resource.list());
    }

    @Test
    @Override
    public void getAllAuthentication406() {
        Door.notAcceptable(resource.list());
    }

    @Test
    @Override
    public void getAuthentication200() throws ApiException {
        UUID id = fixtures.basicAuthentication("user", "password");

        BasicAuthenticationResource read = admin.authentications().getAuthentication(id).getBasicAuthenticationResource();
        assertThat(read.getActive()).isTrue();
        assertThat(read.getBasicAuth().getUsername()).isEqualTo("user");
        assertThat(read.getModified()).isEqualTo(read.getCreated());
    }

    @Test
    @Override
    public void getAuthentication400() {
        Door.unknownParameter(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getAuthentication401() {
        Door.unauthorized(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getAuthentication403() {
        Door.forbidden(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getAuthentication404() {
        Door.notFound(resource::get);
    }

    @Test
    @Override
    public void getAuthentication406() {
        Door.notAcceptable(resource.get(resource.created()));
    }

    @Test
    @Override
    public void updateAuthentication204() throws ApiException {
        UUID id = fixtures.basicAuthentication("user", "password");
        BasicAuthenticationResource before = admin.authentications().getAuthentication(id).getBasicAuthenticationResource();

        admin.authentications().updateAuthentication(id, new AuthenticationReplace(
                Models.convert(before, BasicAuthenticationReplace.class).description("changed")));

        BasicAuthenticationResource after = admin.authentications().getAuthentication(id).getBasicAuthenticationResource();
        assertThat(after.getDescription()).isEqualTo("changed");
        assertThat(after.getName()).isEqualTo(before.getName());
        assertThat(after.getModified()).isAfter(before.getModified());
    }

    @Test
    @Override
    public void updateAuthentication400() {
        String id = resource.created();
        Refusal.expect("400-100", resource.update(id).withJson("[").send());
        Refusal.expect("400-123", resource.update(id, resource.kind().newBody().with("modified", "2021-06-11T23:14:41.836Z")).send());
    }

    @Test
    @Override
    public void updateAuthentication401() {
        Door.unauthorized(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateAuthentication403() {
        Door.forbidden(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateAuthentication404() {
        Door.notFound(resource::update);
    }

    @Test
    @Override
    public void updateAuthentication406() {
        Door.notAcceptable(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateAuthentication413() {
        Door.tooLarge(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateAuthentication415() {
        Door.unsupportedMediaType(resource.update(resource.created()));
    }

    @Test
    @Override
    public void deleteAuthentication204() throws ApiException {
        UUID id = fixtures.basicAuthentication("user", "password");

        admin.authentications().deleteAuthentication(id);

        assertThatThrownBy(() -> admin.authentications().getAuthentication(id)).isInstanceOf(ApiException.class)
                .extracting(failure -> ((ApiException) failure).getCode()).isEqualTo(404);
    }

    @Test
    @Override
    public void deleteAuthentication400() throws ApiException {
        UUID id = fixtures.basicAuthentication("user", "password");
        fixtures.application().role("customer", References.CALLBACK).authentication(id).create();
        Refusal.expect("400-122", resource.delete(id.toString()).send());
    }

    @Test
    @Override
    public void deleteAuthentication401() {
        Door.unauthorized(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteAuthentication403() {
        Door.forbidden(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteAuthentication404() {
        Door.notFound(resource::delete);
    }

    @Test
    @Override
    public void deleteAuthentication406() {
        Door.notAcceptable(resource.delete(resource.created()));
    }

    private static UUID idOf(AuthenticationResource read) {
        return read.getActualInstance() instanceof BasicAuthenticationResource basic ? basic.getId() : read.getOAuth2AuthenticationResource().getId();
    }
}
