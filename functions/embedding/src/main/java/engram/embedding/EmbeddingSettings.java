package engram.embedding;

import java.nio.file.Path;

/// What the embedding needs to know of where it runs.
///
/// @param modelDirectory folder with a folder for each model and the folder `onnxruntime`; in a function `model/` beside
///     the code
/// @param model name of the model
/// @param sessions texts that are embedded at the same time, each on one core
public record EmbeddingSettings(Path modelDirectory, String model, int sessions) {

    public static final String DEFAULT_MODEL = "all-minilm-l6-v2-q";

    private static final int MOST_SESSIONS = 256;

    public EmbeddingSettings {
        if (sessions < 1 || sessions > MOST_SESSIONS) {
            throw new IllegalArgumentException("sessions must be 1 to " + MOST_SESSIONS + ", got " + sessions);
        }
        modelDirectory = modelDirectory.toAbsolutePath().normalize();
    }

    /// The default model on as many sessions as there are cores.
    public static EmbeddingSettings in(Path modelDirectory) {
        int cores = Math.min(Runtime.getRuntime().availableProcessors(), MOST_SESSIONS);
        return new EmbeddingSettings(modelDirectory, DEFAULT_MODEL, cores);
    }
}
