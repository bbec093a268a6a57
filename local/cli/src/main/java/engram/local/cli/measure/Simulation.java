package engram.local.cli.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.local.cli.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The simulation as a process of its own, which tells what it does in lines of JSON.
public final class Simulation {

    /// Of a walk over very many documents, in MiB.
    public static final int WALK_HEAP = 32;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path target;
    private final int workers;

    /// @param root the repository's folder
    public Simulation(Path root, int workers) {
        this.target = root.resolve("functions/simulation/target");
        this.workers = workers;
    }

    /// Runs it to its end.
    ///
    /// @param arguments of the simulation, besides the workers
    /// @param lines what it tells
    /// @return its exit code
    public int run(List<String> arguments, Consumer<JsonNode> lines) throws IOException {
        List<String> command = java(512, "engram.simulation.Main");
        command.addAll(List.of("--workers", Integer.toString(workers)));
        command.addAll(arguments);
        return live(command, lines);
    }

    /// Walks over so many generated documents, in a heap of [#WALK_HEAP].
    ///
    /// @param lines what it tells
    /// @return its exit code
    public int walk(long documents, Consumer<JsonNode> lines) throws IOException {
        List<String> command = java(WALK_HEAP, "engram.simulation.LongWalk");
        command.add(Long.toString(documents));
        return live(command, lines);
    }

    /// @param heap in MiB
    private List<String> java(int heap, String main) throws IOException {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-Djdk.virtualThreadScheduler.parallelism=" + workers,
                "-Djdk.virtualThreadScheduler.maxPoolSize=" + workers,
                "-cp",
                jar() + ":" + target.resolve("lib") + "/*:" + target.resolve("test-classes"),
                main));
    }

    private static int live(List<String> command, Consumer<JsonNode> lines) throws IOException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(JSON.readTree(line));
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        } finally {
            process.destroy();
        }
    }

    private Path jar() throws IOException {
        if (Files.isDirectory(target.resolve("lib"))) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "simulation-*.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            }
        }
        throw Failure.failed("the simulation is not built: " + target + " has no simulation-*.jar with its lib folder.\nBuild it by: mvn package -DskipTests");
    }
}
