package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.domain.Bucket;
import engram.domain.DocumentId;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.query.Librarian;
import engram.testing.lambda.Reply;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole function on real servers and with the real model; each test has a workspace of its own.
@QuarkusTest
@TestProfile(RealStores.class)
class RealStoresTest {

    private static final long FAR_FUTURE = 9_000_000_000_000L;

    @Inject
    Librarian librarian;

    @Inject
    Bucket bucket;

    @ParameterizedTest
    @ValueSource(strings = {"semantic", "lexical", "hybrid"})
    void rubbishIsNeverAnAnswer(String mode) {
        String workspace = "rubbish-" + mode;
        String text = "The tide turns at noon";
        librarian.put(workspace + "/good.md", text + ", says the table.", "Boats leave the harbour.");
        librarian.put(workspace + "/gone.md", text + ", said the table.");
        librarian.delete(workspace + "/gone.md");
        librarian.fail(workspace + "/failed.md");
        librarian.rubbish(Librarian.id(workspace + "/lost.md"), 0, text + " or so.", 1);
        librarian.begin(workspace + "/lost.md", text + ", the lost table says.").commit();
        librarian.rubbish(Librarian.id(workspace + "/orphan.md"), 0, text + " orphaned.", FAR_FUTURE);
        librarian.rubbish(Librarian.id(workspace + "/good.md"), 2, text + " past the end.", 1);
        librarian.rubbish(Librarian.id(workspace + "/gone.md"), 7, text + " deleted.", FAR_FUTURE);
        librarian.rubbish(Librarian.id(workspace + "/failed.md"), 0, text + " failed.", FAR_FUTURE);
        librarian.rubbish(
                new DocumentId(new Workspace("elsewhere"), new SourcePath(workspace + "/good.md")), 0,
                text + " elsewhere.", FAR_FUTURE);

        JsonNode answer = search(workspace, "{\"query\":\"When does the tide turn?\",\"mode\":\"" + mode + "\"}");

        List<String> texts = answer.path("hits").findValuesAsText("text");
        assertThat(texts).startsWith(text + ", says the table.");
        assertThat(texts).isSubsetOf(text + ", says the table.", "Boats leave the harbour.");
        assertThat(answer.path("dropped").asInt()).isEqualTo(5);
    }

    @Test
    void aHitSaysWhereItComesFromAndWhatItsWordsAre() {
        librarian.put("whence/a b+c%.md", "The tide turns at noon.", "Boats leave.");

        JsonNode hit = search("whence", "{\"query\":\"tides\",\"k\":1}").path("hits").get(0);

        assertThat(hit.path("sourcePath").asText()).isEqualTo("whence/a b+c%.md");
        assertThat(hit.path("highlights").get(0).asText()).isEqualTo("The <em>tide</em> turns at noon.");
        assertThat(hit.path("end").asInt()).isEqualTo(23);
        assertThat(hit.path("eTag").asText()).isNotEmpty();
        assertThat(hit.path("lastModified").asText()).isNotEmpty();
    }

    @Test
    void filtersNarrowTheAnswer() {
        librarian.put("narrow/a/x.md", "The tide turns at noon.");
        librarian.put("narrow/b/x.md", "The tide turns at noon.");

        for (String mode : List.of("semantic", "lexical", "hybrid")) {
            JsonNode answer = search("narrow", "{\"query\":\"tide\",\"mode\":\"" + mode
                    + "\",\"filter\":{\"sourcePathPrefix\":\"narrow/b/\",\"contentType\":\"text/plain\"}}");
            assertThat(answer.path("hits").findValuesAsText("sourcePath")).containsExactly("narrow/b/x.md");
        }
    }

    @Test
    void anUpdateNeverMakesADocumentDisappear() {
        librarian.put("update/a.md", "The tide turns at noon.", "Boats leave at noon.");
        Librarian.Update update = librarian.begin("update/a.md", "The tide turns at one.");
        assertThat(texts("update")).containsExactlyInAnyOrder("The tide turns at noon.", "Boats leave at noon.");
        update.writeChunks();
        assertThat(texts("update")).containsExactlyInAnyOrder("The tide turns at one.", "Boats leave at noon.");
        update.commit();
        assertThat(texts("update")).containsExactly("The tide turns at one.");
    }

    @Test
    void aDocumentIsShownFromItsObjectToItsTombstone() {
        String path = "/v1/workspaces/life/documents/life/%C3%A4%20100%25.md";
        Librarian.Update update = librarian.begin("life/ä 100%.md", "The tide turns at noon.");
        JsonNode first = Function.get(path, "").json();
        assertThat(first.path("status").asText()).isEqualTo("PENDING");
        assertThat(first.path("underWay").asBoolean()).isTrue();
        assertThat(first.path("object").path("size").asInt()).isEqualTo(23);

        update.writeChunks();
        update.commit();
        JsonNode indexed = Function.get(path, "").json();
        assertThat(indexed.path("status").asText()).isEqualTo("INDEXED");
        assertThat(indexed.path("upToDate").asBoolean()).isTrue();
        assertThat(indexed.path("underWay").asBoolean()).isFalse();

        assertThat(Function.call("DELETE", path, "").status()).isEqualTo(202);
        assertThat(bucket.find(new SourcePath("life/ä 100%.md"))).isEmpty();
        assertThat(Function.get(path, "").json().path("upToDate").asBoolean()).isFalse();

        librarian.delete("life/ä 100%.md");
        assertThat(Function.get(path, "").json().path("status").asText()).isEqualTo("DELETED");
        assertThat(Function.call("DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void aListIsPagedAndFiltered() {
        for (int i = 0; i < 5; i++) {
            librarian.put("pages/" + i + ".md", "The tide turns at noon.");
        }
        librarian.fail("pages/bad.md");

        assertThat(listed("prefix=pages%2F&limit=2")).containsExactly(
                "pages/0.md", "pages/1.md", "pages/2.md", "pages/3.md", "pages/4.md", "pages/bad.md");
        assertThat(listed("status=FAILED&limit=1")).containsExactly("pages/bad.md");
        assertThat(listed("prefix=other%2F")).isEmpty();
        assertThat(Function.get("/v1/workspaces/pages/documents", "cursor=bogus").status()).isEqualTo(400);
    }

    @Test
    void aQuestionLongerThanTheModelReadsIsRefused() {
        Reply reply = post("long", "{\"query\":\"" + "tide ".repeat(255) + "\"}");

        Problems.assertProblem(reply, 400, "INVALID_INPUT", "query");
    }

    private static List<String> texts(String workspace) {
        return search(workspace, "{\"query\":\"noon one tide boats\"}").path("hits").findValuesAsText("text");
    }

    private static List<String> listed(String query) {
        List<String> paths = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = Function.get("/v1/workspaces/pages/documents", query + "&cursor=" + cursor).json();
            page.path("documents").forEach(document -> paths.add(document.path("sourcePath").asText()));
            cursor = page.path("cursor").asText("");
        } while (!cursor.isEmpty());
        return paths;
    }

    private static JsonNode search(String workspace, String body) {
        Reply reply = post(workspace, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static Reply post(String workspace, String body) {
        ObjectNode event = Function.event("query-search.json");
        return Function.call(event.put("rawPath", "/v1/workspaces/" + workspace + "/search").put("body", body));
    }
}
