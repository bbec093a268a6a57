package engram.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// A loaded network. Each call computes on the thread that makes it, and several may do so at once.
final class OnnxModel implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final int dimension;

    private OnnxModel(OrtEnvironment environment, OrtSession session, int dimension) {
        this.environment = environment;
        this.session = session;
        this.dimension = dimension;
    }

    /// Writes the network as ONNX Runtime rewrites it before it computes, fusions that every processor knows and no
    /// others. It gives the same bits and loads in half the time.
    static void optimise(OrtEnvironment environment, Path network, Path target) {
        try (OrtSession.SessionOptions options = singleThreaded(OptLevel.EXTENDED_OPT)) {
            options.setOptimizedModelFilePath(target.toString());
            environment.createSession(network.toString(), options).close();
        } catch (OrtException e) {
            throw new IllegalStateException("cannot optimise the model " + network + ": " + e.getMessage(), e);
        }
    }

    /// @param file an optimised network
    /// @throws IllegalStateException if it is none
    static OnnxModel open(OrtEnvironment environment, Path file, int dimension) {
        try (OrtSession.SessionOptions options = singleThreaded(OptLevel.NO_OPT)) {
            return new OnnxModel(environment, environment.createSession(file.toString(), options), dimension);
        } catch (OrtException e) {
            throw new IllegalStateException("cannot load the model " + file + ": " + e.getMessage(), e);
        }
    }

    private static OrtSession.SessionOptions singleThreaded(OptLevel level) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(level);
        return options;
    }

    /// The vectors of the tokens, one behind the other. One text at a time: int8 vectors depend on what else is in a
    /// batch.
    float[] hidden(int[] ids) throws OrtException {
        long[] shape = {1, ids.length};
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        long[] tokens = new long[ids.length];
        Arrays.setAll(tokens, i -> ids[i]);
        try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.allocate(ids.length), shape);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
            if (output.remaining() != ids.length * dimension) {
                throw new IllegalStateException("expected " + ids.length + " vectors of " + dimension
                        + " dimensions, got " + output.remaining() + " numbers");
            }
            float[] hidden = new float[output.remaining()];
            output.get(hidden);
            return hidden;
        }
    }

    /// Frees the native memory. No call may be under way.
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("cannot free the model: " + e.getMessage(), e);
        }
    }
}
