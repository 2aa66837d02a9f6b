package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.AddTagRequest;
import dev.ringdown.client.agentchat.model.Chat;
import dev.ringdown.client.agentchat.model.ChatTag;
import dev.ringdown.client.agentchat.model.CreateDepartmentRequest;
import dev.ringdown.client.agentchat.model.CreateTagGroupRequest;
import dev.ringdown.client.agentchat.model.CreateTagRequest;
import dev.ringdown.client.agentchat.model.RemoveTagRequest;
import dev.ringdown.client.agentchat.model.Tag;
import dev.ringdown.client.agentchat.model.TagGroup;
import dev.ringdown.client.agentchat.model.UpdateTagGroupRequest;
import dev.ringdown.client.agentchat.model.UpdateTagRequest;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.DeskTags;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.server.SharedServer;
import dev.ringdown.testspec.agentchat.TagsApiTestSpec;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Tags. */
class TagsApiIT implements TagsApiTestSpec {

    private static final long UNKNOWN = Long.MAX_VALUE;

    private static final DeskTags TAGS = new DeskTags(SharedServer.get());
    private static Desk desk;
    private final Seat manager = Desk.manager();

    @BeforeAll
    static void open() {
        desk = Desk.open();
    }

    @Test
    @Override
    public void addTag200() throws ApiException {
        long chat = desk.openChat();
        long tag = TAGS.tag("b " + Unique.name("tag"));
        long earlier = TAGS.tag("A " + Unique.name("tag"));

        Chat tagged = desk.agent().tags().addTag(DeskClient.VERSION, new AddTagRequest().chatID(chat).tagID(tag)).getChat();

        assertThat(tagged.getTags()).extracting(ChatTag::getTagID).containsExactly(tag);
        assertThat(tagged).isEqualTo(desk.chat(chat));
        assertThat(desk.agent().tags().addTag(DeskClient.VERSION, new AddTagRequest().chatID(chat).tagID(tag)).getChat()).as("a repeat").isEqualTo(tagged);
        Chat both = desk.agent().tags().addTag(DeskClient.VERSION, new AddTagRequest().customerID(customerOf(chat)).tagID(earlier)).getChat();
        assertThat(both.getTags()).as("by name").extracting(ChatTag::getTagID).containsExactly(earlier, tag);
        long waiting = desk.waitingChat();
        Chat byManager = Desk.manager().tags().addTag(DeskClient.VERSION,
                new AddTagRequest().chatID(waiting).customerID(customerOf(waiting)).tagID(tag)).getChat();
        assertThat(byManager.getChatID()).isEqualTo(waiting);
        assertThat(byManager.getTags()).hasSize(1);
    }

    @Test
    @Override
    public void addTag400() throws ApiException {
        long chat = desk.openChat();
        JsonBody body = JsonBody.of(Map.of("ChatID", chat, "CustomerID", customerOf(chat), "TagID", TAGS.tag()));
        DeskDoor.invalidVersion(add(body));
        DeskDoor.unknownParameter(add(body));
        DeskDoor.badBody(add(body));
        badIds(body, "AddTag", "ChatID", "CustomerID", "TagID");
        DeskRefusal.expect(400, "InvalidRequest", add(body.without("TagID")).send()).naming("TagID");
        DeskRefusal.expect(400, "InvalidRequest", add(body.without("ChatID").without("CustomerID")).send());
        DeskRefusal.expect(400, "InvalidRequest", add(body.with("CustomerID", customerOf(desk.openChat()))).send()).naming("CustomerID");
        assertThat(desk.chat(chat).getTags()).as("nothing was changed").isEmpty();
    }

    @Test
    @Override
    public void addTag401() throws ApiException {
        DeskDoor.unauthorized(add(desk.agent(), desk.openChat(), TAGS.tag()));
    }

    @Test
    @Override
    public void addTag403() throws ApiException {
        long open = desk.openChat();
        long waiting = desk.waitingChat();
        long tag = TAGS.tag();
        DeskRefusal.expect(403, "NotAllowed", add(desk.colleague(), open, tag).send()).naming("ChatID");
        DeskRefusal.expect(403, "NotAllowed", add(desk.agent(), waiting, tag).send()).naming("ChatID");
        DeskRefusal.expect(403, "NotAllowed", add(JsonBody.of(Map.of("CustomerID", customerOf(waiting), "TagID", tag))).send());
        TAGS.disable(tag);
        DeskRefusal.expect(403, "NotAllowed", add(desk.colleague(), open, tag).send());
        long closed = desk.closedChat();
        DeskRefusal.expect(403, "NotAllowed", add(desk.colleague(), closed, tag).send());
        assertThat(desk.chat(open).getTags()).as("nothing was changed").isEmpty();
    }

    @Test
    @Override
    public void addTag404() throws ApiException {
        long chat = desk.openChat();
        long tag = TAGS.tag();
        var unknown = add(desk.agent(), UNKNOWN, tag).send();
        DeskRefusal.expect(404, "NotFound", unknown).naming("ChatID");
        var hidden = add(Desk.stranger(), chat, tag).send();
        assertThat(hidden.asString()).as("foreign and unknown answer alike").isEqualTo(unknown.asString());
        DeskRefusal.expect(404, "NotFound", hidden).naming("ChatID");
        DeskRefusal.expect(404, "NotFound", add(JsonBody.of(Map.of("CustomerID", UNKNOWN, "TagID", tag))).send()).naming("CustomerID");
        DeskRefusal.expect(404, "NotFound", add(JsonBody.of(Map.of("ChatID", chat, "CustomerID", UNKNOWN, "TagID", tag))).send()).naming("CustomerID");
        DeskRefusal.expect(404, "NotFound", add(desk.agent(), chat, UNKNOWN).send()).naming("TagID");
        DeskRefusal.expect(404, "NotFound", add(desk.colleague(), chat, UNKNOWN).send()).naming("TagID");
        DeskRefusal.expect(404, "NotFound", add(desk.agent(), desk.closedChat(), UNKNOWN).send()).naming("TagID");
        TAGS.delete(tag);
        DeskRefusal.expect(404, "NotFound", add(desk.agent(), chat, tag).send()).naming("TagID");
    }

    @Test
    @Override
    public void addTag406() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.notAcceptable(add(desk.agent(), chat, TAGS.tag()));
        assertThat(desk.chat(chat).getTags()).as("nothing was changed").isEmpty();
    }

    @Test
    @Override
    public void addTag409() throws ApiException {
        long tag = TAGS.tag();
        long closed = desk.closedChat();
        DeskRefusal.expect(409, "ChatClosed", add(desk.agent(), closed, tag).send()).naming("ChatID");
        DeskRefusal.expect(409, "ChatClosed", add(Desk.manager(), closed, tag).send()).naming("ChatID");
        DeskRefusal.expect(409, "NoActiveChat", add(JsonBody.of(Map.of("CustomerID", customerOf(closed), "TagID", tag))).send()).naming("CustomerID");
        DeskRefusal.expect(409, "ChatClosed", add(JsonBody.of(Map.of("ChatID", closed, "CustomerID", customerOf(closed), "TagID", tag))).send());
        DeskRefusal.expect(409, "SeveralActiveChats", Desk.manager().post("AddTag")
                .withJson(JsonBody.of(Map.of("CustomerID", CustomersApiIT.ofTwoDesks(desk), "TagID", tag))).send()).naming("CustomerID");
        long ofDisabledGroup = TAGS.tag();
        TAGS.disableGroupOf(ofDisabledGroup);
        long open = desk.openChat();
        DeskRefusal.expect(409, "TagDisabled", add(desk.agent(), open, ofDisabledGroup).send()).naming("TagID");
        TAGS.disable(tag);
        DeskRefusal.expect(409, "TagDisabled", add(Desk.manager(), open, tag).send()).naming("TagID");
        DeskRefusal.expect(409, "ChatClosed", add(desk.agent(), closed, tag).send());
        DeskRefusal.expect(409, "NoActiveChat", add(JsonBody.of(Map.of("CustomerID", customerOf(closed), "TagID", tag))).send());
        assertThat(desk.chat(open).getTags()).as("nothing was changed").isEmpty();
    }

    @Test
    @Override
    public void addTag413() throws ApiException {
        DeskDoor.tooLarge(add(desk.agent(), desk.openChat(), TAGS.tag()));
    }

    @Test
    @Override
    public void addTag415() throws ApiException {
        DeskDoor.unsupportedMediaType(add(desk.agent(), desk.openChat(), TAGS.tag()));
    }

    @Test
    @Override
    public void createTag200() throws ApiException {
        long group = group();
        String name = Unique.name("tag");

        long id = manager.client().tags().createTag(DeskClient.VERSION, new CreateTagRequest().tagGroupID(group).tagName(" " + name + "\t"))
                .getTagID();
        long disabled = manager.client().tags().createTag(DeskClient.VERSION,
                new CreateTagRequest().tagGroupID(group).tagName(name + "-2").enabled(false)).getTagID();

        assertThat(tagsOf(group)).containsExactly(new Tag().tagID(id).tagName(name).enabled(true),
                new Tag().tagID(disabled).tagName(name + "-2").enabled(false));
        assertThat(tag(group(), name)).as("the name may stand in another group").isNotEqualTo(id);
        String longest = CannedResponsesApiIT.longest(Unique.name(""));
        tag(group, longest);
        assertThat(tagsOf(group)).extracting(Tag::getTagName).contains(longest);
    }

    @Test
    @Override
    public void createTag400() throws ApiException {
        JsonBody body = tagBody(group(), Unique.name("refused"));
        Call call = manager.post("CreateTag", body);
        refusals(call, body, "TagName");
        DeskDoor.badIdField(call, body, "TagGroupID");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(body.without("TagName")).send()).naming("TagName");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(body.without("TagGroupID")).send()).naming("TagGroupID");
    }

    @Test
    @Override
    public void createTag401() throws ApiException {
        DeskDoor.unauthorized(manager.post("CreateTag", tagBody(group(), Unique.name("refused"))));
    }

    @Test
    @Override
    public void createTag403() {
        DeskDoor.managersAlone(manager.post("CreateTag", tagBody(UNKNOWN, Unique.name("refused"))));
    }

    @Test
    @Override
    public void createTag404() {
        DeskRefusal.expect(404, "NotFound", manager.post("CreateTag", tagBody(UNKNOWN, Unique.name("refused"))).send()).naming("TagGroupID");
        DeskRefusal.expect(400, "InvalidRequest", manager.post("CreateTag", tagBody(UNKNOWN, " ")).send()).naming("TagName");
    }

    @Test
    @Override
    public void createTag406() throws ApiException {
        long group = group();
        DeskDoor.notAcceptable(manager.post("CreateTag", tagBody(group, Unique.name("refused"))));
        assertThat(tagsOf(group)).as("nothing was changed").isEmpty();
    }

    @Test
    @Override
    public void createTag409() throws ApiException {
        long group = group();
        String name = Unique.name("Tag");
        tag(group, name);
        for (String same : new String[]{name, " " + name + " ", name.toUpperCase(Locale.ROOT)}) {
            DeskRefusal.expect(409, "NameInUse", manager.post("CreateTag", tagBody(group, same)).send()).naming("TagName");
        }
        assertThat(tagsOf(group)).hasSize(1);
    }

    @Test
    @Override
    public void createTag413() {
        DeskDoor.tooLarge(manager.post("CreateTag", tagBody(UNKNOWN, "refused")));
    }

    @Test
    @Override
    public void createTag415() {
        DeskDoor.unsupportedMediaType(manager.post("CreateTag", tagBody(UNKNOWN, "refused")));
    }

    @Test
    @Override
    public void createTagGroup200() throws ApiException {
        String name = Unique.name("group");

        long id = manager.client().tags().createTagGroup(DeskClient.VERSION, new CreateTagGroupRequest().tagGroupName(" " + name + " "))
                .getTagGroupID();
        long disabled = manager.client().tags().createTagGroup(DeskClient.VERSION,
                new CreateTagGroupRequest().tagGroupName(name + "-2").enabled(false)).getTagGroupID();

        assertThat(shown(id)).isEqualTo(new TagGroup().tagGroupID(id).tagGroupName(name).enabled(true).tags(List.of()));
        assertThat(shown(disabled)).isEqualTo(new TagGroup().tagGroupID(disabled).tagGroupName(name + "-2").enabled(false).tags(List.of()));
        group(CannedResponsesApiIT.longest(Unique.name("")));
    }

    @Test
    @Override
    public void createTagGroup400() {
        JsonBody body = groupBody(Unique.name("refused"));
        Call call = manager.post("CreateTagGroup", body);
        refusals(call, body, "TagGroupName");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson("{}").send()).naming("TagGroupName");
    }

    @Test
    @Override
    public void createTagGroup401() {
        DeskDoor.unauthorized(manager.post("CreateTagGroup", groupBody(Unique.name("refused"))));
    }

    @Test
    @Override
    public void createTagGroup403() {
        DeskDoor.managersAlone(manager.post("CreateTagGroup", groupBody(Unique.name("refused"))));
    }

    @Test
    @Override
    public void createTagGroup406() throws ApiException {
        String name = Unique.name("refused");
        DeskDoor.notAcceptable(manager.post("CreateTagGroup", groupBody(name)));
        assertThat(groups()).as("nothing was changed").extracting(TagGroup::getTagGroupName).doesNotContain(name);
    }

    @Test
    @Override
    public void createTagGroup409() throws ApiException {
        String name = Unique.name("Group");
        group(name);
        for (String same : new String[]{name, " " + name + " ", name.toLowerCase(Locale.ROOT)}) {
            DeskRefusal.expect(409, "NameInUse", manager.post("CreateTagGroup", groupBody(same)).send()).naming("TagGroupName");
        }
    }

    @Test
    @Override
    public void createTagGroup413() {
        DeskDoor.tooLarge(manager.post("CreateTagGroup", groupBody("refused")));
    }

    @Test
    @Override
    public void createTagGroup415() {
        DeskDoor.unsupportedMediaType(manager.post("CreateTagGroup", groupBody("refused")));
    }

    @Test
    @Override
    public void deleteTag200() throws ApiException {
        long group = group();
        String name = Unique.name("tag");
        long id = tag(group, name);

        assertThat(delete(id).send().asString()).isEqualTo("{}");

        assertThat(tagsOf(group)).isEmpty();
        assertThat(tag(group, name)).as("the name is free again, the id is not").isGreaterThan(id);
        assertThat(delete(tag(group, name + "-2")).send().statusCode()).isEqualTo(200);
        assertThat(delete(tag(group, name + "-2")).send().statusCode()).as("several deleted ones of one name").isEqualTo(200);
    }

    @Test
    @Override
    public void deleteTag400() throws ApiException {
        long group = group();
        long id = tag(group);
        DeskDoor.invalidVersion(delete(id));
        DeskDoor.unknownParameter(delete(id));
        DeskDoor.badId(manager.post("DeleteTag"), "TagID");
        assertThat(tagsOf(group)).as("nothing was changed").hasSize(1);
    }

    @Test
    @Override
    public void deleteTag401() throws ApiException {
        DeskDoor.unauthorized(delete(tag(group())));
    }

    @Test
    @Override
    public void deleteTag403() throws ApiException {
        DeskDoor.managersAlone(delete(tag(group())));
        DeskDoor.managersAlone(delete(UNKNOWN));
    }

    @Test
    @Override
    public void deleteTag404() throws ApiException {
        long id = tag(group());
        assertThat(delete(id).send().statusCode()).isEqualTo(200);
        DeskRefusal.expect(404, "NotFound", delete(id).send()).naming("TagID");
        DeskRefusal.expect(404, "NotFound", delete(UNKNOWN).send()).naming("TagID");
    }

    @Test
    @Override
    public void deleteTag406() throws ApiException {
        long group = group();
        DeskDoor.notAcceptable(delete(tag(group)));
        assertThat(tagsOf(group)).as("nothing was changed").hasSize(1);
    }

    @Test
    @Override
    public void deleteTag409() throws ApiException {
        long group = group();
        long id = tag(group);
        long department = manager.client().departments().createDepartment(DeskClient.VERSION,
                new CreateDepartmentRequest().departmentName(Unique.name("department")).tagIDs(List.of(id))).getDepartmentID();

        DeskRefusal.expect(409, "TagInUse", delete(id).send()).naming("TagID");
        assertThat(tagsOf(group)).as("nothing was changed").hasSize(1);
        assertThat(manager.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID", department, "Enabled", false))).send().statusCode()).isEqualTo(200);
        DeskRefusal.expect(409, "TagInUse", delete(id).send()).naming("TagID");
        assertThat(manager.post("UpdateDepartment", JsonBody.of(Map.of("DepartmentID", department, "TagIDs", List.of()))).send().statusCode())
                .isEqualTo(200);
        assertThat(delete(id).send().statusCode()).isEqualTo(200);
    }

    @Test
    @Override
    public void getTagGroups200() throws ApiException {
        String mark = Unique.name("sorted");
        for (String name : new String[]{"Über-", "ärger-", "Zebra-", "apfel-"}) {
            group(name + mark);
        }
        long group = group();
        for (String name : new String[]{"Über", "ärger", "Zebra", "apfel"}) {
            tag(group, name);
        }
        assertThat(groups()).extracting(TagGroup::getTagGroupName).filteredOn(name -> name.endsWith(mark))
                .containsExactly("apfel-" + mark, "ärger-" + mark, "Über-" + mark, "Zebra-" + mark);
        assertThat(tagsOf(group)).extracting(Tag::getTagName).containsExactly("apfel", "ärger", "Über", "Zebra");
        Response asAgent = Desk.stranger().get("GetTagGroups").send();
        assertThat(asAgent.statusCode()).isEqualTo(200);
        assertThat(JsonBody.parse(asAgent.asString())).isEqualTo(JsonBody.parse(manager.get("GetTagGroups").send().asString()));
    }

    @Test
    @Override
    public void getTagGroups400() {
        DeskDoor.invalidVersion(manager.get("GetTagGroups"));
        DeskDoor.unknownParameter(manager.get("GetTagGroups"));
    }

    @Test
    @Override
    public void getTagGroups401() {
        DeskDoor.unauthorized(manager.get("GetTagGroups"));
    }

    @Test
    @Override
    public void getTagGroups406() {
        DeskDoor.notAcceptable(manager.get("GetTagGroups"));
    }

    @Test
    @Override
    public void removeTag200() throws ApiException {
        long chat = desk.openChat();
        long disabled = tagOn(chat);
        TAGS.disable(disabled);
        long deleted = tagOn(chat);
        TAGS.delete(deleted);
        long kept = tagOn(chat);

        Chat untagged = desk.agent().tags().removeTag(DeskClient.VERSION, new RemoveTagRequest().chatID(chat).tagID(disabled)).getChat();

        assertThat(untagged.getTags()).extracting(ChatTag::getTagID).containsExactlyInAnyOrder(deleted, kept);
        assertThat(untagged).isEqualTo(desk.chat(chat));
        assertThat(Desk.manager().tags().removeTag(DeskClient.VERSION, new RemoveTagRequest().chatID(chat).tagID(deleted)).getChat().getTags())
                .extracting(ChatTag::getTagID).containsExactly(kept);
        assertThat(desk.agent().tags().removeTag(DeskClient.VERSION, new RemoveTagRequest().chatID(chat).tagID(disabled)).getChat())
                .as("a repeat").isEqualTo(desk.chat(chat));
    }

    @Test
    @Override
    public void removeTag400() throws ApiException {
        long chat = desk.openChat();
        JsonBody body = JsonBody.of(Map.of("ChatID", chat, "TagID", tagOn(chat)));
        DeskDoor.invalidVersion(remove(body));
        DeskDoor.unknownParameter(remove(body));
        DeskDoor.badBody(remove(body));
        badIds(body, "RemoveTag", "ChatID", "TagID");
        DeskRefusal.expect(400, "InvalidRequest", remove(body.without("ChatID")).send()).naming("ChatID");
        DeskRefusal.expect(400, "InvalidRequest", remove(body.without("TagID")).send()).naming("TagID");
        assertThat(desk.chat(chat).getTags()).as("nothing was changed").hasSize(1);
    }

    @Test
    @Override
    public void removeTag401() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.unauthorized(remove(desk.agent(), chat, tagOn(chat)));
    }

    @Test
    @Override
    public void removeTag403() throws ApiException {
        long chat = desk.openChat();
        long tag = tagOn(chat);
        DeskRefusal.expect(403, "NotAllowed", remove(desk.colleague(), chat, tag).send()).naming("ChatID");
        desk.agent().closes(chat);
        DeskRefusal.expect(403, "NotAllowed", remove(desk.colleague(), chat, tag).send()).naming("ChatID");
        assertThat(desk.chat(chat).getTags()).as("nothing was changed").hasSize(1);
    }

    @Test
    @Override
    public void removeTag404() throws ApiException {
        long chat = desk.openChat();
        long tag = tagOn(chat);
        var unknown = remove(desk.agent(), UNKNOWN, tag).send();
        DeskRefusal.expect(404, "NotFound", unknown).naming("ChatID");
        var hidden = remove(Desk.stranger(), chat, tag).send();
        DeskRefusal.expect(404, "NotFound", hidden).naming("ChatID");
        assertThat(hidden.asString()).as("foreign and unknown answer alike").isEqualTo(unknown.asString());
        DeskRefusal.expect(404, "NotFound", remove(desk.colleague(), chat, UNKNOWN).send()).naming("TagID");
        long deleted = TAGS.tag();
        TAGS.delete(deleted);
        DeskRefusal.expect(404, "NotFound", remove(desk.agent(), chat, deleted).send()).naming("TagID");
    }

    @Test
    @Override
    public void removeTag406() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.notAcceptable(remove(desk.agent(), chat, tagOn(chat)));
        assertThat(desk.chat(chat).getTags()).as("nothing was changed").hasSize(1);
    }

    @Test
    @Override
    public void removeTag409() throws ApiException {
        long chat = desk.openChat();
        long tag = tagOn(chat);
        desk.agent().closes(chat);
        DeskRefusal.expect(409, "ChatClosed", remove(desk.agent(), chat, tag).send()).naming("ChatID");
        DeskRefusal.expect(409, "ChatClosed", remove(Desk.manager(), chat, TAGS.tag()).send()).naming("ChatID");
        assertThat(desk.chat(chat).getTags()).as("nothing was changed").hasSize(1);
    }

    @Test
    @Override
    public void removeTag413() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.tooLarge(remove(desk.agent(), chat, tagOn(chat)));
    }

    @Test
    @Override
    public void removeTag415() throws ApiException {
        long chat = desk.openChat();
        DeskDoor.unsupportedMediaType(remove(desk.agent(), chat, tagOn(chat)));
    }

    @Test
    @Override
    public void updateTag200() throws ApiException {
        long group = group();
        String name = Unique.name("tag");
        long id = tag(group, name);

        assertThat(manager.client().tags().updateTag(DeskClient.VERSION, new UpdateTagRequest().tagID(id).enabled(false)).getTagID()).isEqualTo(id);
        assertThat(tagsOf(group)).containsExactly(new Tag().tagID(id).tagName(name).enabled(false));
        for (int time = 0; time < 2; time++) {
            manager.client().tags().updateTag(DeskClient.VERSION, new UpdateTagRequest().tagID(id).tagName(name + "-2"));
            assertThat(tagsOf(group)).containsExactly(new Tag().tagID(id).tagName(name + "-2").enabled(false));
        }
        manager.client().tags().updateTag(DeskClient.VERSION, new UpdateTagRequest().tagID(id));
        assertThat(tagsOf(group)).as("nothing given, nothing changed").containsExactly(new Tag().tagID(id).tagName(name + "-2").enabled(false));
        manager.client().tags().updateTag(DeskClient.VERSION, new UpdateTagRequest().tagID(id).enabled(true)
                .tagName((name + "-2").toUpperCase(Locale.ROOT)));
        assertThat(tagsOf(group)).as("the own name is not in the way")
                .containsExactly(new Tag().tagID(id).tagName((name + "-2").toUpperCase(Locale.ROOT)).enabled(true));
        tag(group, name);
    }

    @Test
    @Override
    public void updateTag400() throws ApiException {
        long group = group();
        long id = tag(group);
        List<Tag> kept = tagsOf(group);
        JsonBody body = JsonBody.of(Map.of("TagID", id, "TagName", Unique.name("refused"), "Enabled", false));
        Call call = manager.post("UpdateTag", body);
        refusals(call, body, "TagName");
        DeskDoor.badIdField(call, body, "TagID");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(body.without("TagID")).send()).naming("TagID");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(body.with("TagGroupID", group)).send()).naming("TagGroupID");
        assertThat(tagsOf(group)).as("nothing was changed").isEqualTo(kept);
    }

    @Test
    @Override
    public void updateTag401() throws ApiException {
        DeskDoor.unauthorized(manager.post("UpdateTag", JsonBody.of(Map.of("TagID", tag(group())))));
    }

    @Test
    @Override
    public void updateTag403() {
        DeskDoor.managersAlone(manager.post("UpdateTag", JsonBody.of(Map.of("TagID", UNKNOWN))));
    }

    @Test
    @Override
    public void updateTag404() throws ApiException {
        long group = group();
        String taken = Unique.name("taken");
        tag(group, taken);
        long id = tag(group);
        assertThat(delete(id).send().statusCode()).isEqualTo(200);
        for (long none : new long[]{id, UNKNOWN}) {
            DeskRefusal.expect(404, "NotFound", manager.post("UpdateTag", JsonBody.of(Map.of("TagID", none, "TagName", taken))).send()).naming("TagID");
            DeskRefusal.expect(400, "InvalidRequest", manager.post("UpdateTag", JsonBody.of(Map.of("TagID", none, "TagName", ""))).send())
                    .naming("TagName");
        }
        assertThat(tagsOf(group)).hasSize(1);
    }

    @Test
    @Override
    public void updateTag406() throws ApiException {
        long group = group();
        long id = tag(group);
        DeskDoor.notAcceptable(manager.post("UpdateTag", JsonBody.of(Map.of("TagID", id, "Enabled", false))));
        assertThat(tagsOf(group)).as("nothing was changed").extracting(Tag::getEnabled).containsExactly(true);
    }

    @Test
    @Override
    public void updateTag409() throws ApiException {
        long group = group();
        String taken = Unique.name("Taken");
        tag(group, taken);
        String kept = Unique.name("kept");
        long id = tag(group, kept);
        DeskRefusal.expect(409, "NameInUse", manager.post("UpdateTag",
                JsonBody.of(Map.of("TagID", id, "TagName", taken.toUpperCase(Locale.ROOT), "Enabled", false))).send()).naming("TagName");
        assertThat(tagsOf(group)).as("all or nothing").contains(new Tag().tagID(id).tagName(kept).enabled(true));
    }

    @Test
    @Override
    public void updateTag413() {
        DeskDoor.tooLarge(manager.post("UpdateTag", JsonBody.of(Map.of("TagID", UNKNOWN))));
    }

    @Test
    @Override
    public void updateTag415() {
        DeskDoor.unsupportedMediaType(manager.post("UpdateTag", JsonBody.of(Map.of("TagID", UNKNOWN))));
    }

    @Test
    @Override
    public void updateTagGroup200() throws ApiException {
        String name = Unique.name("group");
        long id = group(name);
        long tag = tag(id, "kept");

        assertThat(manager.client().tags().updateTagGroup(DeskClient.VERSION, new UpdateTagGroupRequest().tagGroupID(id).enabled(false))
                .getTagGroupID()).isEqualTo(id);
        Tag kept = new Tag().tagID(tag).tagName("kept").enabled(true);
        assertThat(shown(id)).isEqualTo(new TagGroup().tagGroupID(id).tagGroupName(name).enabled(false).addTagsItem(kept));
        for (int time = 0; time < 2; time++) {
            manager.client().tags().updateTagGroup(DeskClient.VERSION, new UpdateTagGroupRequest().tagGroupID(id).tagGroupName(name + "-2"));
            assertThat(shown(id)).isEqualTo(new TagGroup().tagGroupID(id).tagGroupName(name + "-2").enabled(false).addTagsItem(kept));
        }
        manager.client().tags().updateTagGroup(DeskClient.VERSION, new UpdateTagGroupRequest().tagGroupID(id));
        manager.client().tags().updateTagGroup(DeskClient.VERSION, new UpdateTagGroupRequest().tagGroupID(id).enabled(true));
        assertThat(shown(id)).isEqualTo(new TagGroup().tagGroupID(id).tagGroupName(name + "-2").enabled(true).addTagsItem(kept));
        group(name);
    }

    @Test
    @Override
    public void updateTagGroup400() throws ApiException {
        String kept = Unique.name("kept");
        long id = group(kept);
        JsonBody body = JsonBody.of(Map.of("TagGroupID", id, "TagGroupName", Unique.name("refused"), "Enabled", false));
        Call call = manager.post("UpdateTagGroup", body);
        refusals(call, body, "TagGroupName");
        DeskDoor.badIdField(call, body, "TagGroupID");
        DeskRefusal.expect(400, "InvalidRequest", call.withJson(body.without("TagGroupID")).send()).naming("TagGroupID");
        assertThat(shown(id)).as("nothing was changed").isEqualTo(new TagGroup().tagGroupID(id).tagGroupName(kept).enabled(true).tags(List.of()));
    }

    @Test
    @Override
    public void updateTagGroup401() throws ApiException {
        DeskDoor.unauthorized(manager.post("UpdateTagGroup", JsonBody.of(Map.of("TagGroupID", group()))));
    }

    @Test
    @Override
    public void updateTagGroup403() {
        DeskDoor.managersAlone(manager.post("UpdateTagGroup", JsonBody.of(Map.of("TagGroupID", UNKNOWN))));
    }

    @Test
    @Override
    public void updateTagGroup404() throws ApiException {
        String taken = Unique.name("taken");
        group(taken);
        DeskRefusal.expect(404, "NotFound", manager.post("UpdateTagGroup", JsonBody.of(Map.of("TagGroupID", UNKNOWN, "TagGroupName", taken))).send())
                .naming("TagGroupID");
    }

    @Test
    @Override
    public void updateTagGroup406() throws ApiException {
        long id = group();
        DeskDoor.notAcceptable(manager.post("UpdateTagGroup", JsonBody.of(Map.of("TagGroupID", id, "Enabled", false))));
        assertThat(shown(id).getEnabled()).as("nothing was changed").isTrue();
    }

    @Test
    @Override
    public void updateTagGroup409() throws ApiException {
        String taken = Unique.name("Taken");
        group(taken);
        String kept = Unique.name("kept");
        long id = group(kept);
        DeskRefusal.expect(409, "NameInUse", manager.post("UpdateTagGroup",
                JsonBody.of(Map.of("TagGroupID", id, "TagGroupName", taken.toLowerCase(Locale.ROOT), "Enabled", false))).send()).naming("TagGroupName");
        assertThat(shown(id)).as("all or nothing").isEqualTo(new TagGroup().tagGroupID(id).tagGroupName(kept).enabled(true).tags(List.of()));
    }

    @Test
    @Override
    public void updateTagGroup413() {
        DeskDoor.tooLarge(manager.post("UpdateTagGroup", JsonBody.of(Map.of("TagGroupID", UNKNOWN))));
    }

    @Test
    @Override
    public void updateTagGroup415() {
        DeskDoor.unsupportedMediaType(manager.post("UpdateTagGroup", JsonBody.of(Map.of("TagGroupID", UNKNOWN))));
    }

    static long group() throws ApiException {
        return group(Unique.name("group"));
    }

    /** A new tag, enabled, in a group. */
    static long tag(long group) throws ApiException {
        return tag(group, Unique.name("tag"));
    }

    private static long group(String name) throws ApiException {
        return Desk.manager().client().tags().createTagGroup(DeskClient.VERSION, new CreateTagGroupRequest().tagGroupName(name)).getTagGroupID();
    }

    private static long tag(long group, String name) throws ApiException {
        return Desk.manager().client().tags().createTag(DeskClient.VERSION, new CreateTagRequest().tagGroupID(group).tagName(name)).getTagID();
    }

    private static JsonBody groupBody(String name) {
        return JsonBody.of(Map.of("TagGroupName", name));
    }

    private static JsonBody tagBody(long group, String name) {
        return JsonBody.of(Map.of("TagGroupID", group, "TagName", name));
    }

    private static void refusals(Call call, JsonBody body, String name) {
        DeskDoor.invalidVersion(call);
        DeskDoor.unknownParameter(call);
        DeskDoor.badBody(call);
        DeskDoor.badName(call, body, name);
        DeskDoor.badBoolean(call, body, "Enabled");
        DeskDoor.badField(call, body, "Name", "x");
    }

    private Call delete(long tag) {
        return manager.post("DeleteTag").withQuery("TagID", tag);
    }

    private List<TagGroup> groups() throws ApiException {
        return manager.client().tags().getTagGroups(DeskClient.VERSION).getTagGroups();
    }

    private TagGroup shown(long group) throws ApiException {
        return groups().stream().filter(shown -> shown.getTagGroupID() == group).findFirst().orElseThrow();
    }

    private List<Tag> tagsOf(long group) throws ApiException {
        return shown(group).getTags();
    }

    private static long customerOf(long chat) throws ApiException {
        return desk.chat(chat).getCustomer().getCustomerID();
    }

    /** A new tag that stands on the chat. */
    private static long tagOn(long chat) throws ApiException {
        long tag = TAGS.tag();
        desk.agent().tags().addTag(DeskClient.VERSION, new AddTagRequest().chatID(chat).tagID(tag));
        return tag;
    }

    private static Call add(Seat seat, long chat, long tag) {
        return seat.post("AddTag").withJson(JsonBody.of(Map.of("ChatID", chat, "TagID", tag)));
    }

    private static Call add(JsonBody body) {
        return desk.agent().post("AddTag").withJson(body);
    }

    private static Call remove(Seat seat, long chat, long tag) {
        return seat.post("RemoveTag").withJson(JsonBody.of(Map.of("ChatID", chat, "TagID", tag)));
    }

    private static Call remove(JsonBody body) {
        return desk.agent().post("RemoveTag").withJson(body);
    }

    private static void badIds(JsonBody body, String operation, String... fields) {
        for (String field : fields) {
            for (Object wrong : new Object[]{0, -1, 1.5, "7", true, null}) {
                DeskRefusal.expect(400, "InvalidRequest", desk.agent().post(operation).withJson(body.with(field, wrong)).send()).naming(field);
            }
        }
    }
}
