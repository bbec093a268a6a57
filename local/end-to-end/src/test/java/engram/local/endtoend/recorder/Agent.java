package engram.local.endtoend.recorder;

import java.nio.file.Path;

/// What a function's process begins with: its clients are recorded, and sign in the function's name. No part of a package; a JVM
/// is given it by `-javaagent`, which puts it behind the package on the class path.
public final class Agent {

    static final String FILE = "engram.recorded";

    private Agent() {}

    /// @param folder that the calls are written to, a file a process
    public static void premain(String folder) {
        String function = System.getenv("AWS_LAMBDA_FUNCTION_NAME");
        System.setProperty(FILE, Path.of(folder, function + "-" + ProcessHandle.current().pid()).toString());
        // The first that the SDK looks at. Who asks the index is seen by its signature.
        System.setProperty("aws.accessKeyId", function);
        System.setProperty("aws.secretAccessKey", "local");
    }
}
