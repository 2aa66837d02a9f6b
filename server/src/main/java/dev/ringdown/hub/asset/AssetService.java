package dev.ringdown.hub.asset;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.channel.AcceptedLanguages;
import dev.ringdown.hub.channel.Channel;
import dev.ringdown.hub.channel.ChannelTexts;
import dev.ringdown.hub.channel.FileLimits;
import dev.ringdown.hub.channel.Restrictions;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.hub.configuration.FormRules;
import dev.ringdown.store.Keys;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Announces, finds and deletes assets by the rules of the contract. */
@Singleton
class AssetService {

    /** How many assets that no message uses an application may have. */
    static final int MOST_UNUSED = 1000;
    /** How large they may be together, in bytes. */
    static final long MOST_UNUSED_BYTES = 1L << 30;

    private final AssetRepository repository;
    private final AssetContents contents;
    private final CurrentConfiguration configuration;
    private final FormRules form;
    private final Transactions transactions;
    private final Clock clock;

    AssetService(AssetRepository repository, AssetContents contents, CurrentConfiguration configuration, FormRules form, Transactions transactions,
                 Clock clock) {
        this.repository = repository;
        this.contents = contents;
        this.configuration = configuration;
        this.form = form;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What a client application says of a file before it uploads it.
     *
     * @param size in bytes
     */
    record Announcement(String channelType, PartyType sender, String name, int size) {
    }

    /**
     * In which language a refusal says to users what is wrong; where this is null, it does not.
     *
     * @param acceptLanguage as the request has it; null: none is said
     */
    record UserTexts(@Nullable String acceptLanguage) {
    }

    /** @throws HubException 400-119, 400-121, 400-634, 403-102 */
    AssetRow announce(UUID applicationId, Announcement file, @Nullable UserTexts texts) {
        checkName(file.name());
        checkRole(applicationId, file.sender());
        checkChannel(file, texts);
        return transactions.inTransaction(() -> {
            checkRoom(applicationId, file.size());
            return repository.save(new AssetRow(UuidCreator.getTimeOrderedEpoch(), applicationId, file.name(), ContentTypes.of(file.name()),
                    file.size(), null, false, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        });
    }

    /**
     * An asset that the application may read.
     *
     * @throws HubException 404-101
     */
    AssetRow readable(UUID applicationId, String id) {
        return AssetIds.parse(id).flatMap(parsed -> repository.readable(parsed, applicationId)).orElseThrow(AssetService::notFound);
    }

    /**
     * An asset, whoever asks: for those who come with a signature.
     *
     * @throws HubException 404-101
     */
    AssetRow get(String id) {
        return AssetIds.parse(id).flatMap(repository::findById).orElseThrow(AssetService::notFound);
    }

    /** @throws HubException 403-110, 404-101 */
    void delete(UUID applicationId, String id) {
        AssetRow seen = readable(applicationId, id);
        if (!seen.applicationId().equals(applicationId)) {
            throw inUse(id);
        }
        transactions.inTransaction(() -> {
            AssetRow held = repository.lock(seen.id()).orElseThrow(AssetService::notFound);
            if (held.used()) {
                throw inUse(id);
            }
            contents.erase(List.of(held.id()));
            repository.delete(List.of(held.id()));
        });
    }

    private void checkName(String name) {
        form.checkName(name, "name");
        if (name.codePoints().anyMatch(character -> Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE)) {
            throw HubException.ofField(HubErrorCode.INVALID_VALUE, "name", "The name of a file must not have control characters.");
        }
    }

    private void checkRole(UUID applicationId, PartyType sender) {
        configuration.find(ClientApplication.TYPE, applicationId)
                .filter(application -> application.document().plays(RoleName.toEnum(sender.getValue())))
                .orElseThrow(() -> HubException.ofField(HubErrorCode.NOT_THIS_ROLE, "sender.type",
                        "The client application does not have the role " + sender.getValue() + "."));
    }

    private void checkChannel(Announcement file, @Nullable UserTexts texts) {
        String key = Keys.caseless(file.channelType());
        Channel channel = configuration.picture().all(Channel.TYPE).map(Configured::document)
                .filter(known -> Keys.caseless(known.type()).equals(key)).findFirst()
                .orElseThrow(() -> HubException.ofField(HubErrorCode.REFERENCE_NOT_FOUND, "channel.type", "There is no channel of this type."));
        FileLimits limits = limits(channel.restrictions(), file.sender());
        if (limits != null && !limits.allowsSize(file.size())) {
            HubException refusal = HubException.ofField(HubErrorCode.ATTACHMENT_NOT_ALLOWED, "size",
                            "The file is larger than the " + limits.maxSize() + " bytes that the channel allows.")
                    .with("maxSize", limits.maxSize().toString());
            throw texts == null ? refusal : refusal.forUser(ChannelTexts.text(channel,
                    AcceptedLanguages.mostWanted(texts.acceptLanguage()).orElse(null), ChannelTexts.Key.ATTACHMENT_SIZE_EXCEEDS_LIMIT,
                    limits.maxSize().toString(), limits.readableMaxSize()));
        }
    }

    private static @Nullable FileLimits limits(@Nullable Restrictions restrictions, PartyType sender) {
        if (restrictions == null) {
            return null;
        }
        if (sender == PartyType.CUSTOMER) {
            return restrictions.inbound() == null ? null : restrictions.inbound().files();
        }
        return restrictions.outbound() == null ? null : restrictions.outbound().files();
    }

    /** Holds the application until the transaction ends: two announcements at the same moment would each see room for one. */
    private void checkRoom(UUID applicationId, int size) {
        repository.lockCreator(applicationId);
        AssetRepository.Unused unused = repository.unusedOf(applicationId);
        if (unused.files() >= MOST_UNUSED || unused.bytes() + size > MOST_UNUSED_BYTES) {
            throw HubException.ofField(HubErrorCode.INVALID_VALUE, "size", "The client application has too many assets that no message uses: "
                            + "at most " + MOST_UNUSED + ", and together at most 1 GiB. Use them, delete them, or wait until they are a day old.")
                    .with("unusedAssets", Long.toString(unused.files())).with("unusedBytes", Long.toString(unused.bytes()));
        }
    }

    private static HubException inUse(String id) {
        return new HubException(HubErrorCode.ASSET_IN_USE, "The asset is used by a message and cannot be deleted.").with("id", id);
    }

    private static HubException notFound() {
        return HubException.notFound("asset");
    }
}
