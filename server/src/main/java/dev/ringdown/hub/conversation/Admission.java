package dev.ringdown.hub.conversation;

import dev.ringdown.api.conversationmanager.model.AgentTransferContent;
import dev.ringdown.api.conversationmanager.model.AgentUnavailableContent;
import dev.ringdown.api.conversationmanager.model.ConversationCustomer;
import dev.ringdown.api.conversationmanager.model.ConversationStateContent;
import dev.ringdown.api.conversationmanager.model.ErrorContent;
import dev.ringdown.api.conversationmanager.model.EscalationContent;
import dev.ringdown.api.conversationmanager.model.MessageAttachment;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.PagePushContent;
import dev.ringdown.api.conversationmanager.model.QueueTransferContent;
import dev.ringdown.api.conversationmanager.model.RoleName;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.clientapplication.ClientApplication;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.web.ContractForm;
import jakarta.inject.Singleton;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Whether a message may come in, as far as that can be said before its conversation is known: by its sender, its type and its content. */
@Singleton
class Admission {

    private static final int LARGEST_JSON = 65_536;
    private static final List<String> SCHEMES = List.of("http", "https");

    private final CurrentConfiguration configuration;
    private final ContractForm form;
    private final ConversationJson json;

    Admission(CurrentConfiguration configuration, ContractForm form, ConversationJson json) {
        this.configuration = configuration;
        this.form = form;
        this.json = json;
    }

    /**
     * Checks a message from outside.
     *
     * @throws HubException 403-102, 400-631, 400-143, 400-119
     * @throws dev.ringdown.web.FormException the structured content is not of its type's schema
     */
    void check(UUID applicationId, IncomingMessage incoming) {
        NewMessage message = incoming.message();
        boolean plays = configuration.find(ClientApplication.TYPE, applicationId)
                .filter(application -> application.document().plays(RoleName.toEnum(message.senderType().getValue())))
                .isPresent();
        if (!plays) {
            throw HubException.ofField(HubErrorCode.NOT_THIS_ROLE, incoming.field("sender.type"),
                    "The client application does not have the role " + message.senderType().getValue() + ".");
        }
        if (!MessageRules.maySend(message.senderType(), message.type())) {
            throw HubException.ofField(HubErrorCode.TYPE_NOT_ALLOWED, incoming.field("type.value"),
                    "A " + message.senderType().getValue() + " may not send a message of type " + message.type().getValue() + ".");
        }
        if (incoming.starts() && !MessageRules.mayStart(message.type())) {
            throw missing(incoming.field("conversation.id"), "A message of type " + message.type().getValue()
                    + " cannot start a conversation: conversation.id is required.");
        }
        if (MessageRules.actsOnParent(message.type()) && message.body().parent() == null) {
            throw missing(incoming.field("parent"), "A message of type " + message.type().getValue() + " needs the message that it acts on.");
        }
        checkFiles(message, incoming);
        checkContent(message, incoming);
    }

    private void checkContent(NewMessage message, IncomingMessage incoming) {
        MessageRules.Content wanted = MessageRules.contentOf(message.type());
        if (wanted == MessageRules.Content.TEXT && message.body().text() == null && message.body().html() == null
                && message.body().files().isEmpty()) {
            throw missing(incoming.field("content.text"), "A text message needs content.text, content.html or files.");
        }
        Map<String, Object> content = message.body().json();
        if (wanted == MessageRules.Content.JSON && content == null) {
            throw missing(incoming.field("content.json"), "A message of type " + message.type().getValue() + " needs content.json.");
        }
        if (content != null) {
            if (json.write(content).getBytes(StandardCharsets.UTF_8).length > LARGEST_JSON) {
                throw invalid(incoming.field("content.json"), "The structured content is larger than " + LARGEST_JSON + " bytes.");
            }
            checkSchema(message.type(), content, incoming.field("content.json"));
        }
    }

    private void checkSchema(MessageTypeName type, Map<String, Object> content, String field) {
        switch (type) {
            case ESCALATION_TRANSFER -> form.readOpen(content, EscalationContent.class, field);
            case QUEUE_TRANSFER -> form.readOpen(content, QueueTransferContent.class, field);
            case AGENT_TRANSFER -> form.readOpen(content, AgentTransferContent.class, field);
            case AGENT_UNAVAILABLE -> form.readOpen(content, AgentUnavailableContent.class, field);
            case CONVERSATION_STATE -> form.readOpen(content, ConversationStateContent.class, field);
            case PAGE_PUSH -> {
                if (!isWebAddress(form.readOpen(content, PagePushContent.class, field).url())) {
                    throw invalid(field + ".url", "The URL of a page must be absolute, and http or https.");
                }
            }
            case ERROR -> form.readOpen(content, ErrorContent.class, field);
            case CUSTOMER_INFO -> form.read(content, ConversationCustomer.class, field);
            default -> {
                // An agreement between sender and channel.
            }
        }
    }

    private static void checkFiles(NewMessage message, IncomingMessage incoming) {
        List<MessageAttachment> files = message.body().files();
        if (!files.isEmpty() && message.type() != MessageTypeName.TEXT) {
            throw invalid(incoming.field("attachments"), "Files come with text messages alone.");
        }
        for (int i = 0; i < files.size(); i++) {
            MessageAttachment file = files.get(i);
            String field = incoming.field("attachments.attachment[" + i + "]");
            if (file.id() == null && file.url() == null) {
                throw missing(field + ".id", "A file needs an id, or a url.");
            } else if (file.id() != null && file.url() != null) {
                throw invalid(field + ".url", "A file has an id or a url, not both.");
            } else if (file.url() != null && !isWebAddress(file.url())) {
                throw invalid(field + ".url", "The URL of a file must be absolute, and http or https.");
            } else if (file.url() != null && file.name() == null) {
                throw missing(field + ".name", "A file elsewhere needs a name.");
            }
        }
    }

    private static boolean isWebAddress(String url) {
        try {
            URI address = new URI(url);
            return address.getScheme() != null && SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT)) && address.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static HubException missing(String field, String message) {
        return HubException.ofField(HubErrorCode.ATTRIBUTE_MISSING, field, message);
    }

    private static HubException invalid(String field, String message) {
        return HubException.ofField(HubErrorCode.INVALID_VALUE, field, message);
    }
}
