package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Embedding;
import engram.domain.EmbeddingCache;
import engram.domain.ModelVersion;
import engram.domain.TextHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
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
