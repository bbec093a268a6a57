package engram.local.cli.coldstart;

import engram.local.cli.Failure;
import engram.local.cli.terminal.Terminal;
import engram.local.system.lambda.ColdStart;
import engram.local.system.lambda.ColdStart.Kind;
import engram.local.system.lambda.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Makes AOT caches by a JVM of somebody's choice, with real requests against real servers.
public final class Training {

    private final Terminal terminal;
    private final Path javaHome;
    private final long seed;

    /// @param javaHome of the JVM that the caches will be good for, and no other
    public Training(Terminal terminal, Path javaHome, long seed) {
        this.terminal = terminal;
        this.javaHome = javaHome;
        this.seed = seed;
    }

    /// Writes `FUNCTION.aot` for each.
    ///
    /// @param folder    for what functions write; whoever gives it deletes it
    /// @param functions names; all that are deployed if there are none
    public void run(Path folder, List<String> functions, Path out) throws IOException {
        Files.createDirectories(out);
        terminal.note("starting the servers");
        try (Stage stage = Stage.start(folder, javaHome, seed)) {
            List<FunctionSpec> known = stage.functions();
            for (String function : functions) {
                if (known.stream().noneMatch(spec -> spec.name().equals(function))) {
                    throw Failure.usage("FUNCTION is one of " + known.stream().map(FunctionSpec::name).toList() + ", got " + function);
                }
            }
            for (FunctionSpec spec : known) {
                if (functions.isEmpty() ? !spec.name().equals(Starts.BARE) : functions.contains(spec.name())) {
                    train(stage, spec, out.resolve(spec.name() + ".aot"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        }
    }

    private void train(Stage stage, FunctionSpec spec, Path cache) throws IOException, InterruptedException {
        terminal.note("training " + spec.name());
        try (ColdStart cold = stage.coldStart(spec)) {
            Path trained = cold.train(stage.requests().training(spec));
            long before = answered(stage, cold, Kind.CLASS_PATH);
            long after = answered(stage, cold, Kind.AOT);
            Files.copy(trained, cache, StandardCopyOption.REPLACE_EXISTING);
            terminal.line("%-12s %4d MiB  start to first answer %5d ms, %5d ms without it  %s"
                    .formatted(spec.name(), Files.size(cache) >> 20, after, before, cache));
        }
    }

    private static long answered(Stage stage, ColdStart cold, Kind kind) throws IOException, InterruptedException {
        ColdStart.Started started = cold.start(kind, stage.requests().first(cold.spec()));
        Requests.requireAnswered(cold.spec(), started.outcome());
        return started.answered().toMillis();
    }
}
