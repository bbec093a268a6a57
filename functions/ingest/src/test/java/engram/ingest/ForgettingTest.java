package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.CachedText;
import engram.domain.Chunk;
import engram.domain.EmbeddingCache;
import engram.domain.Lease;
import engram.domain.LeaseLost;
import engram.domain.ModelVersion;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.testing.InMemoryEmbeddingCache;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What becomes of the vectors of texts that a document holds no more.
class ForgettingTest {

    private static final String A = "w/a.txt";
    private static final String B = "w/b.txt";

    private static final ModelVersion MODEL = new ModelVersion("m-1");

    private final Stores stores = new Stores();

    @Test
    void aDeletedDocumentTakesItsVectorsAlong() {
        stores.put(A, "The quokka sleeps under the bush.");
        stores.ingest(A);
        Set<CachedText> texts = stores.cache.of(Stores.id(A));
        assertThat(texts).isNotEmpty();
        assertThat(stores.cache.present(texts)).isEqualTo(texts);

        stores.bucket.delete(new SourcePath(A));
        stores.ingest(A);

        assertThat(stores.cache.texts()).isEmpty();
        assertThat(stores.cache.of(Stores.id(A))).isEmpty();
    }

    @Test
    void anEditLeavesThoseOfWhatStayed() {
        stores.put(A, paragraphs("first", "second", "third"));
        stores.ingest(A);
        Set<CachedText> before = stores.cache.texts();

        stores.put(A, paragraphs("first", "changed", "third"));
        stores.ingest(A);

        Set<CachedText> after = stores.cache.texts();
        assertThat(after).isEqualTo(stores.cache.of(Stores.id(A))).isNotEqualTo(before);
        assertThat(after).as("what stayed was not embedded again").anyMatch(before::contains);
    }

    @Test
    void whatAnotherDocumentSharesIsDroppedAndCostsItAnEmbeddingOnly() {
        stores.put(A, "The same text in both.");
        stores.put(B, "The same text in both.");
        stores.ingest(A);
        stores.ingest(B);

        stores.bucket.delete(new SourcePath(A));
        stores.ingest(A);

        assertThat(stores.cache.texts()).isEmpty();
        assertThat(stores.generations(B)).isNotEmpty();
        stores.bucket.delete(new SourcePath(B));
        assertThat(stores.ingest(B)).isInstanceOf(Outcome.Removed.class);
        assertThat(stores.cache.of(Stores.id(B))).isEmpty();
    }

    @Test
    void whatAPassEmbeddedBeforeItFailedIsForgottenByTheNext() {
        stores.put(A, "A text that never gets into the index.");
        stores.ingest(A, (id, generation, writes, visible, notAfter) -> {
            throw new TransientFailure("away");
        });
        assertThat(stores.cache.texts()).isNotEmpty();

        stores.bucket.delete(new SourcePath(A));
        stores.ingest(A);

        assertThat(stores.cache.texts()).isEmpty();
    }

    @Test
    void aTextThatIsThereTwiceStaysAsLongAsOneOfThem() {
        stores.put(A, paragraphs("same", "same", "other"));
        stores.ingest(A);
        stores.put(A, paragraphs("same", "other"));
        stores.ingest(A);

        assertThat(stores.cache.texts()).isEqualTo(stores.cache.of(Stores.id(A)));
    }

    /// Found by the simulation (seed 542518): a pass dropped a text, and its new list was still on its way when the next pass embedded that
    /// text again, which was in the list as it was.
    @Test
    void aListThatComesLateUnlistsNothingThatALaterPassEmbedded() {
        EmbeddingCache cache = new InMemoryEmbeddingCache();
        Forgetting forgetting = new Forgetting(MODEL, cache);
        Chunk chunk = new Chunk(0, 4, "text", "", List.of(), "text", "text/plain", Map.of());
        forgetting.list(lease(1), List.of(chunk));

        Set<CachedText> held = forgetting.list(lease(2), List.of(chunk)).held();

        assertThatThrownBy(() -> cache.list(lease(1), Set.of())).isInstanceOf(LeaseLost.class);
        assertThat(cache.of(Stores.id(A))).isEqualTo(held);
    }

    private static Lease lease(long generation) {
        return new Lease(Stores.id(A), "owner " + generation, generation, 1, Instant.MAX, false, 1, Instant.EPOCH);
    }

    private static String paragraphs(String... words) {
        return Stream.of(words)
                .map(word -> (word + " ").repeat(20).strip() + ".")
                .collect(Collectors.joining("\n\n"));
    }
}
