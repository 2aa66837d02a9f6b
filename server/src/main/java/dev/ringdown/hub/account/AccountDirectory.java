package dev.ringdown.hub.account;

import dev.ringdown.hub.channel.Channel;
import dev.ringdown.hub.configuration.Configured;
import dev.ringdown.hub.configuration.CurrentConfiguration;
import dev.ringdown.store.Keys;
import jakarta.inject.Singleton;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the account that an incoming message means by its channel's type and its address. From memory. */
@Singleton
public class AccountDirectory {

    private final CurrentConfiguration configuration;
    private volatile Index index;

    private record Index(CurrentConfiguration.Picture of, Map<String, Configured<Account>> accounts) {
    }

    AccountDirectory(CurrentConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The active account with this address on this channel; if there is none, an inactive one. */
    public Optional<Configured<Account>> find(String channelType, String address) {
        return Optional.ofNullable(current().accounts.get(key(channelType, address)));
    }

    private Index current() {
        CurrentConfiguration.Picture picture = configuration.picture();
        Index known = index;
        if (known == null || known.of != picture) {
            known = new Index(picture, read(picture));
            index = known;
        }
        return known;
    }

    private static Map<String, Configured<Account>> read(CurrentConfiguration.Picture picture) {
        Map<String, Configured<Account>> accounts = new HashMap<>();
        picture.all(Account.TYPE).forEach(account -> picture.find(Channel.TYPE, account.document().channel()).ifPresent(channel ->
                accounts.merge(key(channel.document().type(), account.document().address()), account,
                        (one, other) -> one.document().active() ? one : other)));
        return accounts;
    }

    private static String key(String channelType, String address) {
        return Keys.caseless(channelType) + '\n' + Keys.caseless(address);
    }
}
