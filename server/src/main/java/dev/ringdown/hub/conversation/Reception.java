package dev.ringdown.hub.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import dev.ringdown.api.conversationmanager.model.MessageAttachment;
import dev.ringdown.api.conversationmanager.model.MessageSenderType;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.asset.Assets;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.web.ContractForm;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Takes a message of a party into its conversation: checks it, stores it, hands it on, and does what its type says. */
@Singleton
class Reception {

    private final ConversationRepository conversations;
    private final MessageRepository messages;
    private final ChannelRules channel;
    private final ConversationLog log;
    private final ConversationParties parties;
    private final AgentHandover agents;
    private final Ending ending;
    private final Deletions deletions;
    private final HubVoice voice;
    private final Assets assets;
    private final ContractForm contract;
    private final StoredForm form;
    private final ConversationJson json;
    private final Outbox outbox;

    Reception(ConversationRepository conversations, MessageRepository messages, ChannelRules channel, ConversationLog log,
              ConversationParties parties, AgentHandover agents, Ending ending, Deletions deletions, HubVoice voice, Assets assets,
              ContractForm contract, StoredForm form, ConversationJson json, Outbox outbox) {
        this.conversations = conversations;
        this.messages = messages;
        this.channel = channel;
        this.log = log;
        this.parties = parties;
        this.agents = agents;
        this.ending = ending;
        this.deletions = deletions;
        this.voice = voice;
        this.assets = assets;
        this.contract = contract;
        this.form = form;
        this.json = json;
        this.outbox = outbox;
    }

    /**
     * Takes a message in.
     *
     * @param place where it stands in the request, for errors
     * @throws HubException 400-121, 400-124, 400-630, 400-631, 400-633, 400-634, 400-635
     */
    Receipt take(LockedConversation conversation, UUID applicationId, NewMessage given, String place, Wording wording, Instant now) {
        if (MessageRules.isMomentary(given.type())) {
            checkOpen(conversation, place, now);
            return pass(conversation, applicationId, given, now);
        }
        byte[] contentHash = given.messageId() == null ? null : Digest.of(given.type().getValue(), json.write(given.body()),
                given.senderType().getValue(), String.valueOf(given.senderName()));
        if (MessageRules.steers(given.type()) || conversation.hold() != null) {
            // What it does must not be done again. Of all other messages the database tells when they are stored.
            Optional<Receipt> known = repeated(conversation, applicationId, given, contentHash, place);
            if (known.isPresent()) {
                return known.get();
            }
        }
        try {
            checkOpen(conversation, place, now);
            PartyRow sender = conversation.party(applicationId, given.senderType()).orElseThrow();
            NewMessage message = withAssets(applicationId, given, place);
            channel.checkLength(conversation.row(), message, place, wording);
            ConversationLog.Entry entry = new ConversationLog.Entry(UuidCreator.getTimeOrderedEpoch(), message.type(), applicationId,
                    MessageSenderType.toEnum(message.senderType().getValue()), message.senderName(), message.body(), message.messageId(), contentHash);
            ChannelRules.Barrier barrier = channel.barrier(conversation.row(), message).orElse(null);
            if (barrier == null) {
                take(conversation, sender, message, entry, place, now);
            } else if (sender.isCustomer()) {
                log.store(conversation, entry, List.of(), MessageStatus.FAILED, now);
                voice.tellCustomer(conversation, barrier.text(), now, barrier.facts());
            } else {
                throw channel.refusal(conversation.row(), barrier, place, wording);
            }
            assets.use(assetsOf(message), conversation.id(), entry.id());
            return new Receipt(entry.id(), message.messageId(), conversation.id(), now);
        } catch (HubException refusal) {
            // What was said before is answered as it was then, whatever has changed since.
            return repeated(conversation, applicationId, given, contentHash, place).orElseThrow(() -> refusal);
        } catch (DataAccessException e) {
            if (given.messageId() == null || !DatabaseErrors.isDuplicateKey(e)) {
                throw e;
            }
            return repeated(conversation, applicationId, given, contentHash, place).orElseThrow(() -> e);
        }
    }

    private void take(LockedConversation conversation, PartyRow sender, NewMessage message, ConversationLog.Entry entry, String place, Instant now) {
        MessageTypeName type = message.type();
        if (sender.isAgent() && type != MessageTypeName.AGENT_UNAVAILABLE) {
            // Who speaks is there.
            agents.release(conversation, now);
        }
        switch (type) {
            case AGENT_UNAVAILABLE -> {
                log.append(conversation, entry, List.of(), now);
                agents.unavailable(conversation, sender, (String) message.body().json().get("text"), now);
            }
            case ESCALATION_TRANSFER -> {
                if (sender.isBot()) {
                    checkServing(sender, place);
                    agents.escalate(conversation, sender, entry, now);
                } else {
                    enter(conversation, ConversationState.QUEUED, entry, sender, now);
                }
            }
            case QUEUE_TRANSFER -> enter(conversation, ConversationState.QUEUED, entry, sender, now);
            case AGENT_JOIN, AGENT_TRANSFER -> enter(conversation, ConversationState.OPEN_AGENT, entry, sender, now);
            case CONVERSATION_END -> {
                ending.begin(conversation, ConversationState.ENDED, now);
                log.append(conversation, entry, receivers(conversation, sender, type), now);
                ending.complete(conversation);
            }
            case CUSTOMER_INFO -> {
                merge(conversation, message, place);
                log.append(conversation, entry, receivers(conversation, sender, type), now);
            }
            case AUTHENTICATION_SUCCESS, AUTHENTICATION_FAILURE ->
                log.append(conversation, entry, List.of(whoAskedForLogIn(conversation, place)), now);
            case DELETE_SOFT, DELETE_PERMANENT, UNDO -> {
                MessageRow parent = deletions.parent(conversation, sender.applicationId(), sender.type(), type,
                        message.body().parent().messageId(), place + ".parent.messageId");
                deletions.apply(type, parent);
                parties.changed(conversation, parent.sequence());
                log.append(conversation, entry, deletions.receivers(conversation, parent), now);
            }
            default -> log.append(conversation, entry, receivers(conversation, sender, type), now);
        }
    }

    private void enter(LockedConversation conversation, ConversationState state, ConversationLog.Entry entry, PartyRow sender, Instant now) {
        conversation.enter(state, now);
        log.append(conversation, entry, receivers(conversation, sender, entry.type()), now);
    }

    /** What matters only now goes out at once, and nowhere if the channel does not know it. */
    private Receipt pass(LockedConversation conversation, UUID applicationId, NewMessage message, Instant now) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        PartyRow sender = conversation.party(applicationId, message.senderType()).orElseThrow();
        List<Party> outside = receivers(conversation, sender, message.type()).stream().filter(parties::isOutside).map(PartyRow::party).toList();
        if (!outside.isEmpty() && !channel.drops(conversation.row(), message)) {
            outbox.post(new MomentaryMessage(id, message.messageId(), message.type(), MessageSenderType.toEnum(message.senderType().getValue()),
                    message.senderName(), message.body(), now), form.conversation(conversation.currentRow()), outside);
        }
        return new Receipt(id, message.messageId(), conversation.id(), now);
    }

    private static List<PartyRow> receivers(LockedConversation conversation, PartyRow sender, MessageTypeName type) {
        return conversation.parties().stream().filter(party -> !party.equals(sender)).filter(party -> switch (MessageRules.audienceOf(type)) {
            case OTHER_SIDE -> party.serving() && party.isCustomer() != sender.isCustomer();
            case CUSTOMER -> party.isCustomer();
            case OTHER_PARTIES -> true;
            case WHO_ASKED_FOR_LOG_IN, RECEIVERS_OF_PARENT, NOBODY -> false;
        }).toList();
    }

    private PartyRow whoAskedForLogIn(LockedConversation conversation, String place) {
        return messages.last(conversation.id(), MessageTypeName.RICH_MESSAGE_AUTHENTICATION.getValue())
                .flatMap(asked -> conversation.parties().stream()
                        .filter(party -> party.applicationId().equals(asked.applicationId()) && party.role().equals(asked.senderType())).findFirst())
                .orElseThrow(() -> HubException.ofField(HubErrorCode.REFERENCE_NOT_FOUND, place + ".type.value",
                        "Nobody has asked the customer to log in."));
    }

    private void merge(LockedConversation conversation, NewMessage message, String place) {
        ConversationCustomerDetails known = conversation.customer() == null ? new ConversationCustomerDetails(null, null, null, null)
                : json.read(conversation.customer(), ConversationCustomerDetails.class);
        String field = place + ".content.json";
        ConversationCustomer merged = CustomerDescription.merge(known.customer(),
                contract.read(message.body().json(), ConversationCustomer.class, field), field);
        conversation.describe(json.write(new ConversationCustomerDetails(merged, known.clientInfo(), known.lookupContact(), known.conversationContact())),
                Language.attribute(merged).orElse(conversation.language()));
        conversations.describe(conversation.id(), conversation.customer(), conversation.language());
    }

    private static void checkOpen(LockedConversation conversation, String place, Instant now) {
        if (conversation.state().isOver() || conversation.isTimedOut(now)) {
            throw HubException.ofField(HubErrorCode.CONVERSATION_OVER, place + ".conversation.id",
                    "The conversation is over: start a new one without conversation.id.");
        }
    }

    private static void checkServing(PartyRow bot, String place) {
        if (!bot.serving()) {
            throw HubException.ofField(HubErrorCode.TYPE_NOT_ALLOWED, place + ".type.value", "The bot has handed the conversation over already.");
        }
    }

    /** The message with the names, types and sizes of the assets that it brings. */
    private NewMessage withAssets(UUID applicationId, NewMessage message, String place) {
        Collection<String> wanted = assetsOf(message);
        if (wanted.isEmpty()) {
            return message;
        }
        Map<String, Assets.UploadedAsset> uploaded = assets.uploadedBy(applicationId, wanted);
        List<MessageAttachment> files = new ArrayList<>();
        for (MessageAttachment file : message.body().files()) {
            if (file.id() == null) {
                files.add(file);
                continue;
            }
            Assets.UploadedAsset asset = Optional.ofNullable(uploaded.get(file.id())).orElseThrow(() -> HubException.ofField(
                    HubErrorCode.REFERENCE_NOT_FOUND, place + ".attachments.attachment[" + files.size() + "].id",
                    "The client application has uploaded no such asset."));
            files.add(new MessageAttachment(asset.id(), asset.name(), asset.contentType(), asset.size(), null));
        }
        return new NewMessage(message.messageId(), message.type(), message.body().withFiles(files), message.senderType(), message.senderName());
    }

    private static Collection<String> assetsOf(NewMessage message) {
        return message.body().files().stream().map(MessageAttachment::id).filter(Objects::nonNull).distinct().toList();
    }

    private Optional<Receipt> repeated(LockedConversation conversation, UUID applicationId, NewMessage message, @Nullable byte[] contentHash,
                                       String place) {
        if (message.messageId() == null) {
            return Optional.empty();
        }
        return messages.known(conversation.id(), applicationId, message.messageId().getBytes(StandardCharsets.UTF_8)).map(known -> {
            if (!Arrays.equals(known.contentHash(), contentHash)) {
                throw HubException.ofField(HubErrorCode.MESSAGE_ID_REUSED, place + ".messageId",
                        "A message with this messageId and other content was sent before.");
            }
            return new Receipt(known.id(), message.messageId(), conversation.id(), known.created());
        });
    }
}
