package dev.ringdown.conformance.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.conformance.fixture.Access;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.JsonBody;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;

/** Raw calls to one kind of configuration resource of the shared server, made by the administrator and well formed until they are spoilt. */
final class Resource {

    private final Kind kind;

    Resource(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** A create that would succeed. */
    Call create() {
        return create(kind.newBody());
    }

    Call create(JsonBody body) {
        return call("POST", kind.path()).withJson(body);
    }

    Call list() {
        return call("GET", kind.path());
    }

    Call get(String id) {
        return call("GET", kind.path() + '/' + id);
    }

    /** A replacement that would succeed if the id is there. */
    Call update(String id) {
        return update(id, kind.newBody());
    }

    Call update(String id, JsonBody body) {
        return call("PUT", kind.path() + '/' + id).withJson(body);
    }

    Call delete(String id) {
        return call("DELETE", kind.path() + '/' + id);
    }

    /** A call of the administrator to any path of this server. */
    static Call call(String method, String path) {
        return Call.of(method, SharedServer.get().at(path), Access.to(SharedServer.get()).adminToken());
    }

    /** Creates one and answers its id. */
    String created() {
        return created(kind.newBody());
    }

    /** Creates one with this body and answers its id. */
    String created(JsonBody body) {
        Response response = create(body).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.path("id");
    }

    /** Reads one as it is answered. */
    JsonBody read(String id) {
        Response response = get(id).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return JsonBody.parse(response.asString());
    }

    /** Replaces one. */
    void replaced(String id, JsonBody body) {
        Response response = update(id, body).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(204);
        assertThat(response.asString()).as("a 204 has no body").isEmpty();
    }

    /** Deletes one. */
    void deleted(String id) {
        Response response = delete(id).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(204);
        assertThat(response.asString()).as("a 204 has no body").isEmpty();
    }

    /** How many there are. */
    int count() {
        return list().withQuery("$pagesize", 1).send().path("paginationInfo.count");
    }

    /** The ids of all, in the order of the list, read page by page. */
    List<String> ids(int pageSize) {
        List<String> ids = new java.util.ArrayList<>();
        for (int page = 1; ; page++) {
            Response response = list().withQuery("$pagesize", pageSize).withQuery("$pagenum", page).send();
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
            List<Map<String, Object>> resources = response.path(kind.listMember());
            assertThat(resources).hasSizeLessThanOrEqualTo(pageSize);
            resources.forEach(resource -> ids.add((String) resource.get("id")));
            if (resources.isEmpty()) {
                return ids;
            }
        }
    }
}
