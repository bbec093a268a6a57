package engram.embedding;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Where the tests find the models that the build has unpacked, and data that only some machines have.
final class TestModels {

    static final Path DIRECTORY = Path.of("target", "model");
    static final String MINILM = "all-minilm-l6-v2-q";
    static final String BGE = "bge-small-en-v1.5-q";

    private TestModels() {}

    static EmbeddingSettings settings(String model, int sessions) {
        return new EmbeddingSettings(DIRECTORY, model, sessions);
    }

    /// A file that lies beside the checkout on some machines. Skips the test elsewhere.
    static Path shared(String path) {
        String root = System.getProperty("engram.root", "../..");
        Path file = Path.of(root).resolve("../shared/data").resolve(path);
        Assumptions.assumeTrue(Files.exists(file), () -> "needs " + file + ", which is not part of the project");
        return file;
    }
}
