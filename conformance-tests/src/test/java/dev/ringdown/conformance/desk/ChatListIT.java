package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.AddTagRequest;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.ChatStatus;
import dev.ringdown.client.agentchat.model.ChatTag;
import dev.ringdown.client.agentchat.model.GetChatsResponse;
import dev.ringdown.client.agentchat.model.Message;
import dev.ringdown.conformance.fixture.Connector;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.DeskTags;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What GetChats and GetMessages list, in which order and in which pages. */
class ChatListIT {

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.open();
    }

    @Test
    void filtersNarrowTheLists() throws ApiException {
        long waiting = desk.waitingChat();
        long open = desk.openChat();
        long closed = desk.closedChat();
        long agent = desk.agent().agent().id();
        long customer = desk.chat(open).getCustomer().getCustomerID();

        assertThat(found("ChatID", open)).containsExactly(open);
        assertThat(found("ChatStatusID", 1)).containsExactly(waiting);
        assertThat(found("ChatStatusID", 2)).containsExactly(open);
        assertThat(found("ChatStatusID", 3)).containsExactly(closed);
        assertThat(found("DepartmentID", desk.department())).containsExactly(waiting, open, closed);
        assertThat(found("AgentID", agent)).containsExactly(open, closed);
        assertThat(found("CustomerID", customer)).containsExactly(open);
        assertThat(found("ChatID", open, "ChatStatusID", 1)).isEmpty();
        assertThat(found("AgentID", agent, "ChatStatusID", 3)).containsExactly(closed);
        for (String id : new String[]{"ChatID", "DepartmentID", "AgentID", "CustomerID", "TagID"}) {
            assertThat(found(id, Long.MAX_VALUE)).as("unknown " + id).isEmpty();
        }
    }

    @Test
    void aTagFindsTheChatsThatCarryItAlsoAfterItWasDeleted() throws ApiException {
        DeskTags tags = new DeskTags(SharedServer.get());
        long tag = tags.tag();
        long open = tagged(desk.openChat(), tag);
        long closed = tagged(desk.openChat(), tag);
        desk.agent().closes(closed);
        tagged(desk.openChat(), tags.tag());
        desk.waitingChat();

        assertThat(found("TagID", tag)).containsExactly(open, closed);
        assertThat(found("TagID", tag, "ChatStatusID", 3)).containsExactly(closed);
        assertThat(ids(Desk.stranger().get("GetChats").withQuery("TagID", tag))).isEmpty();
        tags.delete(tag);
        assertThat(found("TagID", tag)).containsExactly(open, closed);
        assertThat(desk.chat(closed).getTags()).extracting(ChatTag::getTagID).containsExactly(tag);
    }

    private long tagged(long chat, long tag) throws ApiException {
        return desk.agent().tags().addTag(DeskClient.VERSION, new AddTagRequest().chatID(chat).tagID(tag)).getChat().getChatID();
    }

    @Test
    void daysAndInstantsNarrowTheLists() throws ApiException {
        long first = desk.openChat();
        long second = desk.openChat();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(found("FromDate", today.minusDays(1), "ToDate", today.plusDays(1))).containsExactly(second, first);
        assertThat(found("FromDate", today.plusDays(2))).isEmpty();
        assertThat(found("ToDate", today.minusDays(2))).isEmpty();
        OffsetDateTime moment = desk.chat(second).getAssignedAt();
        assertThat(found("UpdatedSince", moment)).as("this instant or later").contains(second);
        assertThat(found("UpdatedSince", moment.plusMinutes(10))).isEmpty();

        desk.agent().says(first, "one more");
        OffsetDateTime later = desk.chat(first).getLastMessageAt();
        assertThat(found("UpdatedSince", later)).contains(first);
        assertThat(found()).as("latest message first").containsExactly(first, second);
    }

    @Test
    void whatIsForeignIsNotListed() throws ApiException {
        long own = desk.waitingChat();
        Desk other = Desk.open();
        long foreign = other.waitingChat();

        assertThat(found()).containsExactly(own);
        assertThat(found("ChatID", foreign)).isEmpty();
        assertThat(found("DepartmentID", other.department())).isEmpty();
        assertThat(ids(Desk.manager().get("GetChats").withQuery("DepartmentID", other.department()))).as("a Manager sees all").containsExactly(foreign);
        assertThat(ids(Desk.stranger().get("GetChats"))).isEmpty();
    }

    @Test
    void pagesNeitherSkipNorRepeat() throws ApiException {
        List<Long> chats = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            chats.add(0, desk.waitingChat());
        }
        long open = desk.openChat();

        GetChatsResponse first = page(2, null);
        assertThat(first.getUnassignedChats()).extracting(Chat::getChatID).containsExactlyElementsOf(chats.subList(0, 2));
        assertThat(first.getOpenChats()).isEmpty();
        assertThat(first.getTotalCount()).as("whatever the page").isEqualTo(5);
        // What comes in between pushes nothing to the next page.
        desk.waitingChat();
        GetChatsResponse second = page(2, first.getUnassignedChats().get(1));
        assertThat(second.getUnassignedChats()).extracting(Chat::getChatID).containsExactlyElementsOf(chats.subList(2, 4));
        GetChatsResponse third = page(2, second.getUnassignedChats().get(1));
        assertThat(third.getUnassignedChats()).extracting(Chat::getChatID).containsExactly(chats.get(4));
        assertThat(page(2, third.getUnassignedChats().get(0)).getUnassignedChats()).isEmpty();
        assertThat(third.getTotalCount()).isEqualTo(6);
        GetChatsResponse each = desk.agent().chats().getChats(DeskClient.VERSION, null, null, null, null, null, null, null, null, null, null, 1, null,
                null);
        assertThat(each.getUnassignedChats()).as("of each list").hasSize(1);
        assertThat(each.getOpenChats()).extracting(Chat::getChatID).containsExactly(open);
        assertThat(each.getTotalCount()).isEqualTo(7);
        assertThat(each.getTotalCountIsMinimum()).isFalse();
    }

    @Test
    void chatsComeWithTheirLatestMessagesOnDemand() throws ApiException {
        String customer = Desk.customer();
        UUID conversation = desk.connector().start(customer, "text 0");
        long chat = desk.chatOf(customer).getChatID();
        for (int i = 1; i < 60; i++) {
            desk.connector().accepted(Connector.further(conversation, "text " + i));
        }
        long other = desk.waitingChat();

        GetChatsResponse lists = desk.agent().chats().getChats(DeskClient.VERSION, null, null, null, null, null, null, null, null, null, true, null,
                null, null);

        assertThat(lists.getUnassignedChats()).extracting(Chat::getChatID).containsExactly(other, chat);
        assertThat(lists.getUnassignedChats().get(0).getMessages()).extracting(Message::getMessageText).containsExactly("Hello");
        List<Message> latest = lists.getUnassignedChats().get(1).getMessages();
        assertThat(latest).extracting(Message::getMessageText)
                .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(i -> "text " + (59 - i)).toList());
        assertThat(desk.agent().reads(chat)).isEqualTo(latest);
        List<Message> older = desk.agent().chats().getMessages(DeskClient.VERSION, chat, latest.get(49).getMessageID(), 200).getMessages();
        assertThat(older).extracting(Message::getMessageText).containsExactlyElementsOf(
                IntStream.range(0, 10).mapToObj(i -> "text " + (9 - i)).toList());
        assertThat(desk.agent().chats().getMessages(DeskClient.VERSION, chat, older.get(9).getMessageID(), 200).getMessages()).isEmpty();
        assertThat(desk.agent().chats().getMessages(DeskClient.VERSION, chat, null, 200).getMessages()).hasSize(60);
    }

    @Test
    void whatHappensShowsInTheTimes() throws ApiException {
        long chat = desk.waitingChat();
        Chat waiting = desk.chat(chat);
        // The chat is made of the message, a moment after it was stored.
        assertThat(waiting.getLastMessageAt()).isEqualTo(waiting.getStartedAt()).isAfterOrEqualTo(desk.agent().reads(chat).get(0).getSentAt());
        assertThat(waiting.getFirstResponseAt()).isNull();
        desk.agent().grabs(chat);
        desk.agent().says(chat, "one");
        Chat answered = desk.chat(chat);
        desk.agent().says(chat, "two");
        desk.agent().closes(chat);
        Chat closed = desk.chat(chat);

        assertThat(answered.getStartedAt()).isEqualTo(waiting.getStartedAt());
        assertThat(answered.getAssignedAt()).isAfterOrEqualTo(answered.getStartedAt());
        assertThat(answered.getFirstResponseAt()).isAfterOrEqualTo(answered.getAssignedAt());
        assertThat(closed.getFirstResponseAt()).isEqualTo(answered.getFirstResponseAt());
        assertThat(closed.getLastMessageAt()).isAfter(answered.getLastMessageAt());
        assertThat(closed.getClosedAt()).isAfterOrEqualTo(closed.getLastMessageAt());
        assertThat(closed.getChatStatusID()).isEqualTo(ChatStatus.CLOSED);
    }

    private GetChatsResponse page(int size, Chat after) throws ApiException {
        return desk.agent().chats().getChats(DeskClient.VERSION, null, ChatStatus.UNASSIGNED, null, null, null, null, null, null, null, null, size,
                after == null ? null : after.getLastMessageAt(), after == null ? null : after.getChatID());
    }

    /** The ids of the chats that the Agent finds by these filters, those of all three lists one after the other. */
    private List<Long> found(Object... filters) {
        Call call = desk.agent().get("GetChats");
        for (int i = 0; i < filters.length; i += 2) {
            call = call.withQuery((String) filters[i], filters[i + 1].toString());
        }
        return ids(call);
    }

    private static List<Long> ids(Call call) {
        Response response = call.send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        List<Long> ids = new ArrayList<>();
        for (String list : new String[]{"UnassignedChats", "OpenChats", "ClosedChats"}) {
            response.jsonPath().getList(list + ".ChatID", Long.class).forEach(ids::add);
        }
        assertThat(response.<Integer>path("TotalCount")).as("TotalCount").isEqualTo(ids.size());
        return ids;
    }
}
