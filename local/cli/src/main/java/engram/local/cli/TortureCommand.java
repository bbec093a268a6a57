package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.measure.Simulation;
import engram.local.cli.remote.Json;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Progress;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the real pipeline through generated histories of crashes, lost answers, late writes and skewed clocks, on"
                    + " simulated stores, and checks at every step and in the end that index and catalog follow the bucket.",
            "",
            "Ends with the first history that fails, which is the same whenever it is run with its seed.",
            "",
        })
final class TortureCommand implements Callable<Integer> {

    private static final String DOMAIN = "domain";

    private final Shell shell;

    @Option(names = "--histories", paramLabel = "N", defaultValue = "20000", description = "So many (default: ${DEFAULT-VALUE}).")
    private long histories;

    @Option(names = "--seed", paramLabel = "S", description = "Of the first history; each next one's is one more (default: a fresh one).")
    private Long seed;

    @Option(names = "--workers", paramLabel = "W", description = "Histories at a time (default: as many as there are cores).")
    private Integer workers;

    @Option(names = "--shrink", description = "Look for the shortest history that fails like the one found.")
    private boolean shrink;

    @Option(names = "--mutation", paramLabel = "NAME", defaultValue = "none", description = "Plant one of the bugs that the tests plant.")
    private String mutation;

    @Option(
            names = "--index",
            paramLabel = "KIND",
            defaultValue = DOMAIN,
            description = "Where chunks are: ${DEFAULT-VALUE}, or serverless, a collection, which refuses nothing that comes late.")
    private String index;

    @Option(names = "--replay", paramLabel = "CHOICES", description = "Run one history again, from the choices that were printed.")
    private String replay;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    TortureCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (histories < 1 || workers != null && workers < 1) {
            throw Failure.usage("--histories and --workers are at least 1");
        }
        if (seed == null) {
            seed = System.currentTimeMillis();
        }
        if (workers == null) {
            workers = Runtime.getRuntime().availableProcessors();
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        int exitCode;
        try (Progress progress = new Progress(shell.terminal())) {
            exitCode = new Simulation(shell.root(), workers).run(arguments(), line -> take(line, result, progress));
        }
        if (!result.path("ended").asBoolean() && !result.path("failing").asBoolean()) {
            throw exitCode == Failure.USAGE
                    ? Failure.usage("the simulation could not be started so; why is said above")
                    : Failure.failed("the simulation ended with exit code " + exitCode + "; its own words are above");
        }
        if (json) {
            shell.terminal().raw(Json.pretty(result.put("firstSeed", seed).put("workers", workers)));
        } else {
            show(shell.terminal(), result);
        }
        return exitCode;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--mutation", mutation, "--index", index));
        if (replay != null) {
            arguments.addAll(List.of("--replay", replay));
            return arguments;
        }
        arguments.addAll(List.of("--histories", Long.toString(histories), "--seed", Long.toString(seed)));
        if (shrink) {
            arguments.add("--shrink");
        }
        return arguments;
    }

    private void take(JsonNode line, ObjectNode result, Progress progress) {
        if (line.has("failing") || line.has("ended")) {
            result.setAll((ObjectNode) line);
            return;
        }
        long lived = line.path("lived").asLong();
        progress.show(lived, histories, "%,d of %,d histories, %s, none failed, seed %d".formatted(
                lived, histories, speed(line), seed));
    }

    private static String speed(JsonNode line) {
        return String.format(Locale.ROOT, "%,.0f/s", line.path("lived").asLong() / Math.max(0.1, line.path("seconds").asDouble()));
    }

    private void show(Terminal terminal, ObjectNode result) {
        if (result.path("failing").asBoolean()) {
            result.path("steps").forEach(step -> terminal.line(step.asText()));
            terminal.line("");
            terminal.line(terminal.bold(result.path("message").asText()));
            terminal.line(replay == null
                    ? "History %d failed; its seed is %d.".formatted(result.path("number").asLong(), result.path("seed").asLong())
                    : "The history failed.");
            terminal.line("To run it again as it is above: local/engram torture%s%s --replay \"%s\"".formatted(
                    mutation.equals("none") ? "" : " --mutation " + mutation,
                    index.equals(DOMAIN) ? "" : " --index " + index,
                    result.path("choices").asText()));
            return;
        }
        if (replay != null) {
            terminal.line("The history holds.");
            return;
        }
        terminal.line("%,d histories, seeds %d to %d: all held. %s, %s.".formatted(
                result.path("lived").asLong(), seed, seed + histories - 1,
                Amounts.time(Duration.ofMillis((long) (1000 * result.path("seconds").asDouble()))), speed(result)));
    }
}
