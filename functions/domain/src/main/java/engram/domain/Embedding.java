package engram.domain;

import java.util.Arrays;

/// A vector that stands for a text: finite, of length one (within [#TOLERANCE]), never changed after it was made.
public final class Embedding {

    /// How far the squared length may be from one: the rounding of some thousand floats.
    public static final double TOLERANCE = 1e-3;

    private final float[] values;

    private Embedding(float[] values) {
        this.values = values;
    }

    /// The embedding with these values.
    ///
    /// @throws IllegalArgumentException if there are none, one is not finite, or the vector's length is not one
    public static Embedding of(float... values) {
        float[] copy = values.clone();
        double squares = 0;
        for (float value : copy) {
            squares += (double) value * value;
        }
        // Not (… <= …) so that NaN fails as well.
        if (!(Math.abs(squares - 1) <= TOLERANCE)) {
            throw new IllegalArgumentException("an embedding has length 1, got " + copy.length
                    + " values with squared length " + squares);
        }
        return new Embedding(copy);
    }

    /// The embedding that points where `values` point.
    ///
    /// @throws IllegalArgumentException if they point nowhere: all zero, or one of them not finite
    public static Embedding normalised(float... values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        float[] unit = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            unit[i] = (float) (values[i] / length);
        }
        return of(unit);
    }

    public int dimension() {
        return values.length;
    }

    public float[] values() {
        return values.clone();
    }

    /// Cosine similarity, -1 to 1.
    public double cosine(Embedding other) {
        if (other.values.length != values.length) {
            throw new IllegalArgumentException(
                    "expected " + values.length + " dimensions, got " + other.values.length);
        }
        double dot = 0;
        for (int i = 0; i < values.length; i++) {
            dot += (double) values[i] * other.values[i];
        }
        return dot;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Embedding[" + values.length + " dimensions]";
    }
}
