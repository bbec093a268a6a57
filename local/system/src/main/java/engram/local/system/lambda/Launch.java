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

    /// The command line; the process runs in the package's `task` folder.
    List<String> command(FunctionSpec spec, Unpacked unpacked);

    /// A managed Java runtime: AWS's own runtime interface client loads the handler from the package. With an AOT cache if
    /// there is one: it saves two thirds of the start.
    ///
    /// @param java          the `java` executable
    /// @param runtimeClient folder with the jars of the runtime interface client
    record Jvm(Path java, Path runtimeClient) implements Launch {

        private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

        @Override
        public List<String> command(FunctionSpec spec, Unpacked unpacked) {
            return command(spec, unpacked, Files.isRegularFile(unpacked.aot())
                    ? List.of("-XX:AOTCache=" + unpacked.aot()) : List.of());
        }

        /// Runs like the other one, and writes an AOT cache at its end.
        List<String> rehearsal(FunctionSpec spec, Unpacked unpacked, Path output) {
            return command(spec, unpacked, List.of("-XX:AOTCacheOutput=" + output));
        }

        private List<String> command(FunctionSpec spec, Unpacked unpacked, List<String> aot) {
            var command = new ArrayList<String>();
            command.add(java.toString());
            command.add("-Xmx" + spec.memory() * 3 / 4 + "m");
            command.addAll(List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    // A cache that does not fit this JVM is passed over; that is no news.
                    "-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:aot*=off", "-Xlog:cds*=off",
                    // Quarkus' executor threads die quietly without it on JDK 24 and later.
                    "--add-opens", "java.base/java.lang=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"));
            command.addAll(aot);
            command.add("-cp");
            command.add(String.join(File.pathSeparator, unpacked.code().toString(),
                    unpacked.task().resolve("lib/*").toString(), runtimeClient.resolve("*").toString()));
            command.add(MAIN);
            command.add(spec.handler());
            return command;
        }
    }

    /// A custom runtime: the package's own executable speaks the Runtime API itself (native packages).
    record Custom() implements Launch {
        @Override
        public List<String> command(FunctionSpec spec, Unpacked unpacked) {
            return List.of(unpacked.task().resolve(BOOTSTRAP).toString());
        }
    }

    /// The one that the package is made for.
    static Launch of(Unpacked unpacked, Path runtimeClient) {
        return unpacked.custom() ? new Custom()
                : new Jvm(Path.of(System.getProperty("java.home"), "bin", "java"), runtimeClient);
    }
}
