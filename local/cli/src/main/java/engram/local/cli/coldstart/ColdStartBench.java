package engram.local.cli.coldstart;

import engram.local.cli.Failure;
import engram.local.cli.terminal.Progress;
import engram.local.cli.terminal.Terminal;
import engram.local.system.lambda.ColdStart;
import engram.local.system.lambda.ColdStart.Kind;
import engram.local.system.lambda.FunctionSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Starts each package in each of the ways that there are, again and again in turn, so that whatever else the machine does meets all of
/// them alike; and a bare function beside them.
public final class ColdStartBench {

    private final Terminal terminal;
    private final long seed;

    public ColdStartBench(Terminal terminal, long seed) {
        this.terminal = terminal;
        this.seed = seed;
    }

    /// @param folder    for what functions write; whoever gives it deletes it
    /// @param runs      starts of each package in each way
    /// @param functions the names of those that are started beside the bare one; all if there are none
    public Starts run(Path folder, int runs, Set<String> functions) throws IOException {
        terminal.note("starting the servers");
        try (Stage stage = Stage.start(folder, Path.of(System.getProperty("java.home")), seed)) {
            List<FunctionSpec> wanted = stage.functions().stream()
                    .filter(spec -> functions.isEmpty() || spec.name().equals(Starts.BARE) || functions.contains(spec.name()))
                    .toList();
            if (wanted.size() <= functions.size()) {
                throw Failure.usage("--functions are among " + stage.functions().stream().map(FunctionSpec::name).toList() + ", got " + functions);
            }
            Map<FunctionSpec, ColdStart> packages = new LinkedHashMap<>();
            try {
                for (FunctionSpec spec : wanted) {
                    terminal.note("training the AOT cache of " + spec.name());
                    packages.put(spec, stage.coldStart(spec));
                    packages.get(spec).train(stage.requests().training(spec));
                }
                return start(stage.requests(), packages, runs);
            } finally {
                for (ColdStart each : packages.values()) {
                    each.close();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        }
    }

    private Starts start(Requests requests, Map<FunctionSpec, ColdStart> packages, int runs) throws IOException, InterruptedException {
        List<Turn> turns = turns(packages);
        Starts starts = new Starts(runs);
        try (Progress progress = new Progress(terminal)) {
            // The first round finds the files of the packages on the disk, the later ones in memory. It is not counted.
            for (int round = 0; round <= runs; round++) {
                for (int i = 0; i < turns.size(); i++) {
                    Turn turn = turns.get(i);
                    long done = (long) round * turns.size() + i;
                    progress.show(done, (long) (runs + 1) * turns.size(), "start %d of %d: %s, %s"
                            .formatted(done + 1, (runs + 1) * turns.size(), turn.spec.name(), Starts.name(turn.kind)));
                    ColdStart.Started started = turn.cold.start(turn.kind, requests.first(turn.spec));
                    Requests.requireAnswered(turn.spec, started.outcome());
                    if (round > 0) {
                        starts.add(turn.spec.name(), turn.kind, started);
                    }
                }
            }
        }
        return starts;
    }

    private record Turn(FunctionSpec spec, ColdStart cold, Kind kind) {}

    private static List<Turn> turns(Map<FunctionSpec, ColdStart> packages) {
        List<Turn> turns = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            packages.forEach((spec, cold) -> {
                if (cold.can(kind)) {
                    turns.add(new Turn(spec, cold, kind));
                }
            });
        }
        return turns;
    }
}
