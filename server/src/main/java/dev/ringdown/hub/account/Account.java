package dev.ringdown.hub.account;

import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.hub.channel.Channel;
import dev.ringdown.hub.channel.ChannelTypes;
import dev.ringdown.hub.configuration.ConfigurationDocument;
import dev.ringdown.hub.configuration.ConfigurationKind;
import dev.ringdown.hub.configuration.ConfigurationLookup;
import dev.ringdown.hub.configuration.ConfigurationType;
import dev.ringdown.hub.configuration.Reference;
import dev.ringdown.hub.configuration.UniqueKey;
import dev.ringdown.hub.orchestration.Orchestration;
import dev.ringdown.store.Keys;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * An address of the business on a channel, tied to the orchestration that says who serves there.
 *
 * @param active  while false, no conversation can be started on it
 * @param address unique with the channel among active accounts
 * @param cases   how a returning customer is tied to what went before; null does not
 * @param chats   how conversations run
 */
@Introspected
public record Account(String name, @Nullable String description, boolean active, String address, UUID channel, @Nullable CaseSettings cases,
                      ChatSettings chats, List<AccountAttribute> attributes) implements ConfigurationDocument {

    public static final ConfigurationType<Account> TYPE = new ConfigurationType<>(ConfigurationKind.ACCOUNT, Account.class);

    private static final String ORCHESTRATION_FIELD = "chatConfigurations.orchestration.id";

    public Account {
        attributes = List.copyOf(attributes);
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference(Channel.TYPE, channel, "channel.id"),
                new Reference(Orchestration.TYPE, chats.orchestration(), ORCHESTRATION_FIELD));
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        UniqueKey byName = UniqueKey.ofName(name, "name");
        return active ? List.of(byName, new UniqueKey("address:" + channel + ":" + Keys.caseless(address), "address")) : List.of(byName);
    }

    @Override
    public void check(ConfigurationLookup others) {
        boolean ownChannel = others.find(Channel.TYPE, channel).filter(found -> !ChannelTypes.ofEgain(found.document().type())).isPresent();
        boolean repliesHaveAPlace = others.find(Orchestration.TYPE, chats.orchestration())
                .filter(found -> found.document().customer() != null)
                .isPresent();
        if (ownChannel && !repliesHaveAPlace) {
            throw HubException.ofField(HubErrorCode.REFERENCE_NOT_FOUND, ORCHESTRATION_FIELD,
                    "The orchestration that " + ORCHESTRATION_FIELD + " gives has no customerConfiguration, which an own channel needs.");
        }
    }
}
