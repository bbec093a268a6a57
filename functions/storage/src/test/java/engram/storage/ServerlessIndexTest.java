package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Chunk;
import engram.domain.ChunkIndex.Outcome;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.ChunkSearch.Probe;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.Filter;
import engram.domain.IndexScan.Entry;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is otherwise in a collection of OpenSearch Serverless, or what is nearest to one here.
class ServerlessIndexTest {

    private static final Workspace WORKSPACE = new Workspace("w");
    private static final DocumentId ID = new DocumentId(WORKSPACE, new SourcePath("w/a.md"));
    private static final Outcome APPLIED = new Outcome.Applied();

    private final TestIndex index = TestIndex.inACollection();

    @Test
    void theIndexIsMadeOnceHoweverManyMakeIt() {
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                pool.submit(() -> index.bootstrap().ensure(soon()));
            }
        }
        index.bootstrap().ensure(soon());

        String made = new String(index.ask("GET", "/" + index.alias, "").body(), StandardCharsets.UTF_8);
        assertThat(made)
                .contains("\"" + index.alias + "-model-1\":{\"aliases\":{\"" + index.alias + "\":{\"is_write_index\":true}}")
                .contains("\"dimension\":8", "\"space_type\":\"l2\"", "\"generation\":{\"type\":\"long\"}", "\"dynamic\":\"strict\"")
                .contains("\"kind\":\"serverless\"");
    }

    @Test
    void anIndexThatWasDeletedMeanwhileIsMadeAgain() {
        var writer = index.index();
        assertThat(writer.write(ID, 1, List.of(upsert(0, "before")), true, soon())).containsExactly(APPLIED);
        index.ask("DELETE", "/" + index.alias + "-model-1", "");

        assertThat(writer.write(ID, 2, List.of(upsert(0, "after")), true, soon())).containsExactly(APPLIED);
        assertThat(texts("after", 10)).containsExactly("after");
    }

    @Test
    void anIndexThatWasMadeForTheOtherKindIsRefused() {
        index.bootstrap().ensure(soon());
        IndexBootstrap other = new IndexBootstrap(index.connection, index.alias, IndexKind.DOMAIN,
                () -> new IndexBootstrap.Vectors(new engram.domain.ModelVersion("model-1"), TestIndex.DIMENSION));

        assertThatThrownBy(() -> other.ensure(soon()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("was made with ENGRAM_INDEX_KIND serverless, and now it is domain: set it back, or delete the index");
    }

    @Test
    void aLateWriteAnswersNothingAndIsListed() {
        index.index().write(ID, 2, List.of(upsert(0, "newer quokka")), true, soon());

        assertThat(index.index().write(ID, 1, List.of(upsert(0, "late quokka")), false, soon())).containsExactly(APPLIED);
        index.refresh();

        assertThat(texts("quokka", 10)).containsExactly("newer quokka");
        assertThat(index.scan().of(ID)).extracting(Entry::generation).containsExactly(1L, 2L);
        assertThat(index.scan().contents(ID)).extracting(content -> content.text()).containsExactly("newer quokka");
        assertThat(index.scan().overwrites()).isFalse();
    }

    /// As a pass leaves it for some seconds that writes a whole document anew.
    @Test
    void whatIsThereManyTimesTakesNobodysPlace() {
        for (long generation = 1; generation <= 5; generation++) {
            index.index().write(ID, generation, IntStream.range(0, 4).mapToObj(slot -> upsert(slot, "quokka " + slot)).toList(), false, soon());
        }
        DocumentId other = new DocumentId(WORKSPACE, new SourcePath("w/b.md"));
        index.index().write(other, 1, List.of(new ChunkWrite.Upsert(0, chunk("heron and one quokka"), Embedding.of(0, 1, 0, 0, 0, 0, 0, 0))), false, soon());
        index.refresh();

        assertThat(candidates("quokka", 5)).extracting(Candidate::document).contains(other).hasSize(5);
        assertThat(candidates("quokka", 4)).hasSize(4);
    }

    @Test
    void entriesOfOthersArePassedOver() {
        index.index().write(ID, 1, List.of(upsert(0, "quokka")), true, soon());
        String own = "\"workspace\":\"w\",\"document\":\"%s\",\"sourcePath\":\"w/a.md\",\"hash\":\"%s\"".formatted(ID.key(), "0".repeat(32));
        for (String fields : List.of("\"slot\":0,\"generation\":\"5\"", "\"slot\":0,\"generation\":1.5", "\"slot\":\"0\",\"generation\":7")) {
            assertThat(index.ask("POST", "/" + index.alias + "/_doc", "{" + own + "," + fields + "}").status()).isEqualTo(201);
        }
        index.refresh();

        assertThat(index.scan().of(ID)).extracting(Entry::generation).containsExactly(1L);
        assertThat(index.index().write(ID, 8, List.of(upsert(0, "wombat")), true, soon())).containsExactly(APPLIED);
        assertThat(texts("wombat", 10)).containsExactly("wombat");
    }

    @Test
    void anAliasOfTwoIndexesIsNotRepairedForEver() {
        index.index().write(ID, 1, List.of(upsert(0, "quokka")), true, soon());
        index.ask("PUT", "/" + index.alias + "-model-2",
                "{\"settings\":{\"index\":{\"knn\":true}},\"mappings\":{\"properties\":{\"workspace\":{\"type\":\"keyword\"},\"sourcePath\":{\"type\":\"keyword\"},"
                        + "\"document\":{\"type\":\"keyword\"},\"hash\":{\"type\":\"keyword\"},\"slot\":{\"type\":\"integer\"},\"generation\":{\"type\":\"long\"}}}}");
        index.ask("PUT", "/" + index.alias + "-model-2/_alias/" + index.alias, "{}");
        index.ask("POST", "/" + index.alias + "-model-2/_doc", "{\"workspace\":\"w\",\"document\":\"%s\",\"sourcePath\":\"w/a.md\",\"hash\":\"%s\",\"slot\":0,\"generation\":1}"
                .formatted(ID.key(), "0".repeat(32)));
        index.refresh();

        assertThatThrownBy(() -> index.scan().entries(WORKSPACE, Optional.empty(), 10))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("the alias leads to several indexes");
    }

    private List<String> texts(String words, int k) {
        return candidates(words, k).stream().map(Candidate::text).toList();
    }

    private List<Candidate> candidates(String words, int k) {
        return index.search().search(new Probe(WORKSPACE, Optional.empty(), Optional.of(words), Filter.ALL, k)).lexical();
    }

    private static ChunkWrite upsert(int slot, String text) {
        return new ChunkWrite.Upsert(slot, chunk(text), Embedding.of(1, 0, 0, 0, 0, 0, 0, 0));
    }

    private static Chunk chunk(String text) {
        return new Chunk(0, text.length(), text, "", List.of(), text, "text/plain", Map.of());
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(60);
    }
}
