package engram.local.system.lambda;

import engram.local.system.lambda.child.Child;
import java.io.File;
import java.io.IOException;
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
    /// @param runtimeClient folder with the jars of the runtime interface client, and of [Child]
    /// @param stamp         of this JVM and these jars, which an AOT cache is good for
    record Jvm(Path java, Path runtimeClient, String stamp) implements Launch {

        private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

        static Jvm with(Path runtimeClient) throws IOException {
            try (var files = Files.list(runtimeClient)) {
                var stamp = new StringBuilder(System.getProperty("java.vm.version"));
                for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                    stamp.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
                }
                return new Jvm(Path.of(System.getProperty("java.home"), "bin", "java"), runtimeClient,
                        Integer.toHexString(stamp.toString().hashCode()));
            }
        }

        /// Where the AOT cache of the package is, if it was made.
        Path cache(Unpacked unpacked) {
            return unpacked.code().resolveSibling("jvm-" + stamp + ".aot");
        }

        @Override
        public List<String> command(FunctionSpec spec, Unpacked unpacked) {
            Path cache = cache(unpacked);
            return command(spec, unpacked, Files.isRegularFile(cache) ? List.of("-XX:AOTCache=" + cache) : List.of());
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
                    // A sixty-fourth of the machine's memory, the default, is more than most functions ever need.
                    "-Xms64m",
                    // The AWS SDK keeps a timer of each call until it would have rung, 5 to 30 s. In a young generation that is
                    // collected more often than that, each becomes old, and the heap grows to its bound before they go.
                    "-Xmn" + spec.memory() / 16 + "m",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    // A cache that does not fit this JVM is passed over; that is no news.
                    "-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:aot*=off", "-Xlog:cds*=off",
                    // Quarkus' executor threads die quietly without it on JDK 24 and later.
                    "--add-opens", "java.base/java.lang=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"));
            if (!spec.answersHttp()) {
                // As on Lambda. What people wait for is compiled as well as can be: it is asked often, and computes little
                // in between, so that the compiler takes nothing away from it.
                command.add("-XX:TieredStopAtLevel=1");
            }
            command.addAll(aot);
            command.add("-cp");
            command.add(String.join(File.pathSeparator, unpacked.code().toString(),
                    unpacked.task().resolve("lib/*").toString(), runtimeClient.resolve("*").toString()));
            command.add(Child.class.getName());
            command.add(MAIN);
            command.add(spec.handler());
            return command;
        }
    }

    /// A custom runtime: the package's own executable speaks the Runtime API itself (native packages). Lambda starts it without
    /// arguments; what its sandbox bounds, its memory, a native executable is told here.
    record Custom() implements Launch {

        /// The executable in the place of this shell, and beside it one that looks each second whether the process that started
        /// it still lives, as [Child] does for a JVM.
        private static final String WATCHED = """
                host=$PPID
                (while kill -0 "$host" && kill -0 $$; do sleep 1; done 2>/dev/null; kill -9 $$ 2>/dev/null) &
                exec "$@"
                """;

        @Override
        public List<String> command(FunctionSpec spec, Unpacked unpacked) {
            return List.of("/bin/sh", "-c", WATCHED, "sh",
                    unpacked.task().resolve(BOOTSTRAP).toString(), "-Xmx" + spec.memory() * 3 / 4 + "m");
        }
    }

    /// The one that the package is made for.
    ///
    /// @throws IOException if the jars of the runtime interface client are not where they should be
    static Launch of(Unpacked unpacked, Path runtimeClient) throws IOException {
        return unpacked.custom() ? new Custom() : Jvm.with(runtimeClient);
    }
}
