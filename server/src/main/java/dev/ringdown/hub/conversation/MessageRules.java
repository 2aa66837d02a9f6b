package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PartyType;

import java.util.EnumSet;
import java.util.Set;

/** Who may send which type of message: the table of the contract ({@code MessageTypeName}). */
final class MessageRules {

    /** What people read of a conversation; all else steers it. */
    static final Set<MessageTypeName> READABLE = EnumSet.of(MessageTypeName.TEXT, MessageTypeName.RICH_MESSAGE_LISTPICKER,
            MessageTypeName.RICH_MESSAGE_QUICKREPLY, MessageTypeName.RICH_MESSAGE_TEMPLATE, MessageTypeName.RICH_MESSAGE_TIMEPICKER,
            MessageTypeName.RICH_MESSAGE_RICHLINK, MessageTypeName.RICH_MESSAGE_FORM, MessageTypeName.RICH_MESSAGE_PAYMENT,
            MessageTypeName.RICH_MESSAGE_APP, MessageTypeName.RICH_MESSAGE_AUTHENTICATION);

    private static final Set<PartyType> EVERYBODY = EnumSet.allOf(PartyType.class);
    private static final Set<PartyType> CUSTOMER = EnumSet.of(PartyType.CUSTOMER);
    private static final Set<PartyType> AGENTS = EnumSet.of(PartyType.EGAIN_AGENT, PartyType.CUSTOM_AGENT);
    private static final Set<PartyType> AGENTS_AND_BOTS = EnumSet.complementOf(EnumSet.of(PartyType.CUSTOMER));

    private MessageRules() {
    }

    static boolean maySend(PartyType sender, MessageTypeName type) {
        return sendersOf(type).contains(sender);
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
