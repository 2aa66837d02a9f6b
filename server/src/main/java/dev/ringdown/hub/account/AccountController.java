package dev.ringdown.hub.account;

import dev.ringdown.api.conversationmanager.AccountApi;
import dev.ringdown.api.conversationmanager.model.AccountAttributeCreate;
import dev.ringdown.api.conversationmanager.model.AccountAttributeReplace;
import dev.ringdown.api.conversationmanager.model.AccountCreate;
import dev.ringdown.api.conversationmanager.model.AccountEntryPoint;
import dev.ringdown.api.conversationmanager.model.AccountList;
import dev.ringdown.api.conversationmanager.model.AccountReplace;
import dev.ringdown.api.conversationmanager.model.AgentUnavailability;
import dev.ringdown.api.conversationmanager.model.CaseManagement;
import dev.ringdown.api.conversationmanager.model.ChatConfigurations;
import dev.ringdown.api.conversationmanager.model.ChatConfigurationsInput;
import dev.ringdown.api.conversationmanager.model.CreatedId;
import dev.ringdown.api.conversationmanager.model.NameOnly;
import dev.ringdown.api.conversationmanager.model.ResourceReference;
import dev.ringdown.hub.HubApi;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.configuration.ConfigurationPage;
import dev.ringdown.hub.configuration.ConfigurationService;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.FormRules;
import dev.ringdown.security.Secret;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Accounts: the addresses of the business on its channels. */
@Controller(HubApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class AccountController implements AccountApi {

    private final ConfigurationService configuration;
    private final FormRules rules;

    AccountController(ConfigurationService configuration, FormRules rules) {
        this.configuration = configuration;
        this.rules = rules;
    }

    @Override
    public HttpResponse<CreatedId> createAccount(AccountCreate body) {
        List<AccountAttributeCreate> attributes = listOf(body.attributes());
        checkForm(body.name(), body.chatConfigurations(), attributes.stream().map(AccountAttributeCreate::name).toList());
        Account account = new Account(body.name(), body.description(), !Boolean.FALSE.equals(body.active()), body.address(),
                body.channel().id(), cases(body.caseManagement()), chats(body.chatConfigurations()),
                attributes.stream().map(attribute -> new AccountAttribute(attribute.name(), Secret.of(attribute.value()))).toList());
        return HttpResponse.created(new CreatedId(configuration.create(Account.TYPE, account)));
    }

    @Override
    public HttpResponse<AccountList> getAllAccounts(Integer pagenum, Integer pagesize) {
        ConfigurationPage<Account> page = configuration.list(Account.TYPE, pagenum, pagesize);
        return HttpResponse.ok(new AccountList(page.paginationInfo(), page.resources().stream().map(AccountController::answer).toList()));
    }

    @Override
    public HttpResponse<dev.ringdown.api.conversationmanager.model.Account> getAccount(UUID id) {
        return HttpResponse.ok(answer(configuration.get(Account.TYPE, id)));
    }

    @Override
    public HttpResponse<Object> updateAccount(UUID id, AccountReplace body) {
        List<AccountAttributeReplace> attributes = listOf(body.attributes());
        checkForm(body.name(), body.chatConfigurations(), attributes.stream().map(AccountAttributeReplace::name).toList());
        configuration.replace(Account.TYPE, id, body.modified(), stored -> new Account(body.name(), body.description(),
                !Boolean.FALSE.equals(body.active()), body.address(), body.channel().id(), cases(body.caseManagement()),
                chats(body.chatConfigurations()), attributes(attributes, stored.attributes())));
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse<Object> deleteAccount(UUID id) {
        configuration.delete(Account.TYPE, id);
        return HttpResponse.noContent();
    }

    private void checkForm(String name, ChatConfigurationsInput chats, List<String> attributeNames) {
        rules.checkName(name, "name");
        if (chats.defaultLanguage() != null) {
            rules.checkLanguage(chats.defaultLanguage(), "chatConfigurations.defaultLanguage");
        }
        rules.checkDistinct(attributeNames, "attributes", "name");
    }

    private static @Nullable CaseSettings cases(@Nullable CaseManagement given) {
        return given == null ? null : new CaseSettings(given.sameCaseDuration(), given.copyCustomAttributes());
    }

    private static ChatSettings chats(ChatConfigurationsInput given) {
        return new ChatSettings(given.timeout(), given.defaultLanguage(),
                given.onAgentUnavailability() == null ? AgentUnavailability.OFF_HOURS : given.onAgentUnavailability(),
                Boolean.TRUE.equals(given.allowLogoutWithOpenChats()), Boolean.TRUE.equals(given.allowQueueTransferOnAgentUnavailability()),
                given.orchestration().id(), given.entryPoint().id());
    }

    private static List<AccountAttribute> attributes(List<AccountAttributeReplace> given, List<AccountAttribute> stored) {
        List<AccountAttribute> attributes = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            attributes.add(attribute(given.get(i), stored, "attributes[" + i + "].value"));
        }
        return attributes;
    }

    private static AccountAttribute attribute(AccountAttributeReplace given, List<AccountAttribute> stored, String field) {
        if (given.value() != null) {
            return new AccountAttribute(given.name(), Secret.of(given.value()));
        }
        return stored.stream()
                .filter(known -> known.name().equals(given.name()))
                .findFirst()
                .orElseThrow(() -> HubException.ofField(HubErrorCode.ATTRIBUTE_MISSING, field,
                        field + " is required: there is no stored value for this attribute."));
    }

    private static <T> List<T> listOf(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }

    private static dev.ringdown.api.conversationmanager.model.Account answer(Configured<Account> resource) {
        Account account = resource.document();
        return new dev.ringdown.api.conversationmanager.model.Account(resource.id(), account.name(), account.description(), account.active(),
                account.address(), new ResourceReference(account.channel()), answer(account.cases()), answer(account.chats()),
                account.attributes().isEmpty() ? null
                        : account.attributes().stream().map(attribute -> new NameOnly(attribute.name())).toList(),
                resource.created(), resource.modified());
    }

    private static @Nullable CaseManagement answer(@Nullable CaseSettings cases) {
        return cases == null ? null : new CaseManagement(cases.sameCaseDuration(), cases.copyCustomAttributes());
    }

    private static ChatConfigurations answer(ChatSettings chats) {
        return new ChatConfigurations(chats.timeout(), chats.defaultLanguage(), chats.onAgentUnavailability(),
                chats.allowLogoutWithOpenChats(), chats.allowQueueTransferOnAgentUnavailability(),
                new ResourceReference(chats.orchestration()), new AccountEntryPoint(chats.entryPoint()));
    }
}
