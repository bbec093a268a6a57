package engram.embedding;

import java.util.Arrays;

/// How the vectors of a text's tokens become the one vector of the text.
public enum Pooling {
    /// The mean of all tokens, [CLS] and [SEP] included.
    MEAN,
    /// The vector of the first token, [CLS].
    CLS;

    /// @param hidden the vectors of `tokens` tokens, one behind the other, `dimension` floats each
    float[] pool(float[] hidden, int tokens, int dimension) {
        return switch (this) {
            case CLS -> Arrays.copyOf(hidden, dimension);
            case MEAN -> mean(hidden, tokens, dimension);
        };
    }

    private static float[] mean(float[] hidden, int tokens, int dimension) {
        double[] sums = new double[dimension];
        for (int token = 0, at = 0; token < tokens; token++) {
            for (int i = 0; i < dimension; i++) {
                sums[i] += hidden[at++];
            }
        }
        float[] mean = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            mean[i] = (float) (sums[i] / tokens);
        }
        return mean;
    }
}
