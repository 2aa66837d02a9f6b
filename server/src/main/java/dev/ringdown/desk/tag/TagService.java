package dev.ringdown.desk.tag;

import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.UniqueName;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The tags that there are, in their groups. That each name is there once, the database decides; that no department uses a tag that is being
 * deleted, the lock on its row: a department's tags are locked by whoever writes them.
 */
@Singleton
class TagService {

    private static final String TAG_ID = "TagID";
    private static final String TAG_NAME = "TagName";
    private static final String GROUP_ID = "TagGroupID";
    private static final String GROUP_NAME = "TagGroupName";

    private final TagRepository tags;
    private final TagGroupRepository groups;
    private final Transactions transactions;

    TagService(TagRepository tags, TagGroupRepository groups, Transactions transactions) {
        this.tags = tags;
        this.groups = groups;
        this.transactions = transactions;
    }

    /** @param tags by name */
    record Shown(TagGroup group, List<Tag> tags) {
    }

    /**
     * @return the id of the new tag
     * @throws DeskException 404 no such group; 409 NameInUse
     */
    long createTag(long groupId, UniqueName name, boolean enabled) {
        return decidedByKey(TAG_NAME, () -> tags.save(new Tag(null, groupId, name.shown(), name.key(), enabled, true)).id());
    }

    /**
     * @param name    null: as it is
     * @param enabled null: as it is
     * @throws DeskException 404; 409 NameInUse
     */
    void updateTag(long id, @Nullable UniqueName name, @Nullable Boolean enabled) {
        decidedByKey(TAG_NAME, () -> {
            Tag before = lockTag(id);
            tags.update(new Tag(id, before.tagGroupId(), name == null ? before.name() : name.shown(), name == null ? before.nameKey() : name.key(),
                    enabled == null ? before.enabled() : enabled, before.listed()));
            return id;
        });
    }

    /** @throws DeskException 404; 409 TagInUse */
    void deleteTag(long id) {
        transactions.inTransaction(() -> {
            lockTag(id);
            if (tags.isInUse(id)) {
                throw DeskException.conflict(ErrorCode.TAG_IN_USE, TAG_ID, "A department puts the tag on its chats.");
            }
            tags.delete(id);
        });
    }

    /**
     * @return the id of the new group
     * @throws DeskException 409 NameInUse
     */
    long createGroup(UniqueName name, boolean enabled) {
        return decidedByKey(GROUP_NAME, () -> groups.save(new TagGroup(null, name.shown(), name.key(), enabled)).id());
    }

    /**
     * @param name    null: as it is
     * @param enabled null: as it is
     * @throws DeskException 404; 409 NameInUse
     */
    void updateGroup(long id, @Nullable UniqueName name, @Nullable Boolean enabled) {
        decidedByKey(GROUP_NAME, () -> {
            TagGroup before = groups.lock(id).orElseThrow(TagService::unknownGroup);
            groups.update(new TagGroup(id, name == null ? before.name() : name.shown(), name == null ? before.nameKey() : name.key(),
                    enabled == null ? before.enabled() : enabled));
            return id;
        });
    }

    /** All groups with their tags, both by name. Two statements. */
    List<Shown> list() {
        Map<Long, List<Tag>> byGroup = tags.all().stream().collect(Collectors.groupingBy(Tag::tagGroupId));
        return groups.all().stream().map(group -> new Shown(group, byGroup.getOrDefault(group.id(), List.of()))).toList();
    }

    private Tag lockTag(long id) {
        return tags.lock(id).orElseThrow(() -> DeskException.notFound(TAG_ID, "tag"));
    }

    private long decidedByKey(String nameField, Supplier<Long> work) {
        try {
            return transactions.inTransaction(work);
        } catch (DataAccessException e) {
            if (DatabaseErrors.isDuplicateKey(e)) {
                throw DeskException.nameInUse(nameField);
            }
            if (DatabaseErrors.isForeignKeyViolation(e)) {
                throw unknownGroup();
            }
            throw e;
        }
    }

    private static DeskException unknownGroup() {
        return DeskException.notFound(GROUP_ID, "tag group");
    }
}
