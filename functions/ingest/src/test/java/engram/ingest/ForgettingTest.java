package engram.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.CachedText;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What becomes of the vectors of texts that a document holds no more.
class ForgettingTest {

    private static final String A = "w/a.txt";
    private static final String B = "w/b.txt";

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

    private static String paragraphs(String... words) {
        return Stream.of(words)
                .map(word -> (word + " ").repeat(20).strip() + ".")
                .collect(Collectors.joining("\n\n"));
    }
}
