package engram.query.function;

import static engram.query.function.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.domain.SourcePath;
import engram.testing.lambda.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DocumentsHttpTest {

    private static final String ROOT = "/v1/workspaces/acme/documents";
    private static final String SAMPLE = "acme/guide/tides & currents 100%.md";

    @Inject
    Memory memory;

    @BeforeEach
    void empty() {
        memory.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"query-get.json", "query-get-function-url.json"})
    void theSampleEventsShowTheSameDocument(String event) {
        memory.shelf.put(SAMPLE, "The tide turns at noon.");

        Reply reply = Function.call(Function.event(event));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.header("x-request-id")).isEqualTo(Function.REQUEST_ID);
        JsonNode document = reply.json();
        assertThat(document.path("sourcePath").asText()).isEqualTo(SAMPLE);
        assertThat(document.path("status").asText()).isEqualTo("INDEXED");
        assertThat(document.path("chunks").asInt()).isEqualTo(1);
        assertThat(document.path("size").asInt()).isEqualTo(23);
        assertThat(document.path("versionId").asText()).isEqualTo("v1");
        assertThat(document.path("indexedAt").asText()).isEqualTo("2026-11-21T12:00:01Z");
        assertThat(document.path("underWay").asBoolean()).isFalse();
        assertThat(document.path("upToDate").asBoolean()).isTrue();
        assertThat(document.path("object").path("eTag")).isEqualTo(document.path("eTag"));
        assertThat(document.has("reason")).isFalse();
    }

    @Test
    void aParameterThatIsThereTwiceIsRefused() {
        Reply reply = Function.call(Function.event("query-list-cookies-multi-value.json"));

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).contains("status").contains("is given 2 times, expected it once");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "acme/a b.md", "acme/a+b.md", "acme/100%.md", "acme/%41.md", "acme/%2F.md", "acme/ä/日本/🙂.md", "acme//double.md",
        "acme/trailing/", "acme/../up.md", "acme/./here.md", "acme/..", "acme/question?.md", "acme/hash#.md",
        "acme/semi;colon=1.md", "acme/back\\slash.md", "acme/quote'\".md", "acme/{brace}.md", "acme/documents/search",
        "acme/a&b=c.md", "acme/|pipe|.md", "acme/ leading", "acme/tab\there"
    })
    void everyKeyIsAPath(String key) {
        memory.shelf.put(key, "The tide turns at noon.");

        Reply encoded = Function.get(ROOT + "/" + segments(key), "");
        assertThat(encoded.status()).as(encoded.body()).isEqualTo(200);
        assertThat(encoded.json().path("sourcePath").asText()).isEqualTo(key);

        Reply wholly = Function.get(ROOT + "/" + encoded(key), "");
        assertThat(wholly.json().path("sourcePath").asText()).isEqualTo(key);

        if (key.indexOf('?') < 0) {
            Reply decoded = Function.call(Function.event("query-get.json").put("rawPath", ROOT + "/" + key));
            assertThat(decoded.status()).as(decoded.body()).isEqualTo(200);
            assertThat(decoded.json().path("sourcePath").asText()).isEqualTo(key);
        }

        assertThat(Function.call("DELETE", ROOT + "/" + segments(key), "").status()).isEqualTo(202);
        assertThat(memory.shelf.bucket.find(new SourcePath(key))).isEmpty();
    }

    @Test
    void aDocumentIsShownBeforeItsFirstPassHasEnded() {
        memory.shelf.begin("acme/new.md", "The tide turns at noon.");

        JsonNode document = Function.get(ROOT + "/acme/new.md", "").json();

        assertThat(document.path("status").asText()).isEqualTo("PENDING");
        assertThat(document.path("chunks").asInt()).isZero();
        assertThat(document.path("underWay").asBoolean()).isTrue();
        assertThat(document.path("upToDate").asBoolean()).isFalse();
        assertThat(document.path("object").path("size").asInt()).isEqualTo(23);
    }

    @Test
    void anObjectThatNobodyHasLookedAtIsPending() {
        memory.shelf.bucket.put(new SourcePath("acme/new.md"), new byte[3], "text/plain", Map.of());

        JsonNode document = Function.get(ROOT + "/acme/new.md", "").json();

        assertThat(document.path("status").asText()).isEqualTo("PENDING");
        assertThat(document.path("underWay").asBoolean()).isFalse();
    }

    @Test
    void anUpdateUnderWayIsShown() {
        memory.shelf.put("acme/a.md", "The tide turns at noon.");
        memory.shelf.begin("acme/a.md", "The tide turns at one.");

        JsonNode document = Function.get(ROOT + "/acme/a.md", "").json();

        assertThat(document.path("status").asText()).isEqualTo("INDEXED");
        assertThat(document.path("underWay").asBoolean()).isTrue();
        assertThat(document.path("upToDate").asBoolean()).isFalse();
        assertThat(document.path("versionId").asText()).isEqualTo("v1");
        assertThat(document.path("object").path("versionId").asText()).isEqualTo("v2");
    }

    @Test
    void aFailureShowsItsReason() {
        memory.shelf.fail("acme/bad.md");

        JsonNode document = Function.get(ROOT + "/acme/bad.md", "").json();

        assertThat(document.path("status").asText()).isEqualTo("FAILED");
        assertThat(document.path("reason").asText()).isEqualTo("CORRUPT");
        assertThat(document.path("detail").asText()).isEqualTo("not text");
        assertThat(document.path("upToDate").asBoolean()).isTrue();
    }

    @Test
    void aDeletedDocumentIsShownAsDeletedAndCannotBeDeletedAgain() {
        memory.shelf.put("acme/a.md", "The tide turns at noon.");
        memory.shelf.delete("acme/a.md");

        JsonNode document = Function.get(ROOT + "/acme/a.md", "").json();
        assertThat(document.path("status").asText()).isEqualTo("DELETED");
        assertThat(document.path("upToDate").asBoolean()).isTrue();
        assertThat(document.has("object")).isFalse();
        assertProblem(Function.call("DELETE", ROOT + "/acme/a.md", ""), 404, "NOT_FOUND", "");
    }

    @Test
    void theSampleDeletionDeletesTheObjectAndNothingElse() {
        memory.shelf.put(SAMPLE, "The tide turns at noon.");

        Reply reply = Function.call(Function.event("query-delete.json"));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(memory.shelf.bucket.paths()).isEmpty();
        assertThat(memory.shelf.index.entries()).hasSize(1);
        assertThat(memory.shelf.catalog.documents()).hasSize(1);
    }

    @Test
    void whatNeitherBucketNorCatalogKnowIsNotFound() {
        assertProblem(Function.get(ROOT + "/acme/none.md", ""), 404, "NOT_FOUND", "");
        assertProblem(Function.call("DELETE", ROOT + "/acme/none.md", ""), 404, "NOT_FOUND", "");
    }

    @Test
    void anotherWorkspacesDocumentIsNotFound() {
        memory.shelf.put("other/a.md", "The tide turns at noon.");

        assertProblem(Function.get(ROOT + "/other/a.md", ""), 404, "NOT_FOUND", "");
        assertProblem(Function.call("DELETE", ROOT + "/other/a.md", ""), 404, "NOT_FOUND", "");
        assertProblem(Function.call("DELETE", ROOT + "/acme/../other/a.md", ""), 404, "NOT_FOUND", "");
        assertThat(memory.shelf.bucket.paths()).hasSize(1);
    }

    @Test
    void aKeyWithoutAFirstSegmentIsInTheDefaultWorkspace() {
        memory.shelf.put("readme.md", "The tide turns at noon.");

        assertThat(Function.get("/v1/workspaces/default/documents/readme.md", "").status()).isEqualTo(200);
        assertProblem(Function.get(ROOT + "/readme.md", ""), 404, "NOT_FOUND", "");
    }

    @Test
    void aListIsPaged() {
        for (int i = 0; i < 5; i++) {
            memory.shelf.put("acme/guide/" + i + ".md", "The tide turns at noon.");
        }
        memory.shelf.put("acme/other.md", "The tide turns at noon.");
        memory.shelf.put("zeta/guide/9.md", "The tide turns at noon.");

        ObjectNode event = Function.event("query-list.json");
        List<String> paths = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            event.put("rawQueryString", "prefix=acme%2Fguide%2F&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)));
            Reply reply = Function.call(event);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            reply.json().path("documents").forEach(document -> paths.add(document.path("sourcePath").asText()));
            cursor = reply.json().path("cursor").asText("");
            pages++;
        } while (!cursor.isEmpty());

        assertThat(pages).isEqualTo(3);
        assertThat(paths).containsExactly(
                "acme/guide/0.md", "acme/guide/1.md", "acme/guide/2.md", "acme/guide/3.md", "acme/guide/4.md");
    }

    @Test
    void aListShowsOneStatusOrAllButTheDeleted() {
        memory.shelf.put("acme/good.md", "The tide turns at noon.");
        memory.shelf.fail("acme/bad.md");
        memory.shelf.put("acme/gone.md", "The tide turns at noon.");
        memory.shelf.delete("acme/gone.md");

        assertThat(listed("")).containsExactly("acme/bad.md FAILED CORRUPT", "acme/good.md INDEXED ");
        assertThat(listed("status=FAILED")).containsExactly("acme/bad.md FAILED CORRUPT");
        assertThat(listed("status=DELETED")).containsExactly("acme/gone.md DELETED ");
        assertThat(listed("status=&prefix=&limit=&cursor=")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "status=DONE, status", "status=indexed, status", "limit=0, limit", "limit=1001, limit", "limit=ten, limit",
        "limit=5&limit=6, limit", "page=2, page", "cursor=made+up, cursor"
    })
    void whatIsWrongWithAListIsNamed(String query, String parameter) {
        assertProblem(Function.get(ROOT, query), 400, "INVALID_INPUT", parameter);
    }

    @Test
    void theBoundsOfAListAreTheDocumentedOnes() {
        assertThat(Function.get(ROOT, "limit=1000").status()).isEqualTo(200);
        assertThat(Function.get(ROOT, "prefix=" + "x".repeat(1024)).status()).isEqualTo(200);
        assertProblem(Function.get(ROOT, "prefix=" + "x".repeat(1025)), 400, "INVALID_INPUT", "prefix");
        assertProblem(Function.get(ROOT, "cursor=" + "x".repeat(4097)), 400, "INVALID_INPUT", "cursor");
    }

    @Test
    void aSourcePathIsNoLongerThanAKey() {
        assertProblem(Function.get(ROOT + "/acme/" + "x".repeat(1020), ""), 400, "INVALID_INPUT", "sourcePath");
        assertProblem(Function.get(ROOT + "/acme/" + "%C3%A4".repeat(510), ""), 400, "INVALID_INPUT", "sourcePath");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/acme/100%.md", "/acme/%zz", "/acme/%ff", "/acme/%ed%a0%80"})
    void aPathThatIsNotPercentEncodedIsRefused(String path) {
        assertProblem(Function.get(ROOT + path, ""), 400, "INVALID_INPUT", "path");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/", "/v1", "/v2/workspaces/acme/documents", "/v1/workspaces/acme", "/v1/workspaces/acme/memories",
        "/v1/workspaces//documents", "/q/openapi", "/q/swagger-ui", "/favicon.ico"
    })
    void anUnknownPathIsNotFound(String path) {
        assertProblem(Function.get(path, ""), 404, "NOT_FOUND", "");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/workspaces/acme/documents/acme/a.md", "POST, /v1/workspaces/acme/documents",
        "DELETE, /v1/workspaces/acme/documents", "GET, /v1/workspaces/acme/search"
    })
    void aMethodThatAPathDoesNotTakeIsRefused(String method, String path) {
        assertProblem(Function.call(method, path, ""), 405, "INVALID_INPUT", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2F", "a%2Fb", "a%00b"})
    void aWorkspaceThatIsNoneIsRefused(String workspace) {
        assertProblem(
                Function.get("/v1/workspaces/" + workspace + "/documents", ""), 400, "INVALID_INPUT", "workspace");
    }

    private static List<String> listed(String query) {
        List<String> listed = new ArrayList<>();
        Function.get(ROOT, query).json().path("documents").forEach(document -> listed.add(
                document.path("sourcePath").asText() + " " + document.path("status").asText() + " "
                        + document.path("reason").asText("")));
        return listed;
    }

    private static String segments(String key) {
        return encoded(key).replace("%2F", "/");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
