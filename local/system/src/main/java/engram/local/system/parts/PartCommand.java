package engram.local.system.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How a part is started.
///
/// @param data directory that only this part uses
/// @param log file that its output is appended to
/// @param port TCP port on the loopback interface, 0 for any free one
/// @param heap largest heap in MiB
/// @param arguments what this part needs besides
public record PartCommand(
        Installation installation, Part part, Path data, Path log, int port, int heap, List<String> arguments) {
    private static final int LEAST_HEAP = 16;
    private static final int MOST_HEAP = 65_536;

    public PartCommand {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not from 0 to 65535");
        }
        if (heap < LEAST_HEAP || heap > MOST_HEAP) {
            throw new IllegalArgumentException("heap of " + heap + " MiB is not from " + LEAST_HEAP + " to " + MOST_HEAP);
        }
        data = data.toAbsolutePath();
        log = log.toAbsolutePath();
        arguments = List.copyOf(arguments);
    }

    /// A part with its usual heap (or that of `ENGRAM_OPENSEARCH_HEAP` and the like, in MiB), on any port, its data in `directory/PART` and its log in `directory/logs/PART.log`.
    public static PartCommand of(Installation installation, Part part, Path directory, String... arguments) {
        return new PartCommand(installation, part, directory.resolve(part.id()),
                directory.resolve("logs").resolve(part.id() + ".log"), 0, heap(part, System.getenv()),
                List.of(arguments));
    }

    static int heap(Part part, Map<String, String> environment) {
        String name = "ENGRAM_" + part.name() + "_HEAP";
        String value = environment.getOrDefault(name, Integer.toString(part.heap()));
        if (!value.matches("[0-9]{2,5}") || Integer.parseInt(value) < LEAST_HEAP || Integer.parseInt(value) > MOST_HEAP) {
            throw new PartFailure(name + " must be a number of MiB from " + LEAST_HEAP + " to " + MOST_HEAP + ", not " + value);
        }
        return Integer.parseInt(value);
    }

    public PartCommand onPort(int other) {
        return new PartCommand(installation, part, data, log, other, heap, arguments);
    }

    public PartCommand withHeap(int mebibytes) {
        return new PartCommand(installation, part, data, log, port, mebibytes, arguments);
    }

    /// The jars of the part; unpacks OpenSearch if that was not done yet.
    List<Path> classPath() {
        return part == Part.OPENSEARCH
                ? Stream.concat(installation.classPath(part).stream(), OpenSearchHome.classPath(openSearch()).stream()).toList()
                : installation.classPath(part);
    }

    /// @param more flags for the JVM
    Process start(int onPort, List<Path> classPath, List<String> more) throws IOException {
        Files.createDirectories(data);
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(Shielded.command(line(onPort, classPath, more)));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (!System.getProperty("sun.jnu.encoding", "").equalsIgnoreCase("UTF-8")) {
            // Without a locale, names of files would be ASCII, and S3 could not keep keys of other letters.
            builder.environment().put("LC_ALL", "C.UTF-8");
        }
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        return builder.start();
    }

    List<String> line(int onPort, List<Path> classPath, List<String> more) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx" + heap + "m");
        line.addAll(part.flags());
        line.addAll(more);
        line.addAll(List.of("-cp", Installation.join(classPath), part.mainClass()));
        line.addAll(List.of("--port", Integer.toString(onPort), "--data", data.toString()));
        line.addAll(List.of("--parent", Long.toString(ProcessHandle.current().pid())));
        if (part == Part.OPENSEARCH) {
            line.addAll(List.of("--home", openSearch().toString()));
        }
        line.addAll(arguments);
        return line;
    }

    private Path openSearch() {
        return new OpenSearchHome(installation, Progress.onStderr()).get();
    }
}
