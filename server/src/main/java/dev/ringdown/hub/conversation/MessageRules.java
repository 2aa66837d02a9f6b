package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.api.conversationmanager.model.RichMessageType;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Who may send which type of message, and who gets it: the table of the contract ({@code MessageTypeName}). */
final class MessageRules {

    /** What people read of a conversation; all else steers it. */
    static final Set<MessageTypeName> READABLE = EnumSet.of(MessageTypeName.TEXT, MessageTypeName.RICH_MESSAGE_LISTPICKER,
            MessageTypeName.RICH_MESSAGE_QUICKREPLY, MessageTypeName.RICH_MESSAGE_TEMPLATE, MessageTypeName.RICH_MESSAGE_TIMEPICKER,
            MessageTypeName.RICH_MESSAGE_RICHLINK, MessageTypeName.RICH_MESSAGE_FORM, MessageTypeName.RICH_MESSAGE_PAYMENT,
            MessageTypeName.RICH_MESSAGE_APP, MessageTypeName.RICH_MESSAGE_AUTHENTICATION);

    private static final String RICH_MESSAGE = "richMessage.";
    private static final Set<PartyType> EVERYBODY = EnumSet.allOf(PartyType.class);
    private static final Set<PartyType> CUSTOMER = EnumSet.of(PartyType.CUSTOMER);
    private static final Set<PartyType> AGENTS = EnumSet.of(PartyType.EGAIN_AGENT, PartyType.CUSTOM_AGENT);
    private static final Set<PartyType> AGENTS_AND_BOTS = EnumSet.complementOf(EnumSet.of(PartyType.CUSTOMER));
    private static final Set<MessageTypeName> MOMENTARY = EnumSet.of(MessageTypeName.TYPING_START, MessageTypeName.TYPING_END,
            MessageTypeName.CUSTOMER_ACTIVE, MessageTypeName.CUSTOMER_INACTIVE);
    private static final Set<MessageTypeName> TYPING = EnumSet.of(MessageTypeName.TYPING_START, MessageTypeName.TYPING_END);
    private static final Set<MessageTypeName> DELETIONS = EnumSet.of(MessageTypeName.DELETE_SOFT, MessageTypeName.DELETE_PERMANENT,
            MessageTypeName.UNDO);
    private static final Set<MessageTypeName> STEERING = EnumSet.of(MessageTypeName.AGENT_UNAVAILABLE, MessageTypeName.ESCALATION_TRANSFER,
            MessageTypeName.QUEUE_TRANSFER, MessageTypeName.AGENT_JOIN, MessageTypeName.AGENT_TRANSFER, MessageTypeName.CONVERSATION_END,
            MessageTypeName.CUSTOMER_INFO, MessageTypeName.DELETE_SOFT, MessageTypeName.DELETE_PERMANENT, MessageTypeName.UNDO);
    private static final Set<MessageTypeName> STARTS = EnumSet.of(MessageTypeName.TEXT, MessageTypeName.CUSTOMER_INFO);

    private MessageRules() {
    }

    /** Who gets a message; nobody gets its own. */
    enum Audience {
        /** From the customer whoever serves, from the others the customer. */
        OTHER_SIDE,
        CUSTOMER,
        /** Everybody who takes part, or has. */
        OTHER_PARTIES,
        WHO_ASKED_FOR_LOG_IN,
        RECEIVERS_OF_PARENT,
        NOBODY
    }

    /** What a type wants in {@code content}. */
    enum Content {
        /** Text, HTML, or both; or files instead. */
        TEXT,
        JSON,
        OPTIONAL_JSON,
        /** What is given is not passed on. */
        NONE
    }

    /** Whether people read it, or would if it were not deleted: not what steers, and not what the channel kept from the other side. */
    static boolean isRead(MessageRow message) {
        return READABLE.contains(MessageTypeName.toEnum(message.type()))
                && !(message.senderType().equals(PartyType.CUSTOMER.getValue()) && message.status() == MessageStatus.FAILED);
    }

    static boolean maySend(PartyType sender, MessageTypeName type) {
        return sendersOf(type).contains(sender);
    }

    static boolean isAgent(PartyType sender) {
        return AGENTS.contains(sender);
    }

    /** What is worth something only now: not stored, tried once. */
    static boolean isMomentary(MessageTypeName type) {
        return MOMENTARY.contains(type);
    }

    static boolean isTyping(MessageTypeName type) {
        return TYPING.contains(type);
    }

    /** What acts on an earlier message of the same sender. */
    static boolean actsOnParent(MessageTypeName type) {
        return DELETIONS.contains(type);
    }

    /** What changes the conversation besides being stored and handed on. */
    static boolean steers(MessageTypeName type) {
        return STEERING.contains(type);
    }

    static boolean mayStart(MessageTypeName type) {
        return STARTS.contains(type);
    }

    static Optional<RichMessageType> richTypeOf(MessageTypeName type) {
        String name = type.getValue();
        return name.startsWith(RICH_MESSAGE) ? RichMessageType.toOptional(name.substring(RICH_MESSAGE.length())) : Optional.empty();
    }

    static Audience audienceOf(MessageTypeName type) {
        return switch (type) {
            case TEXT, TYPING_START, TYPING_END, CUSTOMER_ACTIVE, CUSTOMER_INACTIVE, ERROR -> Audience.OTHER_SIDE;
            case PAGE_PUSH, CONVERSATION_STATE, AGENT_JOIN, AGENT_TRANSFER, QUEUE_TRANSFER, ESCALATION_TRANSFER, RICH_MESSAGE_LISTPICKER,
                    RICH_MESSAGE_QUICKREPLY, RICH_MESSAGE_TEMPLATE, RICH_MESSAGE_TIMEPICKER, RICH_MESSAGE_RICHLINK, RICH_MESSAGE_FORM,
                    RICH_MESSAGE_PAYMENT, RICH_MESSAGE_APP, RICH_MESSAGE_AUTHENTICATION -> Audience.CUSTOMER;
            case CUSTOMER_INFO, CONVERSATION_END -> Audience.OTHER_PARTIES;
            case AUTHENTICATION_SUCCESS, AUTHENTICATION_FAILURE -> Audience.WHO_ASKED_FOR_LOG_IN;
            case DELETE_SOFT, DELETE_PERMANENT, UNDO -> Audience.RECEIVERS_OF_PARENT;
            case AGENT_AVAILABLE, AGENT_UNAVAILABLE -> Audience.NOBODY;
        };
    }

    static Content contentOf(MessageTypeName type) {
        return switch (type) {
            case TEXT -> Content.TEXT;
            case PAGE_PUSH, CONVERSATION_STATE, AGENT_UNAVAILABLE, AGENT_TRANSFER, QUEUE_TRANSFER, CUSTOMER_INFO, ERROR,
                    RICH_MESSAGE_LISTPICKER, RICH_MESSAGE_QUICKREPLY, RICH_MESSAGE_TEMPLATE, RICH_MESSAGE_TIMEPICKER, RICH_MESSAGE_RICHLINK,
                    RICH_MESSAGE_FORM, RICH_MESSAGE_PAYMENT, RICH_MESSAGE_APP, RICH_MESSAGE_AUTHENTICATION -> Content.JSON;
            case ESCALATION_TRANSFER, AUTHENTICATION_SUCCESS, AUTHENTICATION_FAILURE -> Content.OPTIONAL_JSON;
            case TYPING_START, TYPING_END, CUSTOMER_ACTIVE, CUSTOMER_INACTIVE, AGENT_JOIN, AGENT_AVAILABLE, DELETE_SOFT, DELETE_PERMANENT,
                    UNDO, CONVERSATION_END -> Content.NONE;
        };
    }

    private static Set<PartyType> sendersOf(MessageTypeName type) {
        return switch (type) {
            case TEXT, TYPING_START, TYPING_END, CUSTOMER_INFO, ERROR, CONVERSATION_END -> EVERYBODY;
            case ESCALATION_TRANSFER, PAGE_PUSH, RICH_MESSAGE_LISTPICKER, RICH_MESSAGE_QUICKREPLY, RICH_MESSAGE_TEMPLATE,
                    RICH_MESSAGE_TIMEPICKER, RICH_MESSAGE_RICHLINK, RICH_MESSAGE_FORM, RICH_MESSAGE_PAYMENT, RICH_MESSAGE_APP,
                    RICH_MESSAGE_AUTHENTICATION -> AGENTS_AND_BOTS;
            case CONVERSATION_STATE, AGENT_JOIN, AGENT_AVAILABLE, AGENT_UNAVAILABLE, AGENT_TRANSFER, QUEUE_TRANSFER -> AGENTS;
            case AUTHENTICATION_SUCCESS, AUTHENTICATION_FAILURE, CUSTOMER_ACTIVE, CUSTOMER_INACTIVE, DELETE_SOFT, DELETE_PERMANENT, UNDO ->
                    CUSTOMER;
        };
    }
}
