package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The deployed packages as Lambda runs them, on the local system: what a user sees, from the bucket to the answer.
class EndToEndTest {

    private static final String HARBOUR = "# Harbour\n\nThe lighthouse keeper wrote every ship into the ledger.\n";
    private static final String GARDEN = "# Garden\n\nTomatoes want sun, water and a stick to climb.\n";

    @TempDir
    static Path data;

    @RegisterExtension
    static final RunningSystem SYSTEM = new RunningSystem(() -> data);

    private final User user = SYSTEM.user();

    @Test
    void aDocumentIsFoundInEveryModeAndFollowsItsChangesAndItsDeletion() {
        String key = "life/notes/harbour.md";
        user.put("life/garden.md", GARDEN);
        user.put(key, HARBOUR);
        user.awaitStatus("life", "life/garden.md", "INDEXED");
        user.awaitStatus("life", key, "INDEXED");

        for (String mode : new String[] {"semantic", "lexical", "hybrid"}) {
            JsonNode best = user.search("life", "who recorded the ships in the ledger", mode).path("hits").get(0);
            assertThat(best.path("sourcePath").asText()).as(mode).isEqualTo(key);
            assertThat(best.path("text").asText()).isEqualTo(HARBOUR);
            assertThat(best.path("title").asText()).isEqualTo("Harbour");
            assertThat(best.path("start").asInt()).isZero();
            assertThat(best.path("end").asInt()).isEqualTo(HARBOUR.length());
        }

        String changed = HARBOUR.replace("lighthouse keeper", "harbour master");
        user.put(key, changed);
        user.await("life", key, document -> document.path("size").asInt() == changed.length());
        assertThat(user.texts("life", "ships in the ledger", "hybrid")).contains(changed).doesNotContain(HARBOUR);

        user.delete(key);
        user.awaitStatus("life", key, "DELETED");
        assertThat(user.texts("life", "ships in the ledger", "hybrid")).containsExactly(GARDEN);
    }

    @Test
    void aWorkspaceSeesItsOwnDocumentsOnly() {
        user.put("mine/a.md", HARBOUR);
        user.put("yours/a.md", GARDEN);
        user.awaitStatus("mine", "mine/a.md", "INDEXED");
        user.awaitStatus("yours", "yours/a.md", "INDEXED");

        for (String mode : new String[] {"semantic", "lexical", "hybrid"}) {
            assertThat(user.texts("mine", "tomatoes want sun", mode)).doesNotContain(GARDEN);
            assertThat(user.texts("yours", "lighthouse ledger", mode)).doesNotContain(HARBOUR);
        }
        assertThat(user.document("yours", "mine/a.md").statusCode()).isEqualTo(404);
    }

    @Test
    void duplicatesAndLateEventsChangeNothing() {
        String key = "late/a.md";
        user.put(key, HARBOUR);
        user.awaitStatus("late", key, "INDEXED");
        user.put(key, GARDEN);
        JsonNode before = user.await("late", key, document -> document.path("size").asInt() == GARDEN.length());

        for (String event : new String[] {"ObjectCreated:Put", "ObjectRemoved:Delete", "ObjectCreated:Put"}) {
            user.send("""
                    {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"%s","s3":{\
                    "bucket":{"name":"engram"},"object":{"key":"%s","sequencer":"00"}}}]}""".formatted(event, key));
        }
        user.put("late/marker.md", "# Marker\n");
        user.awaitStatus("late", "late/marker.md", "INDEXED");
        JsonNode after = user.await("late", key, document -> !document.path("underWay").asBoolean());

        assertThat(after.path("indexedAt")).isEqualTo(before.path("indexedAt"));
        assertThat(user.texts("late", "tomatoes", "lexical")).containsExactly(GARDEN);
    }

    @Test
    void whoAskedForWhatIsInTheLogOfTheFunctionAsLinesOfJson() throws Exception {
        user.put("seen/a.md", GARDEN);
        user.awaitStatus("seen", "seen/a.md", "INDEXED");
        user.search("seen", "tomatoes", "lexical");

        try (Stream<String> lines = Files.lines(data.resolve("logs/query.log"))) {
            List<JsonNode> searches = lines.filter(line -> line.startsWith("{\"audit\":\"search\""))
                    .map(User::json)
                    .filter(line -> line.path("workspace").asText().equals("seen"))
                    .toList();
            assertThat(searches).hasSize(1);
            assertThat(searches.getFirst().path("who").asText()).isEqualTo("anonymous");
            assertThat(searches.getFirst().path("count").asInt()).isEqualTo(1);
            assertThat(searches.getFirst().toString()).doesNotContain("tomatoes");
        }
    }

    /// As where a writer died half-way: the next message finds its lease, is absorbed and thereby gone; then the lease runs out.
    @Test
    void aDocumentWhoseMessageIsLostIsSettledByTheSchedule() {
        String key = "lost/a.md";
        user.put(key, HARBOUR);
        user.awaitStatus("lost", key, "INDEXED");
        Leases leases = new Leases(SYSTEM.description());
        long hints = leases.hold("lost", key, Instant.now().minusSeconds(600), Instant.now().plusSeconds(3_600));
        user.put(key, GARDEN);
        leases.awaitHints("lost", key, hints + 1);
        user.awaitPage(page -> page.path("unsettled").path("count").asInt() > 0);

        leases.hold("lost", key, Instant.now().minusSeconds(600), Instant.now().minusSeconds(1));

        user.await("lost", key, document -> document.path("size").asInt() == GARDEN.length()
                && !document.path("underWay").asBoolean());
        assertThat(user.texts("lost", "tomatoes", "hybrid")).containsExactly(GARDEN);
    }

    /// What changed less than the grace time ago is in flight, and looked at again.
    @Test
    void chunksThatVanishFromTheIndexAreMissedAndComeBack() {
        user.put("damaged/a.md", HARBOUR);
        user.put("damaged/b.md", GARDEN);
        user.awaitStatus("damaged", "damaged/a.md", "INDEXED");
        user.awaitStatus("damaged", "damaged/b.md", "INDEXED");
        user.index("POST", "/engram/_delete_by_query?refresh=true", """
                {"query":{"term":{"workspace":"damaged"}}}""");

        // One of them may be mended by the time that the other one is old enough to be judged.
        JsonNode last = user.awaitWalk(
                "damaged", walked -> walked.path("inFlight").asInt() == 0 && walked.path("differences").isEmpty());
        assertThat(last.path("documents").asInt()).isEqualTo(2);
        assertThat(user.texts("damaged", "tomatoes", "hybrid")).contains(GARDEN, HARBOUR);
    }

    @Test
    void aFileThatCannotBeIndexedSaysWhyAndDelaysNobody() {
        user.put("bad/picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0}, "image/png");
        user.put("bad/good.md", GARDEN);

        JsonNode failed = user.awaitStatus("bad", "bad/picture.png", "FAILED");
        assertThat(failed.path("reason").toString()).contains("UNSUPPORTED_TYPE");
        user.awaitStatus("bad", "bad/good.md", "INDEXED");
        assertThat(user.status().path("queue").path("dlq").asInt()).isZero();
    }

    @Test
    void oddKeysAreKeptAsTheyAre() {
        for (String key : new String[] {"odd/a b+c.md", "odd/100% über.md", "odd/日本/x&y=z.md", "odd/%2F.md"}) {
            user.put(key, "# " + key + "\n\nAn odd key.\n");
            JsonNode document = user.awaitStatus("odd", key, "INDEXED");
            assertThat(document.path("sourcePath").asText()).isEqualTo(key);
        }
    }

    @Test
    void anEditOfALongDocumentRewritesOnlyWhatItTouched() {
        String key = "long/book.md";
        String book = IntStream.range(0, 60)
                .mapToObj(i -> "## Chapter " + i + "\n\n" + ("Sentence about subject number " + i + ". ").repeat(20))
                .collect(Collectors.joining("\n\n"));
        user.put(key, book);
        user.awaitStatus("long", key, "INDEXED");
        String edited = book.replace("Sentence about subject number 31. Sentence", "A new remark. Sentence");
        user.put(key, edited);
        user.await("long", key, document -> document.path("size").asInt()
                == edited.getBytes(StandardCharsets.UTF_8).length);

        user.index("POST", "/engram/_refresh", "");
        long versions = StreamSupport.stream(
                        user.index("POST", "/engram/_search", """
                                {"size":1000,"version":true,"_source":["generation"],"query":{"term":{"sourcePath":"%s"}}}"""
                                .formatted(key)).path("hits").path("hits").spliterator(), false)
                // A collection has no versions, but a field.
                .map(hit -> hit.at("/_source/generation").asLong(hit.path("_version").asLong()))
                .distinct()
                .count();
        assertThat(versions).as("generations in the index: the first load's, and the edit's").isEqualTo(2);
    }
}
