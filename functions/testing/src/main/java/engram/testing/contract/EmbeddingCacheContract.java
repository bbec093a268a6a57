package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.CachedText;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.EmbeddingCache;
import engram.domain.Lease;
import engram.domain.LeaseLost;
import engram.domain.ModelVersion;
import engram.domain.SourcePath;
import engram.domain.TextHash;
import engram.domain.Workspace;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What [EmbeddingCache] promises.
public abstract class EmbeddingCacheContract {

    protected abstract EmbeddingCache cache();

    /// Length of the vectors that the cache keeps.
    protected abstract int dimension();

    private final ModelVersion model = model();

    @Test
    void whatIsKeptIsFoundToTheLastBit() {
        Random random = new Random(7);
        Map<TextHash, Embedding> kept = Map.of(
                TextHash.of("one"), random(random), TextHash.of("two"), random(random), TextHash.of(""), random(random));

        cache().keep(model, kept);

        assertThat(cache().find(model, kept.keySet())).isEqualTo(kept);
    }

    @Test
    void onlyWhatIsAskedForAndKnownIsFound() {
        Embedding one = random(new Random(1));
        cache().keep(model, Map.of(TextHash.of("one"), one, TextHash.of("two"), random(new Random(2))));

        assertThat(cache().find(model, List.of(TextHash.of("one"), TextHash.of("three"))))
                .isEqualTo(Map.of(TextHash.of("one"), one));
        assertThat(cache().find(model, List.of(TextHash.of("three")))).isEmpty();
        assertThat(cache().find(model, List.of())).isEmpty();
    }

    @Test
    void aHashAskedForTwiceIsFoundOnce() {
        Embedding one = random(new Random(1));
        cache().keep(model, Map.of(TextHash.of("one"), one));

        assertThat(cache().find(model, List.of(TextHash.of("one"), TextHash.of("one"))))
                .isEqualTo(Map.of(TextHash.of("one"), one));
    }

    @Test
    void anotherModelsVectorsAreUnknown() {
        cache().keep(model, Map.of(TextHash.of("one"), random(new Random(1))));

        assertThat(cache().find(model(), List.of(TextHash.of("one")))).isEmpty();
    }

    @Test
    void keepingAgainReplaces() {
        cache().keep(model, Map.of(TextHash.of("one"), random(new Random(1))));
        cache().keep(model, Map.of(TextHash.of("one"), random(new Random(2))));

        assertThat(cache().find(model, List.of(TextHash.of("one"))))
                .isEqualTo(Map.of(TextHash.of("one"), random(new Random(2))));
    }

    @Test
    void moreThanARequestHasRoomForAreKeptAndFound() {
        Random random = new Random(3);
        Map<TextHash, Embedding> kept = new HashMap<>();
        for (int i = 0; i < 333; i++) {
            kept.put(TextHash.of("text " + i), random(random));
        }

        cache().keep(model, kept);

        assertThat(cache().find(model, kept.keySet())).isEqualTo(kept);
    }

    @Test
    void keepingNothingIsFine() {
        cache().keep(model, Map.of());

        assertThat(cache().find(model, List.of(TextHash.of("one")))).isEmpty();
    }

    @Test
    void whatIsDroppedIsGoneAndTheRestStays() {
        cache().keep(model, Map.of(TextHash.of("one"), random(new Random(1)), TextHash.of("two"), random(new Random(2))));

        cache().drop(List.of(text("one"), text("never there")));
        cache().drop(List.of());

        assertThat(cache().find(model, List.of(TextHash.of("one"), TextHash.of("two")))).containsOnlyKeys(TextHash.of("two"));
        assertThat(cache().present(List.of(text("one"), text("two"), text("three")))).containsExactly(text("two"));
    }

    @Test
    void droppingOneModelsVectorLeavesTheOthers() {
        ModelVersion other = model();
        cache().keep(model, Map.of(TextHash.of("one"), random(new Random(1))));
        cache().keep(other, Map.of(TextHash.of("one"), random(new Random(2))));

        cache().drop(List.of(text("one")));

        assertThat(cache().present(List.of(text("one"), new CachedText(other, TextHash.of("one")))))
                .containsExactly(new CachedText(other, TextHash.of("one")));
    }

    @Test
    void moreThanARequestHasRoomForIsDropped() {
        Random random = new Random(5);
        Map<TextHash, Embedding> kept = IntStream.range(0, 260)
                .mapToObj(i -> TextHash.of("text " + i))
                .collect(Collectors.toMap(hash -> hash, _ -> random(random)));
        List<CachedText> texts = kept.keySet().stream().map(hash -> new CachedText(model, hash)).toList();
        cache().keep(model, kept);

        assertThat(cache().present(texts)).hasSize(260);
        cache().drop(texts);

        assertThat(cache().present(texts)).isEmpty();
    }

    @Test
    void aDocumentsTextsAreThoseThatWereListedLast() {
        DocumentId id = document();
        ModelVersion other = model();
        Set<CachedText> first = Set.of(text("one"), text("two"), new CachedText(other, TextHash.of("one")));

        cache().list(lease(id, 1), first);
        assertThat(cache().of(id)).isEqualTo(first);
        assertThat(cache().of(document())).isEmpty();

        cache().list(lease(id, 1), Set.of(text("three")));
        assertThat(cache().of(id)).containsExactly(text("three"));

        cache().list(lease(id, 2), Set.of());
        assertThat(cache().of(id)).isEmpty();
        cache().list(lease(id, 2), Set.of());
        assertThat(cache().of(id)).isEmpty();
    }

    @Test
    void aListIsNoVectorAndTellsOfNone() {
        DocumentId id = document();
        cache().list(lease(id, 1), Set.of(text("listed")));

        assertThat(cache().present(cache().of(id))).isEmpty();
        assertThat(cache().find(model, List.of(TextHash.of("listed")))).isEmpty();
    }

    @Test
    void longListsGrowAndShrink() {
        DocumentId id = document();
        Set<CachedText> many = new LinkedHashSet<>();
        for (int size : new int[] {11_000, 25_000, 9_000, 25_000, 10_000, 3}) {
            many.clear();
            IntStream.range(0, size).forEach(i -> many.add(text("text " + i)));

            cache().list(lease(id, 1), many);

            assertThat(cache().of(id)).as("%d texts", size).isEqualTo(many);
        }
    }

    @Test
    void anOlderGenerationListsNothing() {
        DocumentId id = document();
        cache().list(lease(id, 5), Set.of(text("new")));

        assertThatThrownBy(() -> cache().list(lease(id, 4), Set.of(text("old")))).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> cache().list(lease(id, 4), Set.of())).isInstanceOf(LeaseLost.class);

        assertThat(cache().of(id)).containsExactly(text("new"));
    }

    private CachedText text(String text) {
        return new CachedText(model, TextHash.of(text));
    }

    private static DocumentId document() {
        return new DocumentId(new Workspace("w"), new SourcePath("w/" + UUID.randomUUID() + ".md"));
    }

    private static Lease lease(DocumentId id, long generation) {
        return new Lease(id, "owner", generation, 1, Instant.MAX, false, 0, Instant.EPOCH);
    }

    private Embedding random(Random random) {
        float[] values = new float[dimension()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.normalised(values);
    }

    private static ModelVersion model() {
        return new ModelVersion("model-" + UUID.randomUUID());
    }
}
