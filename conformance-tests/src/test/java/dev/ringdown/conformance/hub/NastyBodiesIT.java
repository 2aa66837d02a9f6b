package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.http.Refusal;
import io.restassured.response.Response;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every way of spoiling a body, at every create and every replacement: refused by the right code, and nothing is changed by it. */
class NastyBodiesIT {

    @TestFactory
    Stream<DynamicContainer> areRefusedByACreate() {
        return Stream.of(Kind.values()).map(kind -> DynamicContainer.dynamicContainer(kind.name(),
                NastyBody.of(kind, kind.newBody()).stream().map(nasty -> DynamicTest.dynamicTest(nasty.what(), () -> {
                    var resource = new Resource(kind);
                    int before = resource.count();

                    refused(nasty, resource.create().withBody("application/json", nasty.bytes()).send());

                    assertThat(resource.count()).as("nothing was created").isEqualTo(before);
                }))));
    }

    @TestFactory
    Stream<DynamicContainer> areRefusedByAReplacement() {
        return Stream.of(Kind.values()).map(kind -> {
            var resource = new Resource(kind);
            String id = resource.created();
            JsonBody good = kind.newBody();
            return DynamicContainer.dynamicContainer(kind.name(),
                    Stream.concat(NastyBody.of(kind, good).stream(), NastyBody.ofReplacement(good).stream())
                            .map(nasty -> DynamicTest.dynamicTest(nasty.what(), () -> {
                                JsonBody before = resource.read(id);

                                refused(nasty, resource.update(id).withBody("application/json", nasty.bytes()).send());

                                assertThat(resource.read(id)).as("nothing was changed").isEqualTo(before);
                            })));
        });
    }

    private static void refused(NastyBody nasty, Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        assertThat(nasty.codes()).as(response.asString()).contains(response.<String>path("code"));
        Refusal refusal = Refusal.expect(response.path("code"), response);
        if (nasty.field() != null) {
            refusal.naming(nasty.field());
        }
    }
}
