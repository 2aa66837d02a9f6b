package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.AddCommentRequest;
import dev.ringdown.client.agentchat.model.AddTagRequest;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.Comment;
import dev.ringdown.client.agentchat.model.UpdateCustomerRequest;
import dev.ringdown.conformance.fixture.DeskAgent;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.DeskTags;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.server.SharedServer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Customers with one active chat and with several, what a change of them shows elsewhere, and that they are found as they are now. */
class CustomersAtWorkIT {

    private static final DeskTags TAGS = new DeskTags(SharedServer.get());
    private static Desk desk;
    private static Desk other;

    @BeforeAll
    static void open() {
        desk = Desk.open();
        other = Desk.open();
    }

    @Test
    void amongSeveralChatsTheCallersOwnIsMeant() throws ApiException {
        String email = Desk.customer();
        desk.connector().start(email, "Hello");
        other.connector().start(email, "Hello");
        long here = desk.chatOf(email).getChatID();
        long there = other.chatOf(email).getChatID();
        long customer = desk.chatOf(email).getCustomer().getCustomerID();
        DeskAgent ofBoth = Desk.agents().agent(desk.department(), other.department());
        Seat seat = Seat.of(ofBoth);

        DeskRefusal.expect(409, "SeveralActiveChats", tag(seat, customer, TAGS.tag()).send()).naming("CustomerID");
        DeskRefusal.expect(403, "NotAllowed", tag(desk.agent(), customer, TAGS.tag()).send());
        seat.grabs(there);
        assertThat(tagged(seat, customer).getChatID()).as("the own one").isEqualTo(there);
        comment(seat, customer, "there");
        desk.agent().grabs(here);
        assertThat(tagged(desk.agent(), customer).getChatID()).as("the only one that the Agent sees").isEqualTo(here);
        assertThat(tagged(seat, customer).getChatID()).as("that of somebody else is none").isEqualTo(there);
        DeskRefusal.expect(409, "SeveralActiveChats", tag(Desk.manager(), customer, TAGS.tag()).send());
        comment(desk.agent(), customer, "here");

        assertThat(comments(seat, customer)).extracting(Comment::getComment).containsExactly("here", "there");
        assertThat(comments(desk.agent(), customer)).as("of own departments").extracting(Comment::getChatID).containsExactly(here);
        assertThat(comments(other.agent(), customer)).extracting(Comment::getChatID).containsExactly(there);
        assertThat(comments(Desk.manager(), customer)).hasSize(2);
        desk.agent().closes(here);
        assertThat(tagged(Desk.manager(), customer).getChatID()).as("the only one that is left").isEqualTo(there);
        assertThat(comments(desk.agent(), customer)).as("comments outlive the chat").hasSize(1);
        assertThat(seat.customers().getCustomer(DeskClient.VERSION, customer).getChats()).extracting(Chat::getChatID).containsExactlyInAnyOrder(there, here);
        assertThat(desk.agent().customers().getCustomer(DeskClient.VERSION, customer).getChats()).extracting(Chat::getChatID).containsExactly(here);
    }

    @Test
    void ofTwoOwnChatsNoneIsMeant() throws ApiException {
        String email = Desk.customer();
        desk.connector().start(email, "Hello");
        other.connector().start(email, "Hello");
        long customer = desk.chatOf(email).getCustomer().getCustomerID();
        Seat seat = Seat.of(Desk.agents().agent(desk.department(), other.department()));
        seat.grabs(desk.chatOf(email).getChatID());
        seat.grabs(other.chatOf(email).getChatID());

        DeskRefusal.expect(409, "SeveralActiveChats", tag(seat, customer, TAGS.tag()).send());
        DeskRefusal.expect(409, "SeveralActiveChats", seat.post("AddComment")
                .withJson(JsonBody.of(Map.of("CustomerID", customer, "Comment", "x"))).send());
        long chat = other.chatOf(email).getChatID();
        assertThat(seat.post("AddTag").withJson(JsonBody.of(Map.of("ChatID", chat, "CustomerID", customer, "TagID", TAGS.tag()))).send().statusCode())
                .as("named, it is clear").isEqualTo(200);
    }

    @Test
    void aChangeOfTheCustomerIsAChangeOfTheChats() throws ApiException {
        long closed = desk.openChat();
        String email = desk.chat(closed).getCustomer().getEmailAddress();
        long customer = desk.chat(closed).getCustomer().getCustomerID();
        desk.agent().closes(closed);
        desk.connector().start(email, "Once more");
        long active = desk.chatOf(email).getChatID();
        OffsetDateTime before = OffsetDateTime.now();
        desk.waitingChat();
        assertThat(changed(customer, before)).isEmpty();

        update(new UpdateCustomerRequest().customerID(customer).comments("not shown with chats"));
        assertThat(changed(customer, before)).isEmpty();
        update(new UpdateCustomerRequest().customerID(customer).customerName(desk.chat(active).getCustomer().getCustomerName()));
        assertThat(changed(customer, before)).as("the same name").isEmpty();
        update(new UpdateCustomerRequest().customerID(customer).customerName("Sipho"));
        assertThat(changed(customer, before)).containsExactlyInAnyOrder(active, closed);
        assertThat(desk.chat(closed).getCustomer().getCustomerName()).isEqualTo("Sipho");
    }

    @Test
    void aTagIsAChangeOfTheChat() throws ApiException {
        long chat = desk.openChat();
        long customer = desk.chat(chat).getCustomer().getCustomerID();
        long tag = TAGS.tag();
        assertThat(tag(desk.agent(), customer, tag).send().statusCode()).isEqualTo(200);
        OffsetDateTime before = OffsetDateTime.now();
        desk.waitingChat();
        assertThat(tag(desk.agent(), customer, tag).send().statusCode()).isEqualTo(200);
        assertThat(changed(customer, before)).as("it was there").isEmpty();
        TAGS.disable(tag);
        assertThat(tag(desk.agent(), customer, tag).send().statusCode()).as("still nothing to change").isEqualTo(200);
        update(new UpdateCustomerRequest().customerID(customer).tagID(TAGS.tag()));
        assertThat(changed(customer, before)).containsExactly(chat);
    }

    @Test
    void customersAreFoundAsTheyAreNow() throws ApiException {
        long chat = desk.openChat();
        long id = desk.chat(chat).getCustomer().getCustomerID();
        String email = desk.chat(chat).getCustomer().getEmailAddress();
        String name = Unique.name("Zwölf-O'Neil");
        String address = Unique.name("someone").toUpperCase() + "@Example.TEST";
        assertThat(found(email)).containsExactly(id);

        update(new UpdateCustomerRequest().customerID(id).customerName("Dr " + name).emailAddress(address));

        assertThat(found(email)).isEmpty();
        assertThat(found(name.toUpperCase())).containsExactly(id);
        assertThat(found("dr " + name.substring(0, name.length() - 1))).contains(id);
        assertThat(found(address.toLowerCase() + " dr")).containsExactly(id);
        update(new UpdateCustomerRequest().customerID(id).emailAddress(""));
        assertThat(found(address)).isEmpty();
        assertThat(found(name)).containsExactly(id);
    }

    @Test
    void numbersAreFoundInEveryFormThatPeopleWrite() {
        String last = String.format("%07d", Math.abs(Unique.name("number").hashCode() % 10_000_000));
        String email = Desk.customer();
        desk.connector().accepted(desk.connector().opening(email, "Hello").with("conversation.customer.contacts.contact.1",
                Map.of("type", "phone", "address", "+27 83 " + last)));
        long id = desk.chatOf(email).getCustomer().getCustomerID();
        for (String text : List.of("+2783" + last, "2783" + last, "083" + last, "(083) " + last.substring(0, 3) + "-" + last.substring(3), "3" + last)) {
            assertThat(found(text)).as(text).containsExactly(id);
        }
        assertThat(found(last.substring(3))).as("the last 4 digits").contains(id);
        assertThat(found("83" + last.substring(0, 4))).doesNotContain(id);
    }

    @Test
    void thirtyRacersPutOneTag() throws Exception {
        long chat = desk.openChat();
        long tag = TAGS.tag();
        Call call = desk.agent().post("AddTag").withJson(JsonBody.of(Map.of("ChatID", chat, "TagID", tag)));
        List<Integer> answers = IntStream.range(0, 30).parallel().mapToObj(i -> call.send().statusCode()).toList();
        assertThat(answers).containsOnly(200);
        assertThat(desk.chat(chat).getTags()).hasSize(1);
    }

    private static List<Long> found(String text) {
        var answer = desk.agent().get("SearchCustomer").withQuery("SearchText", text).send();
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath().getList("Customers.CustomerID", Long.class);
    }

    private static List<Long> changed(long customer, OffsetDateTime since) throws ApiException {
        return Desk.all(desk.agent().chats().getChats(DeskClient.VERSION, null, null, null, null, customer, null, null, null, since, null, null, null, null))
                .map(Chat::getChatID).toList();
    }

    private static void update(UpdateCustomerRequest request) throws ApiException {
        desk.agent().customers().updateCustomer(DeskClient.VERSION, request);
    }

    private static Call tag(Seat seat, long customer, long tag) {
        return seat.post("AddTag").withJson(JsonBody.of(Map.of("CustomerID", customer, "TagID", tag)));
    }

    private static Chat tagged(Seat seat, long customer) throws ApiException {
        return seat.tags().addTag(DeskClient.VERSION, new AddTagRequest().customerID(customer).tagID(TAGS.tag())).getChat();
    }

    private static void comment(Seat seat, long customer, String text) throws ApiException {
        seat.customers().addComment(DeskClient.VERSION, new AddCommentRequest().customerID(customer).comment(text));
    }

    private static List<Comment> comments(Seat seat, long customer) throws ApiException {
        return seat.customers().getComments(DeskClient.VERSION, customer, null, null).getComments();
    }
}
