package engram.simulation;

import engram.domain.Embedder;
import engram.domain.Embedding;
import engram.domain.ModelVersion;
import java.util.List;
import java.util.SplittableRandom;

/// An embedder whose vectors are a hash of the text, another one with each model version.
record HashEmbedder(ModelVersion modelVersion) implements Embedder {

    private static final int DIMENSION = 4;

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
        return passages.stream().map(this::embed).toList();
    }

    Embedding embed(String text) {
        SplittableRandom random = new SplittableRandom(31L * text.hashCode() + modelVersion.hashCode());
        float[] values = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = 0.1f + random.nextInt(1000);
        }
        return Embedding.normalised(values);
    }
}
