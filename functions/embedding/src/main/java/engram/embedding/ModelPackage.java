package engram.embedding;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The build step that makes `model/` from what Maven fetched: verifies every file by SHA-256, then lays out optimised
/// networks, vocabularies and native libraries as [ModelFiles] and [NativeLibrary] want them.
final class ModelPackage {

    private static final String MODELS = "models";
    /// Where ONNX Runtime's jar has its native libraries.
    private static final String LIBRARIES = "ai/onnxruntime/native";

    private final Path fetched;
    private final Path target;

    private ModelPackage(Path fetched, Path target) {
        this.fetched = fetched;
        this.target = target;
    }

    /// @param arguments folder of the fetched files, folder to fill
    public static void main(String[] arguments) {
        try {
            new ModelPackage(Path.of(arguments[0]), Path.of(arguments[1])).make();
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            System.err.println("cannot prepare the models: " + e.getMessage());
            System.exit(1);
        }
    }

    private void make() throws IOException {
        for (String library : libraries()) {
            // As sha256sum writes it: hash, two spaces, path.
            String[] line = library.split(" {2}", 2);
            Path source = verified(fetched.resolve(LIBRARIES).resolve(line[1]), line[0]);
            place(source, target.resolve(NativeLibrary.FOLDER).resolve(line[1]));
        }
        OrtEnvironment environment = NativeLibrary.load(target, System.getenv());
        for (String name : models()) {
            make(ModelSpec.named(name), environment);
        }
    }

    private void make(ModelSpec spec, OrtEnvironment environment) throws IOException {
        Path from = fetched.resolve(MODELS).resolve(spec.name());
        Path to = target.resolve(spec.name());
        Files.createDirectories(to);
        Path network = verified(from.resolve(spec.model().name()), spec.model().sha256());
        Files.deleteIfExists(to.resolve(ModelFiles.MODEL));
        OnnxModel.optimise(environment, network, to.resolve(ModelFiles.MODEL));
        Path tokenizer = verified(from.resolve(spec.tokenizer().name()), spec.tokenizer().sha256());
        List<String> pieces = TokenizerJson.pieces(Files.readString(tokenizer));
        Files.writeString(to.resolve(ModelFiles.VOCABULARY), String.join("\n", pieces) + "\n");
    }

    private static List<String> libraries() {
        try (InputStream in = ModelPackage.class.getResourceAsStream("onnxruntime.sha256")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> models() throws IOException {
        try (Stream<Path> folders = Files.list(fetched.resolve(MODELS))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static Path verified(Path file, String expected) throws IOException {
        try {
            String actual = Sha256.hex(file);
            if (!actual.equals(expected)) {
                throw new IllegalStateException(file + " has SHA-256 " + actual + ", expected " + expected);
            }
            return file;
        } catch (NoSuchFileException e) {
            throw new IllegalStateException(file + " was not fetched; `mvn clean` and build again", e);
        }
    }

    /// A second name for the file where the file system has that, for they are large; else a copy.
    private static void place(Path source, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        try {
            Files.createLink(target, source);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(source, target);
        }
    }
}
