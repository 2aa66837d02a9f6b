package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.AddCommentRequest;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.Comment;
import dev.ringdown.client.agentchat.model.Customer;
import dev.ringdown.client.agentchat.model.GetCustomerResponse;
import dev.ringdown.client.agentchat.model.SearchCustomerResponse;
import dev.ringdown.client.agentchat.model.UpdateCustomerRequest;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.DeskTags;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.agentchat.CustomersApiTestSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Customers. */
class CustomersApiIT implements CustomersApiTestSpec {

    private static final long UNKNOWN = Long.MAX_VALUE;

    private static final DeskTags TAGS = new DeskTags(SharedServer.get());
    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = Desk.open();
    }

    @Test
    @Override
    public void addComment200() throws ApiException {
        long chat = desk.openChat();
        long customer = customerOf(chat);

        long first = add(desk.agent(), customer, "Gate code 4481.\nDriver must ring twice \uD83D\uDE00 ");
        long second = add(Desk.manager(), customer, "Also by a Manager");

        List<Comment> comments = comments(desk.agent(), customer);
        assertThat(comments).extracting(Comment::getCommentID).containsExactly(second, first);
        Comment comment = comments.get(1);
        assertThat(comment.getComment()).isEqualTo("Gate code 4481.\nDriver must ring twice \uD83D\uDE00 ");
        assertThat(comment.getCustomerID()).isEqualTo(customer);
        assertThat(comment.getChatID()).isEqualTo(chat);
        assertThat(comment.getAgentID()).isEqualTo(desk.agent().agent().id());
        assertThat(comment.getAgentName()).isEqualTo(desk.agent().agent().name());
        assertThat(comment.getCreatedAt()).isNotNull();
        assertThat(desk.agent().reads(chat)).as("the customer never sees it").hasSize(1);
        assertThat(add(desk.agent(), customer, "x".repeat(4000))).isPositive();
        assertThat(add(desk.agent(), customer, "\uD83D\uDE00".repeat(4000))).isPositive();
    }

    @Test
    @Override
    public void addComment400() throws ApiException {
        JsonBody body = JsonBody.of(Map.of("CustomerID", customerOf(desk.openChat()), "Comment", "x"));
        DeskDoor.invalidVersion(comment(body));
        DeskDoor.unknownParameter(comment(body));
        DeskDoor.badBody(comment(body));
        for (Object wrong : new Object[]{"", " \n\t", 7, "x".repeat(4001)}) {
            DeskRefusal.expect(400, "InvalidRequest", comment(body.with("Comment", wrong)).send()).naming("Comment");
        }
        badCustomerId(body, "AddComment");
        for (String field : new String[]{"CustomerID", "Comment"}) {
            DeskRefusal.expect(400, "InvalidRequest", comment(body.with(field, null)).send()).naming(field);
            DeskRefusal.expect(400, "InvalidRequest", comment(body.without(field)).send()).naming(field);
        }
        assertThat(comments(desk.agent(), body.at("CustomerID").asLong())).as("nothing was stored").isEmpty();
    }

    @Test
    @Override
    public void addComment401() throws ApiException {
        DeskDoor.unauthorized(comment(customerOf(desk.openChat())));
    }

    @Test
    @Override
    public void addComment403() throws ApiException {
        long open = customerOf(desk.openChat());
        DeskRefusal.expect(403, "NotAllowed", comment(desk.colleague(), open).send());
        DeskRefusal.expect(403, "NotAllowed", comment(desk.agent(), customerOf(desk.waitingChat())).send());
        assertThat(comments(desk.agent(), open)).isEmpty();
    }

    @Test
    @Override
    public void addComment404() {
        DeskRefusal.expect(404, "NotFound", comment(UNKNOWN).send()).naming("CustomerID");
    }

    @Test
    @Override
    public void addComment406() throws ApiException {
        long customer = customerOf(desk.openChat());
        DeskDoor.notAcceptable(comment(customer));
        assertThat(comments(desk.agent(), customer)).as("nothing was stored").isEmpty();
    }

    @Test
    @Override
    public void addComment409() throws ApiException {
        DeskRefusal.expect(409, "NoActiveChat", comment(customerOf(desk.closedChat())).send()).naming("CustomerID");
        long foreign = customerOf(desk.waitingChat());
        DeskRefusal.expect(409, "NoActiveChat", comment(Desk.stranger(), foreign).send()).naming("CustomerID");
        DeskRefusal.expect(409, "SeveralActiveChats", comment(Desk.manager(), ofTwoDesks(desk)).send()).naming("CustomerID");
    }

    @Test
    @Override
    public void addComment413() throws ApiException {
        DeskDoor.tooLarge(comment(customerOf(desk.openChat())));
    }

    @Test
    @Override
    public void addComment415() throws ApiException {
        DeskDoor.unsupportedMediaType(comment(customerOf(desk.openChat())));
    }

    @Test
    @Override
    public void getComments200() throws ApiException {
        long customer = customerOf(desk.openChat());
        assertThat(comments(desk.agent(), customer)).isEmpty();
        long first = add(desk.agent(), customer, "1");
        long second = add(desk.agent(), customer, "2");
        long third = add(desk.agent(), customer, "3");

        assertThat(page(customer, null, 2)).containsExactly(third, second);
        assertThat(page(customer, second, 2)).containsExactly(first);
        assertThat(page(customer, first, 2)).isEmpty();
        assertThat(page(customer, third, null)).containsExactly(second, first);
        assertThat(comments(Desk.manager(), customer)).hasSize(3);
        assertThat(comments(Desk.stranger(), customer)).as("made in a chat of another department").isEmpty();
    }

    @Test
    @Override
    public void getComments400() throws ApiException {
        Call call = desk.agent().get("GetComments").withQuery("CustomerID", customerOf(desk.openChat()));
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        badCustomerId("GetComments");
        for (String wrong : new String[]{"", "0", "-1", "x", "1.5"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("BeforeCommentID", wrong).send()).naming("BeforeCommentID");
        }
        badPageSize(call);
    }

    @Test
    @Override
    public void getComments401() throws ApiException {
        DeskDoor.unauthorized(desk.agent().get("GetComments").withQuery("CustomerID", customerOf(desk.openChat())));
    }

    @Test
    @Override
    public void getComments404() throws ApiException {
        DeskRefusal.expect(404, "NotFound", desk.agent().get("GetComments").withQuery("CustomerID", UNKNOWN).send()).naming("CustomerID");
        long customer = customerOf(desk.openChat());
        long comment = add(desk.agent(), customer, "x");
        long other = customerOf(desk.openChat());
        Call call = desk.agent().get("GetComments").withQuery("CustomerID", other);
        var unknown = call.withQuery("BeforeCommentID", UNKNOWN).send();
        DeskRefusal.expect(404, "NotFound", unknown).naming("BeforeCommentID");
        DeskRefusal.expect(404, "NotFound", call.withQuery("BeforeCommentID", comment).send()).naming("BeforeCommentID");
        var hidden = Desk.stranger().get("GetComments").withQuery("CustomerID", customer).withQuery("BeforeCommentID", comment).send();
        DeskRefusal.expect(404, "NotFound", hidden).naming("BeforeCommentID");
        assertThat(hidden.asString()).as("foreign and unknown answer alike").isEqualTo(unknown.asString());
    }

    @Test
    @Override
    public void getComments406() throws ApiException {
        DeskDoor.notAcceptable(desk.agent().get("GetComments").withQuery("CustomerID", customerOf(desk.openChat())));
    }

    @Test
    @Override
    public void getCustomer200() throws ApiException {
        String email = Desk.customer();
        desk.connector().start(email, "Hello");
        Chat chat = desk.chatOf(email);
        long id = chat.getCustomer().getCustomerID();

        GetCustomerResponse answer = desk.agent().customers().getCustomer(DeskClient.VERSION, id);

        Customer customer = answer.getCustomer();
        assertThat(customer.getCustomerID()).isEqualTo(id);
        assertThat(customer.getCustomerName()).isEqualTo(email);
        assertThat(customer.getEmailAddress()).isEqualTo(email);
        assertThat(customer.getMobileNumber()).isNull();
        assertThat(customer.getComments()).isNull();
        assertThat(customer.getLastSeenAt()).isAfterOrEqualTo(customer.getFirstSeenAt());
        assertThat(answer.getChats()).containsExactly(chat);
        assertThat(Desk.stranger().customers().getCustomer(DeskClient.VERSION, id).getChats()).as("chats of other departments").isEmpty();
        assertThat(Desk.manager().customers().getCustomer(DeskClient.VERSION, id).getChats()).containsExactly(chat);
        assertThat(desk.agent().get("GetCustomer").withQuery("CustomerID", id).send().asString()).doesNotContain("null", "\"Messages\"");
        desk.agent().grabs(chat.getChatID());
        desk.agent().closes(chat.getChatID());
        desk.connector().start(email, "Once more");
        long next = desk.chatOf(email).getChatID();
        assertThat(desk.agent().customers().getCustomer(DeskClient.VERSION, id).getChats()).as("latest message first")
                .extracting(Chat::getChatID).containsExactly(next, chat.getChatID());
    }

    @Test
    @Override
    public void getCustomer400() throws ApiException {
        Call call = desk.agent().get("GetCustomer").withQuery("CustomerID", customerOf(desk.waitingChat()));
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        badCustomerId("GetCustomer");
    }

    @Test
    @Override
    public void getCustomer401() throws ApiException {
        DeskDoor.unauthorized(desk.agent().get("GetCustomer").withQuery("CustomerID", customerOf(desk.waitingChat())));
    }

    @Test
    @Override
    public void getCustomer404() {
        DeskRefusal.expect(404, "NotFound", desk.agent().get("GetCustomer").withQuery("CustomerID", UNKNOWN).send()).naming("CustomerID");
    }

    @Test
    @Override
    public void getCustomer406() throws ApiException {
        DeskDoor.notAcceptable(desk.agent().get("GetCustomer").withQuery("CustomerID", customerOf(desk.waitingChat())));
    }

    @Test
    @Override
    public void searchCustomer200() throws ApiException {
        String email = Desk.customer();
        desk.connector().start(email, "Hello");
        long id = desk.chatOf(email).getCustomer().getCustomerID();

        SearchCustomerResponse answer = desk.agent().customers().searchCustomer(DeskClient.VERSION, email.toUpperCase(), null);

        assertThat(answer.getCustomers()).containsExactly(desk.agent().customers().getCustomer(DeskClient.VERSION, id).getCustomer());
        assertThat(answer.getTotalCount()).isEqualTo(1);
        assertThat(answer.getTotalCountIsMinimum()).isFalse();
        assertThat(Desk.stranger().customers().searchCustomer(DeskClient.VERSION, email, 1).getCustomers()).as("all agents find all").hasSize(1);
        assertThat(Desk.manager().customers().searchCustomer(DeskClient.VERSION, email, 1).getCustomers()).hasSize(1);
        SearchCustomerResponse nobody = desk.agent().customers().searchCustomer(DeskClient.VERSION, Unique.name("nobody"), null);
        assertThat(nobody.getCustomers()).isEmpty();
        assertThat(nobody.getTotalCount()).isZero();
        assertThat(desk.agent().get("SearchCustomer").withQuery("SearchText", email).send().asString()).doesNotContain("null");
    }

    @Test
    @Override
    public void searchCustomer400() {
        Call call = desk.agent().get("SearchCustomer").withQuery("SearchText", "sipho");
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        for (String wrong : new String[]{"", "x", "  x  ", "\uD83D\uDE00", "      ", "\u00a0\u00a0\u00a0", "x".repeat(101)}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("SearchText", wrong).send()).naming("SearchText");
        }
        DeskRefusal.expect(400, "InvalidRequest", desk.agent().get("SearchCustomer").send()).naming("SearchText");
        DeskRefusal.expect(400, "InvalidRequest", call.withQuery("SearchText", "one", "two").send()).naming("SearchText");
        badPageSize(call);
        for (String right : new String[]{"xy", " xy", "\uD83D\uDE00\uD83D\uDE00", "x".repeat(100), "\uD83D\uDE00".repeat(100), "%_", "''", "\\\\"}) {
            assertThat(call.withQuery("SearchText", right).send().statusCode()).as(right).isEqualTo(200);
        }
    }

    @Test
    @Override
    public void searchCustomer401() {
        DeskDoor.unauthorized(desk.agent().get("SearchCustomer").withQuery("SearchText", "sipho"));
    }

    @Test
    @Override
    public void searchCustomer406() {
        DeskDoor.notAcceptable(desk.agent().get("SearchCustomer").withQuery("SearchText", "sipho"));
    }

    @Test
    @Override
    public void updateCustomer200() throws ApiException {
        long chat = desk.openChat();
        long id = customerOf(chat);
        long tag = TAGS.tag();
        Customer before = customer(id);
        String name = "Sipho O'Neil \uD83D\uDE00 " + Unique.name("x");

        var answer = desk.agent().customers().updateCustomer(DeskClient.VERSION, new UpdateCustomerRequest().customerID(id).customerName(name)
                .emailAddress("S@x").comments("Prefers to be called\nafter five.").tagID(tag));

        assertThat(answer.getCustomerID()).isEqualTo(id);
        Customer after = customer(id);
        assertThat(after.getCustomerName()).isEqualTo(name);
        assertThat(after.getEmailAddress()).isEqualTo("S@x");
        assertThat(after.getComments()).isEqualTo("Prefers to be called\nafter five.");
        assertThat(after.getFirstSeenAt()).isEqualTo(before.getFirstSeenAt());
        assertThat(after.getLastSeenAt()).as("the agent wrote, not the customer").isEqualTo(before.getLastSeenAt());
        assertThat(desk.chat(chat).getCustomer().getCustomerName()).isEqualTo(name);
        assertThat(desk.chat(chat).getTags()).extracting("tagID").containsExactly(tag);
        Desk.stranger().customers().updateCustomer(DeskClient.VERSION, new UpdateCustomerRequest().customerID(id).emailAddress("").comments(""));
        assertThat(customer(id)).as("anybody may").isEqualTo(after.emailAddress(null).comments(null));
        Desk.manager().customers().updateCustomer(DeskClient.VERSION, new UpdateCustomerRequest().customerID(id));
        assertThat(customer(id)).as("nothing to change").isEqualTo(after);
    }

    @Test
    @Override
    public void updateCustomer400() throws ApiException {
        long id = customerOf(desk.openChat());
        Customer before = customer(id);
        JsonBody body = JsonBody.of(Map.of("CustomerID", id, "CustomerName", "Another", "EmailAddress", "a@b", "Comments", "x"));
        DeskDoor.invalidVersion(update(body));
        DeskDoor.unknownParameter(update(body));
        DeskDoor.badBody(update(body));
        badCustomerId(body, "UpdateCustomer");
        for (Object wrong : new Object[]{"two\u2028lines", "", "  ", 7, "x".repeat(256)}) {
            DeskRefusal.expect(400, "InvalidRequest", update(body.with("CustomerName", wrong)).send()).naming("CustomerName");
        }
        for (Object wrong : new Object[]{" ", "nobody", "a@b@c", "a b@c", "@", 7, "x".repeat(253) + "@y"}) {
            DeskRefusal.expect(400, "InvalidRequest", update(body.with("EmailAddress", wrong)).send()).naming("EmailAddress");
        }
        for (Object wrong : new Object[]{7, "x".repeat(4001)}) {
            DeskRefusal.expect(400, "InvalidRequest", update(body.with("Comments", wrong)).send()).naming("Comments");
        }
        for (Object wrong : new Object[]{0, -1, "1", 1.5}) {
            DeskRefusal.expect(400, "InvalidRequest", update(body.with("TagID", wrong)).send()).naming("TagID");
        }
        for (String field : new String[]{"CustomerID", "CustomerName", "EmailAddress", "Comments", "TagID"}) {
            DeskRefusal.expect(400, "InvalidRequest", update(body.with(field, null)).send()).naming(field);
        }
        DeskRefusal.expect(400, "InvalidRequest", update(body.without("CustomerID")).send()).naming("CustomerID");
        DeskRefusal.expect(400, "InvalidRequest", update(body.with("MobileNumber", "+27835550142")).send()).naming("MobileNumber");
        assertThat(customer(id)).as("nothing was changed").isEqualTo(before);
    }

    @Test
    @Override
    public void updateCustomer401() throws ApiException {
        DeskDoor.unauthorized(update(JsonBody.of(Map.of("CustomerID", customerOf(desk.waitingChat())))));
    }

    @Test
    @Override
    public void updateCustomer403() throws ApiException {
        long id = customerOf(desk.waitingChat());
        refusedWhole(403, "NotAllowed", id, desk.agent(), TAGS.tag());
        refusedWhole(403, "NotAllowed", customerOf(desk.openChat()), desk.colleague(), TAGS.tag());
        long disabled = TAGS.tag();
        TAGS.disable(disabled);
        refusedWhole(403, "NotAllowed", id, desk.agent(), disabled);
    }

    @Test
    @Override
    public void updateCustomer404() throws ApiException {
        DeskRefusal.expect(404, "NotFound", update(JsonBody.of(Map.of("CustomerID", UNKNOWN, "Comments", "x"))).send()).naming("CustomerID");
        refusedWhole(404, "NotFound", customerOf(desk.openChat()), desk.agent(), UNKNOWN).naming("TagID");
        refusedWhole(404, "NotFound", customerOf(desk.closedChat()), desk.agent(), UNKNOWN).naming("TagID");
        long deleted = TAGS.tag();
        TAGS.delete(deleted);
        refusedWhole(404, "NotFound", customerOf(desk.waitingChat()), desk.agent(), deleted).naming("TagID");
    }

    @Test
    @Override
    public void updateCustomer406() throws ApiException {
        long id = customerOf(desk.waitingChat());
        DeskDoor.notAcceptable(update(JsonBody.of(Map.of("CustomerID", id, "Comments", "x"))));
        assertThat(customer(id).getComments()).as("nothing was changed").isNull();
    }

    @Test
    @Override
    public void updateCustomer409() throws ApiException {
        refusedWhole(409, "NoActiveChat", customerOf(desk.closedChat()), desk.agent(), TAGS.tag());
        refusedWhole(409, "NoActiveChat", customerOf(desk.openChat()), Desk.stranger(), TAGS.tag());
        refusedWhole(409, "SeveralActiveChats", ofTwoDesks(desk), Desk.manager(), TAGS.tag());
        long disabled = TAGS.tag();
        TAGS.disable(disabled);
        refusedWhole(409, "TagDisabled", customerOf(desk.openChat()), desk.agent(), disabled).naming("TagID");
        long ofDisabledGroup = TAGS.tag();
        TAGS.disableGroupOf(ofDisabledGroup);
        refusedWhole(409, "TagDisabled", customerOf(desk.openChat()), desk.agent(), ofDisabledGroup).naming("TagID");
    }

    @Test
    @Override
    public void updateCustomer413() throws ApiException {
        DeskDoor.tooLarge(update(JsonBody.of(Map.of("CustomerID", customerOf(desk.waitingChat())))));
    }

    @Test
    @Override
    public void updateCustomer415() throws ApiException {
        DeskDoor.unsupportedMediaType(update(JsonBody.of(Map.of("CustomerID", customerOf(desk.waitingChat())))));
    }

    private static long customerOf(long chat) throws ApiException {
        return desk.chat(chat).getCustomer().getCustomerID();
    }

    /** A customer with an active chat on this desk and one on another. */
    static long ofTwoDesks(Desk desk) throws ApiException {
        String email = Desk.customer();
        desk.connector().start(email, "Hello");
        Desk other = Desk.open();
        other.connector().start(email, "Hello there");
        assertThat(other.chatOf(email).getCustomer()).isEqualTo(desk.chatOf(email).getCustomer());
        return desk.chatOf(email).getCustomer().getCustomerID();
    }

    private static Customer customer(long id) throws ApiException {
        return desk.agent().customers().getCustomer(DeskClient.VERSION, id).getCustomer();
    }

    private static DeskRefusal refusedWhole(int status, String code, long customer, Seat seat, long tag) throws ApiException {
        Customer before = customer(customer);
        DeskRefusal refusal = DeskRefusal.expect(status, code, seat.post("UpdateCustomer").withJson(JsonBody.of(Map.of("CustomerID", customer,
                "CustomerName", "Another", "EmailAddress", "another@example.test", "Comments", "x", "TagID", tag))).send());
        assertThat(customer(customer)).as("nothing was changed").isEqualTo(before);
        return refusal;
    }

    private static long add(Seat seat, long customer, String text) throws ApiException {
        return seat.customers().addComment(DeskClient.VERSION, new AddCommentRequest().customerID(customer).comment(text)).getCommentID();
    }

    private static List<Comment> comments(Seat seat, long customer) throws ApiException {
        return seat.customers().getComments(DeskClient.VERSION, customer, null, null).getComments();
    }

    private static List<Long> page(long customer, Long before, Integer size) throws ApiException {
        return desk.agent().customers().getComments(DeskClient.VERSION, customer, before, size).getComments().stream().map(Comment::getCommentID).toList();
    }

    private static Call comment(long customer) {
        return comment(desk.agent(), customer);
    }

    private static Call comment(Seat seat, long customer) {
        return seat.post("AddComment").withJson(JsonBody.of(Map.of("CustomerID", customer, "Comment", "x")));
    }

    private static Call comment(JsonBody body) {
        return desk.agent().post("AddComment").withJson(body);
    }

    private static Call update(JsonBody body) {
        return desk.agent().post("UpdateCustomer").withJson(body);
    }

    private static void badCustomerId(JsonBody body, String operation) {
        for (Object wrong : new Object[]{0, -1, 1.5, "7", true}) {
            DeskRefusal.expect(400, "InvalidRequest", desk.agent().post(operation).withJson(body.with("CustomerID", wrong)).send())
                    .naming("CustomerID");
        }
    }

    private static void badCustomerId(String operation) {
        Call call = desk.agent().get(operation);
        DeskRefusal.expect(400, "InvalidRequest", call.send()).naming("CustomerID");
        for (String wrong : new String[]{"", "0", "-1", "x", "1.5", "99999999999999999999"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("CustomerID", wrong).send()).naming("CustomerID");
        }
    }

    private static void badPageSize(Call call) {
        for (String wrong : new String[]{"", "0", "201", "-1", "x", "1.5"}) {
            DeskRefusal.expect(400, "InvalidRequest", call.withQuery("PageSize", wrong).send()).naming("PageSize");
        }
    }
}
