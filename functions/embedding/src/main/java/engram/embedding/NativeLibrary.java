package engram.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Loads ONNX Runtime's native library from where it lies unpacked; once in a process.
final class NativeLibrary {

    /// In the model directory.
    static final String FOLDER = "onnxruntime";

    private static final String TELEMETRY_OFF = "ORT_DISABLE_TELEMETRY";

    private NativeLibrary() {}

    /// @param modelDirectory has `onnxruntime/<platform>` with the native libraries
    /// @throws IllegalStateException if they are not there, do not load, or telemetry is on
    static OrtEnvironment load(Path modelDirectory, Map<String, String> environment) {
        if (!"1".equals(environment.get(TELEMETRY_OFF))) {
            throw new IllegalStateException("set the environment variable " + TELEMETRY_OFF
                    + "=1: ONNX Runtime's telemetry crashes the process when its command line is long");
        }
        Path directory = modelDirectory.resolve(FOLDER).resolve(platform());
        Path library = directory.resolve(System.mapLibraryName("onnxruntime"));
        ModelFiles.require(library);
        ModelFiles.require(directory.resolve(System.mapLibraryName("onnxruntime4j_jni")));
        System.setProperty("onnxruntime.native.path", directory.toString());
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "engram");
        } catch (LinkageError | RuntimeException e) {
            throw new IllegalStateException("cannot load " + library + ": " + e, e);
        }
    }

    /// The name that ONNX Runtime gives to this operating system and processor.
    static String platform() {
        return platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static String platform(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "osx" : os.contains("linux") ? "linux" : os.replace(" ", "-");
        String processor =
                switch (osArch) {
                    case "amd64", "x86_64" -> "x64";
                    case "arm64" -> "aarch64";
                    default -> osArch;
                };
        return system + "-" + processor;
    }
}
