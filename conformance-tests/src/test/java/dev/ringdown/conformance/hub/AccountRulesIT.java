package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What createAccount and updateAccount say of addresses, times, entry points and attributes. */
class AccountRulesIT {

    private final Resource accounts = new Resource(Kind.ACCOUNT);

    @Test
    void anAddressIsTakenOncePerChannelAmongActiveAccounts() {
        String address = accounts.kind().newBody().at("address").asText() + "@Example.test";
        accounts.created(at(address));

        for (String same : new String[]{address, address.toUpperCase(Locale.ROOT), " " + address + " "}) {
            Refusal.expect("400-120", accounts.create(at(same)).send()).naming("address");
        }
        accounts.created(at(address + "\u00df"));
        accounts.created(at(address + "ss"));
        String otherChannel = new Resource(Kind.CHANNEL).created();
        accounts.created(at(address).with("channel.id", otherChannel));
    }

    @Test
    void inactiveAccountsMayShareAnAddress() {
        String address = accounts.kind().newBody().at("address").asText();
        String active = accounts.created(at(address));
        String inactive = accounts.created(at(address).with("active", false));
        JsonBody sleeping = accounts.read(inactive);

        Refusal.expect("400-120", accounts.update(inactive, sleeping.with("active", true)).send()).naming("address");

        accounts.replaced(active, accounts.read(active).with("active", false));
        accounts.replaced(inactive, sleeping.with("active", true));
        Refusal.expect("400-120", accounts.update(active, accounts.read(active).with("active", true)).send()).naming("address");
    }

    @ParameterizedTest
    @CsvSource({
        "chatConfigurations.timeout, 0",
        "chatConfigurations.timeout, 0.5",
        "chatConfigurations.timeout, 43200.5",
        "caseManagement.sameCaseDuration, -0.5",
        "caseManagement.sameCaseDuration, 43201"
    })
    void timesHaveBounds(String place, double minutes) {
        Refusal.expect("400-119", accounts.create(accounts.kind().newBody().with(place, minutes)).send()).naming(place);
    }

    @ParameterizedTest
    @CsvSource({
        "chatConfigurations.timeout, 1",
        "chatConfigurations.timeout, 1.5",
        "chatConfigurations.timeout, 43200",
        "caseManagement.sameCaseDuration, 0",
        "caseManagement.sameCaseDuration, 43200"
    })
    void boundsAreIncluded(String place, double minutes) {
        JsonBody read = accounts.read(accounts.created(accounts.kind().newBody().with(place, minutes)));
        assertThat(read.at(place).doubleValue()).isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource(value = {
        "chatConfigurations.entryPoint.id; x",
        "chatConfigurations.entryPoint.id; -1",
        "chatConfigurations.entryPoint.id; 12345678901234567890",
        "chatConfigurations.entryPoint.id; ''",
        "chatConfigurations.defaultLanguage; english language",
        "chatConfigurations.defaultLanguage; x",
        "chatConfigurations.onAgentUnavailability; never",
        "address; ''",
        "attributes.0.name; ''",
        "attributes.0.value; ''"
    }, delimiter = ';')
    void textsHaveTheirForm(String place, String value) {
        Refusal.expect("400-119", accounts.create(accounts.kind().newBody().with(place, value)).send()).naming(place);
    }

    @Test
    void anEntryPointIsNotChecked() {
        accounts.created(accounts.kind().newBody().with("chatConfigurations.entryPoint.id", "9999999999999999999"));
    }

    @Test
    void anAttributeOccursOnceComparedExactly() {
        JsonBody body = accounts.kind().newBody();
        String name = body.at("attributes.0.name").asText();
        Refusal.expect("400-119", accounts.create(body.with("attributes.1.name", name)).send());
        accounts.created(body.with("attributes.1.name", name.toUpperCase(Locale.ROOT)));
        Refusal.expect("400-119", accounts.create(accounts.kind().newBody()
                .with("attributes", Collections.nCopies(11, Map.of("name", "a", "value", "b")))).send()).naming("attributes");
        Refusal.expect("400-119", accounts.create(accounts.kind().newBody().with("attributes.0.value", "x".repeat(4001))).send())
                .naming("attributes.0.value");
    }

    private JsonBody at(String address) {
        return accounts.kind().newBody().with("address", address);
    }
}
