package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names, and the type of a channel, are unique: compared trimmed, in NFC and without regard to case; stored as sent. */
class UniqueKeyIT {

    @ParameterizedTest
    @EnumSource
    void isTheSameTrimmedComposedAndInAnyCase(Kind kind) {
        var resource = new Resource(kind);
        String key = Unique.name("\u00c4nderung \u00e9t\u00e9");
        resource.created(with(kind, key));

        for (String same : List.of(key, key.toLowerCase(Locale.ROOT), key.toUpperCase(Locale.ROOT), "  " + key + "\t",
                Normalizer.normalize(key, Normalizer.Form.NFD))) {
            Refusal.expect("400-120", resource.create(with(kind, same)).send()).naming(kind.key());
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAnotherWhereOnlyACollationSeesNoDifference(Kind kind) {
        var resource = new Resource(kind);
        String key = Unique.name("key");
        resource.created(with(kind, key + "stra\u00dfe"));
        resource.created(with(kind, key + "strasse"));
        resource.created(with(kind, key + "\ud83d\ude00"));
        resource.created(with(kind, key + "\ud83d\ude01"));
        resource.created(with(kind, key + "\u00e9"));
        resource.created(with(kind, key + "e"));
    }

    @ParameterizedTest
    @EnumSource
    void isAnsweredAsSent(Kind kind) {
        var resource = new Resource(kind);
        String key = "  " + Unique.name("A\u0308 Mixed") + " ";

        assertThat(resource.read(resource.created(with(kind, key))).at(kind.key()).asText()).isEqualTo(key);
    }

    @ParameterizedTest
    @EnumSource
    void cannotBeBlank(Kind kind) {
        Refusal.expect("400-119", new Resource(kind).create(with(kind, " \t ")).send()).naming(kind.key());
    }

    @ParameterizedTest
    @EnumSource
    void staysOnesOwnInAReplacementAndNobodyElses(Kind kind) {
        var resource = new Resource(kind);
        JsonBody own = kind.newBody();
        JsonBody other = kind.newBody();
        String id = resource.created(own);
        resource.created(other);

        resource.replaced(id, own.with(kind.key(), own.at(kind.key()).asText().toUpperCase(Locale.ROOT)));

        Refusal.expect("400-120", resource.update(id, own.with(kind.key(), other.at(kind.key()).asText())).send()).naming(kind.key());
        resource.replaced(id, kind.newBody());
        assertThat(resource.created(own)).as("a key that was given up is free").isNotEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource
    void isOnlyUniqueWithinItsKind(Kind kind) {
        String key = Unique.name("everywhere");
        for (Kind each : Kind.values()) {
            if (each != kind) {
                new Resource(each).created(with(each, key + kind));
            }
        }
        new Resource(kind).created(with(kind, key + kind));
    }

    private static JsonBody with(Kind kind, String key) {
        return kind.newBody().with(kind.key(), key);
    }
}
