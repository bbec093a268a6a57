package engram.local.system.lambda;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How to start an unpacked package as a process.
sealed interface Launch {

    /// Name of the executable that a package for a custom runtime brings.
    String BOOTSTRAP = "bootstrap";

    /// The command line; the process runs in `directory`.
    List<String> command(FunctionSpec spec, Path directory);

    /// A managed Java runtime: AWS's own runtime interface client loads the handler from the package.
    ///
    /// @param java          the `java` executable
    /// @param runtimeClient folder with the jars of the runtime interface client
    record Jvm(Path java, Path runtimeClient) implements Launch {

        private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

        @Override
        public List<String> command(FunctionSpec spec, Path directory) {
            var command = new ArrayList<String>();
            command.add(java.toString());
            command.add("-Xmx" + spec.memory() * 3 / 4 + "m");
            command.addAll(List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    // Quarkus' executor threads die quietly without it on JDK 24 and later.
                    "--add-opens", "java.base/java.lang=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"));
            command.add("-cp");
            command.add(String.join(File.pathSeparator, directory.toString(), directory.resolve("lib/*").toString(),
                    runtimeClient.resolve("*").toString()));
            command.add(MAIN);
            command.add(spec.handler());
            return command;
        }
    }

    /// A custom runtime: the package's own executable speaks the Runtime API itself (native packages).
    record Custom() implements Launch {
        @Override
        public List<String> command(FunctionSpec spec, Path directory) {
            return List.of(directory.resolve(BOOTSTRAP).toString());
        }
    }

    /// The one that the package in `directory` is made for.
    static Launch of(Path directory, Path runtimeClient) {
        if (Files.isRegularFile(directory.resolve(BOOTSTRAP))) {
            return new Custom();
        }
        return new Jvm(Path.of(System.getProperty("java.home"), "bin", "java"), runtimeClient);
    }
}
