package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.domain.ChunkIndex.Outcome;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.ChunkSearch.Candidates;
import engram.domain.ChunkSearch.Probe;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.Filter;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an index holds that Engram did not write, and what documents hold that an index does not like.
class IndexRubbishTest {

    private static final Workspace WORKSPACE = new Workspace("w");
    private static final DocumentId ID = new DocumentId(WORKSPACE, new SourcePath("w/a.md"));
    private static final Embedding EMBEDDING = Embedding.of(1, 0, 0, 0, 0, 0, 0, 0);
    private static final String HASH = "0".repeat(32);

    private final TestIndex index = new TestIndex();

    @BeforeEach
    void create() {
        index.bootstrap().ensure(soon());
    }

    @Test
    void entriesThatEngramDidNotWriteAreNoCandidates() {
        String vector = "\"embedding\":[1,0,0,0,0,0,0,0],\"text\":\"quokka\",\"workspace\":\"w\"";
        String whole = vector + ",\"title\":\"\",\"headings\":[],\"contentType\":\"text/plain\",\"slot\":0";
        put("a", "{" + vector + "}");
        put("b", "{" + whole + ",\"hash\":\"" + HASH + "\",\"sourcePath\":\"\"}");
        put("c", "{" + whole + ",\"hash\":\"nothex\",\"sourcePath\":\"w/a.md\"}");
        put(ID.chunkKey(1), "{" + whole + ",\"hash\":\"" + HASH + "\",\"sourcePath\":\"w/a.md\"}");
        put("another-id", "{" + whole + ",\"hash\":\"" + HASH + "\",\"sourcePath\":\"w/a.md\"}");
        index.refresh();

        assertThat(search("quokka")).isEqualTo(new Candidates(List.of(), List.of()));

        put(ID.chunkKey(0), "{" + whole + ",\"hash\":\"" + HASH + "\",\"sourcePath\":\"w/a.md\"}");
        index.refresh();
        assertThat(search("quokka").lexical()).extracting(Candidate::document).containsExactly(ID);
    }

    @Test
    void metadataOfAnySizeAndShapeIsTaken() {
        Map<String, List<String>> metadata = Map.of(
                "long", List.of("x".repeat(100_000), "é".repeat(20_000), "short"),
                "many", IntStream.range(0, 2_000).mapToObj(Integer::toString).toList(),
                "none", List.of(),
                "empty", List.of(""),
                "dotted.name.", List.of("a"),
                ".", List.of("b"),
                " ", List.of("c"),
                "", List.of("d"),
                "x".repeat(40_000), List.of("e"));
        long generation = 0;
        for (Map.Entry<String, List<String>> one : metadata.entrySet()) {
            Chunk chunk = chunk("quokka", Map.of(one.getKey(), one.getValue()));
            assertThat(write(++generation, chunk))
                    .as("metadata named '%s'", one.getKey().substring(0, Math.min(20, one.getKey().length())))
                    .containsExactly(new Outcome.Applied());
        }
        assertThat(write(++generation, chunk("quokka", metadata))).containsExactly(new Outcome.Applied());
    }

    private List<Outcome> write(long generation, Chunk chunk) {
        return index.index().write(ID, generation, List.of(new ChunkWrite.Upsert(0, chunk, EMBEDDING)), false, soon());
    }

    @Test
    void textsOfAnySizeAreTaken() {
        String word = "x".repeat(100_000);
        Chunk chunk = new Chunk(0, word.length(), word, word, List.of(word), word, "text/plain", Map.of());

        assertThat(index.index().write(ID, 1, List.of(new ChunkWrite.Upsert(0, chunk, EMBEDDING)), false, soon()))
                .containsExactly(new Outcome.Applied());
    }

    @Test
    void highlightsAreShortHoweverLongTheText() {
        String text = "quokka " + "and other words without a stop ".repeat(2_000) + "quokka";
        index.index().write(ID, 1, List.of(new ChunkWrite.Upsert(0, chunk(text, Map.of()), EMBEDDING)), false, soon());
        index.refresh();

        assertThat(search("quokka").lexical().getFirst().highlights())
                .hasSizeBetween(1, 3)
                .allSatisfy(passage -> assertThat(passage).contains("<em>quokka</em>").hasSizeLessThan(1_000));
    }

    @Test
    void aVectorOfAnotherLengthIsTheIndexesFaultAndIsToldWithoutTheText() {
        ChunkWrite wrong = new ChunkWrite.Upsert(0, chunk("secret", Map.of()), Embedding.of(1, 0));

        assertThat(index.index().write(ID, 1, List.of(wrong, new ChunkWrite.Delete(7)), false, soon()))
                .satisfiesExactly(
                        refused -> assertThat(((Outcome.Busy) refused).why())
                                .startsWith("400 mapper_parsing_exception")
                                .doesNotContain("secret"),
                        applied -> assertThat(applied).isEqualTo(new Outcome.Applied()));
    }

    private static Chunk chunk(String text, Map<String, List<String>> metadata) {
        return new Chunk(0, text.length(), text, "", List.of(), text, "text/plain", metadata);
    }

    private Candidates search(String words) {
        return index.search().search(
                new Probe(WORKSPACE, Optional.of(EMBEDDING), Optional.of(words), Filter.ALL, 10));
    }

    private void put(String key, String entry) {
        assertThat(index.ask("PUT", "/" + index.alias + "/_doc/" + key, entry).status()).isBetween(200, 201);
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(60);
    }
}
