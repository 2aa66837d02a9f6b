package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.client.conversationmanager.ApiException;
import dev.ringdown.client.conversationmanager.model.Account;
import dev.ringdown.client.conversationmanager.model.AccountList;
import dev.ringdown.client.conversationmanager.model.AccountReplace;
import dev.ringdown.conformance.fixture.HubClient;
import dev.ringdown.conformance.fixture.HubFixtures;
import dev.ringdown.conformance.http.Refusal;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.conversationmanager.AccountApiTestSpec;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Account. */
class AccountApiIT implements AccountApiTestSpec {

    private final Resource resource = new Resource(Kind.ACCOUNT);
    private final HubFixtures fixtures = new HubFixtures(SharedServer.get());
    private final HubClient admin = fixtures.admin();

    @Test
    @Override
    public void createAccount201() throws ApiException {
        UUID id = fixtures.account(References.shared().channel, References.shared().orchestration);

        assertThat(idOf(admin.accounts().getAccount(id))).isEqualTo(id);
    }

    @Test
    @Override
    public void createAccount400() {
        Refusal.expect("400-100", resource.create().withJson("{").send());
        Refusal.expect("400-143", resource.create(resource.kind().newBody().without("address")).send()).naming("address");
    }

    @Test
    @Override
    public void createAccount401() {
        Door.unauthorized(resource.create());
    }

    @Test
    @Override
    public void createAccount403() {
        Door.forbidden(resource.create());
    }

    @Test
    @Override
    public void createAccount406() {
        Door.notAcceptable(resource.create());
    }

    @Test
    @Override
    public void createAccount413() {
        Door.tooLarge(resource.create());
    }

    @Test
    @Override
    public void createAccount415() {
        Door.unsupportedMediaType(resource.create());
    }

    @Test
    @Override
    public void getAllAccounts200() throws ApiException {
        UUID id = fixtures.account(References.shared().channel, References.shared().orchestration);

        AccountList first = admin.accounts().getAllAccounts(null, null);
        assertThat(first.getPaginationInfo().getPagenum()).isEqualTo(1);
        assertThat(first.getPaginationInfo().getPagesize()).isEqualTo(25);
        int last = (first.getPaginationInfo().getCount() + 99) / 100;
        assertThat(admin.accounts().getAllAccounts(last, 100).getAccount()).extracting(AccountApiIT::idOf).contains(id);
    }

    @Test
    @Override
    public void getAllAccounts400() {
        Door.badPaging(resource.list());
    }

    @Test
    @Override
    public void getAllAccounts401() {
        Door.unauthorized(resource.list());
    }

    @Test
    @Override
    public void getAllAccounts403() {
        Door.forbidden(resource.list());
    }

    @Test
    @Override
    public void getAllAccounts406() {
        Door.notAcceptable(resource.list());
    }

    @Test
    @Override
    public void getAccount200() throws ApiException {
        UUID id = fixtures.account(References.shared().channel, References.shared().orchestration);

        Account read = admin.accounts().getAccount(id);
        assertThat(read.getActive()).isTrue();
        assertThat(read.getModified()).isEqualTo(read.getCreated());
    }

    @Test
    @Override
    public void getAccount400() {
        Door.unknownParameter(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getAccount401() {
        Door.unauthorized(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getAccount403() {
        Door.forbidden(resource.get(resource.created()));
    }

    @Test
    @Override
    public void getAccount404() {
        Door.notFound(resource::get);
    }

    @Test
    @Override
    public void getAccount406() {
        Door.notAcceptable(resource.get(resource.created()));
    }

    @Test
    @Override
    public void updateAccount204() throws ApiException {
        UUID id = fixtures.account(References.shared().channel, References.shared().orchestration);
        Account before = admin.accounts().getAccount(id);

        admin.accounts().updateAccount(id, Models.convert(before, AccountReplace.class).description("changed"));

        Account after = admin.accounts().getAccount(id);
        assertThat(after.getDescription()).isEqualTo("changed");
        assertThat(after.getModified()).isAfter(before.getModified());
        assertThat(Models.convert(after, AccountReplace.class).description(before.getDescription()).modified(null))
                .isEqualTo(Models.convert(before, AccountReplace.class).modified(null));
    }

    @Test
    @Override
    public void updateAccount400() {
        String id = resource.created();
        Refusal.expect("400-100", resource.update(id).withJson("[").send());
        Refusal.expect("400-123", resource.update(id, resource.kind().newBody().with("modified", "2021-06-11T23:14:41.836Z")).send());
    }

    @Test
    @Override
    public void updateAccount401() {
        Door.unauthorized(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateAccount403() {
        Door.forbidden(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateAccount404() {
        Door.notFound(resource::update);
    }

    @Test
    @Override
    public void updateAccount406() {
        Door.notAcceptable(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateAccount413() {
        Door.tooLarge(resource.update(resource.created()));
    }

    @Test
    @Override
    public void updateAccount415() {
        Door.unsupportedMediaType(resource.update(resource.created()));
    }

    @Test
    @Override
    public void deleteAccount204() throws ApiException {
        UUID id = fixtures.account(References.shared().channel, References.shared().orchestration);

        admin.accounts().deleteAccount(id);

        assertThatThrownBy(() -> admin.accounts().getAccount(id)).isInstanceOf(ApiException.class)
                .extracting(failure -> ((ApiException) failure).getCode()).isEqualTo(404);
    }

    @Test
    @Override
    public void deleteAccount400() {
        Door.unknownParameter(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteAccount401() {
        Door.unauthorized(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteAccount403() {
        Door.forbidden(resource.delete(resource.created()));
    }

    @Test
    @Override
    public void deleteAccount404() {
        Door.notFound(resource::delete);
    }

    @Test
    @Override
    public void deleteAccount406() {
        Door.notAcceptable(resource.delete(resource.created()));
    }

    private static UUID idOf(Account read) {
        return read.getId();
    }
}
