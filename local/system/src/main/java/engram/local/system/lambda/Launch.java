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

        /// Young objects apart, so much of the heap is there from the start. Of a cache's objects many megabytes go straight to the old ones: a
        /// JVM that has no room for them does not pass the cache over, it does not start.
        private static final int OLD_MEBIBYTES = 64;

        static Jvm with(Path runtimeClient) throws IOException {
            return of(Path.of(System.getProperty("java.home")), runtimeClient);
        }

        /// @param home of the JVM
        static Jvm of(Path home, Path runtimeClient) throws IOException {
            Path release = home.resolve("release");
            try (var files = Files.list(runtimeClient)) {
                var stamp = new StringBuilder(home.toString()).append(Files.isRegularFile(release) ? Files.readString(release) : "");
                for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                    stamp.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
                }
                return new Jvm(home.resolve("bin/java"), runtimeClient, Integer.toHexString(stamp.toString().hashCode()));
            }
        }

        /// Where the AOT cache of the package is, if it was made.
        Path cache(Unpacked unpacked) {
            return unpacked.code().resolveSibling("jvm-" + stamp + ".aot");
        }

        @Override
        public List<String> command(FunctionSpec spec, Unpacked unpacked) {
            Path cache = cache(unpacked);
            return Files.isRegularFile(cache) ? cached(spec, unpacked, cache) : plain(spec, unpacked);
        }

        /// Without a cache.
        List<String> plain(FunctionSpec spec, Unpacked unpacked) {
            return command(spec, List.of(), everything(unpacked));
        }

        /// With this cache. If the JVM passes it over, the process says so in one line.
        List<String> cached(FunctionSpec spec, Unpacked unpacked, Path cache) {
            return command(spec, List.of("-XX:AOTCache=" + cache, "-D" + Child.CACHE + "=" + cache), everything(unpacked));
        }

        /// Runs like the other ones, and writes an AOT cache at its end.
        List<String> rehearsal(FunctionSpec spec, Unpacked unpacked, Path output) {
            return command(spec, List.of("-XX:AOTCacheOutput=" + output), everything(unpacked));
        }

        /// Does nothing, and fails if the JVM does not take the cache.
        List<String> trial(FunctionSpec spec, Unpacked unpacked, Path cache) {
            var command = new ArrayList<>(command(spec, List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache), everything(unpacked)));
            command.add(command.indexOf(Child.class.getName()), "-version");
            return command;
        }

        /// As Lambda's managed runtime does it: the runtime alone is on the class path, and loads the package by a class loader of its own, for
        /// which an AOT cache keeps little ready.
        List<String> managed(FunctionSpec spec) {
            return command(spec, List.of(), runtime());
        }

        /// The same with SnapStart: the process tells those who asked for it, by CRaC's interface, that a snapshot is about to be taken.
        List<String> snapshot(FunctionSpec spec) {
            return command(spec, List.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"), runtime());
        }

        private String runtime() {
            return runtimeClient.resolve("*").toString();
        }

        private String everything(Unpacked unpacked) {
            return String.join(File.pathSeparator, unpacked.code().toString(), unpacked.task().resolve("lib/*").toString(), runtime());
        }

        private List<String> command(FunctionSpec spec, List<String> options, String classPath) {
            var command = new ArrayList<String>();
            command.add(java.toString());
            command.add("-Xmx" + spec.memory() * 3 / 4 + "m");
            command.addAll(List.of(
                    // A sixty-fourth of the machine's memory, the default, is more than most functions ever need.
                    "-Xms" + (spec.memory() / 16 + OLD_MEBIBYTES) + "m",
                    // The AWS SDK keeps a timer of each call until it would have rung, 5 to 30 s. In a young generation that is
                    // collected more often than that, each becomes old, and the heap grows to its bound before they go.
                    "-Xmn" + spec.memory() / 16 + "m",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    // As on Lambda: the second compiler takes a third of a start's processor time, and a warm request no less of it.
                    "-XX:TieredStopAtLevel=1",
                    // Of a cache that does not fit, the JVM says three lines and more; Child says one.
                    "-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:aot*=off:stderr", "-Xlog:cds*=off:stderr",
                    // Quarkus' executor threads die quietly without it on JDK 24 and later.
                    "--add-opens", "java.base/java.lang=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"));
            command.addAll(options);
            command.add("-cp");
            command.add(classPath);
            command.add(Child.class.getName());
            command.add(MAIN);
            command.add(spec.handler());
            return command;
        }
    }

    /// A custom runtime: the package's own executable speaks the Runtime API itself (native packages). Lambda starts it without
    /// arguments; what its sandbox bounds, its memory, a native executable is told here.
    ///
    /// @param host the process without which it is of no use. Whose parent it is says nothing: that may be dead before it asks
    record Custom(long host) implements Launch {

        /// The executable in the place of this shell, and beside it one that looks each second whether the host still lives, as
        /// [Child] does for a JVM.
        private static final String WATCHED = """
                (while kill -0 %d && kill -0 $$; do sleep 1; done 2>/dev/null; kill -9 $$ 2>/dev/null) &
                exec "$@"
                """;

        static Custom ofThisProcess() {
            return new Custom(ProcessHandle.current().pid());
        }

        @Override
        public List<String> command(FunctionSpec spec, Unpacked unpacked) {
            return List.of("/bin/sh", "-c", WATCHED.formatted(host), "sh",
                    unpacked.task().resolve(BOOTSTRAP).toString(), "-Xmx" + spec.memory() * 3 / 4 + "m");
        }
    }

    /// The one that the package is made for.
    ///
    /// @throws IOException if the jars of the runtime interface client are not where they should be
    static Launch of(Unpacked unpacked, Path runtimeClient) throws IOException {
        return unpacked.custom() ? Custom.ofThisProcess() : Jvm.with(runtimeClient);
    }
}
