package engram.embedding;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the files of one model lie. That they are the right ones was verified when they were packed; here they only
/// have to be there.
record ModelFiles(ModelSpec spec, Path model, Path vocabulary) {

    static final String MODEL = "model.onnx";
    static final String VOCABULARY = "vocab.txt";

    /// @throws IllegalArgumentException if no model has the name in the settings
    /// @throws IllegalStateException if the model's files are not there
    static ModelFiles of(EmbeddingSettings settings) {
        ModelSpec spec = ModelSpec.named(settings.model());
        Path directory = settings.modelDirectory().resolve(spec.name());
        ModelFiles files = new ModelFiles(spec, directory.resolve(MODEL), directory.resolve(VOCABULARY));
        require(files.model);
        require(files.vocabulary);
        return files;
    }

    static void require(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(missing(file));
        }
    }

    static String missing(Path file) {
        return "there is no file " + file + ": the model directory must hold what"
                + " `mvn -pl functions/embedding -am package` leaves in functions/embedding/target/model";
    }
}
