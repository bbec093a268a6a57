package engram.testing;

import engram.domain.Embedder;
import engram.domain.Embedding;
import engram.domain.ModelVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// An embedder without a model: each word gives its hash a direction, so that texts that share words are near.
public final class WordEmbedder implements Embedder {

    private static final int DIMENSION = 32;

    private final AtomicInteger embedded = new AtomicInteger();

    @Override
    public ModelVersion modelVersion() {
        return new ModelVersion("words-1");
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public Embedding embedQuery(String question) {
        return embed(question);
    }

    @Override
    public List<Embedding> embedPassages(List<String> passages) {
        embedded.addAndGet(passages.size());
        return passages.stream().map(WordEmbedder::embed).toList();
    }

    /// How many passages were embedded so far.
    public int embedded() {
        return embedded.get();
    }

    private static Embedding embed(String text) {
        float[] values = new float[DIMENSION];
        // A little of everything, so that a text without words has a direction as well.
        Arrays.fill(values, 0.01f);
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            values[Math.floorMod(word.hashCode() * 0x9E3779B9, DIMENSION)] += 1;
        }
        return Embedding.normalised(values);
    }
}
