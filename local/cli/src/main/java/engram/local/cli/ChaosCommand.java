package engram.local.cli;

import engram.local.chaos.Chaos;
import engram.local.chaos.Plan;
import engram.local.chaos.Report;
import engram.local.chaos.Told;
import engram.local.cli.remote.Json;
import engram.local.cli.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a system of its own under load and under fire: documents are written, edited and deleted and searched for, while"
                    + " processes are killed and suspended and the network between them fails. In the end bucket, catalog and"
                    + " index are compared.",
            "",
            "Ends with exit code 1 if anything was lost or wrong, or a search failed while all was healthy; data and logs are kept then.",
            "",
        })
final class ChaosCommand implements Callable<Integer> {

    private static final int MOST_MINUTES = 24 * 60;

    private final Shell shell;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "5", description = "So long, settling and comparing not counted (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--seed", paramLabel = "S", description = "Decides what is written and asked, and the order of the blows (default: a fresh one).")
    private Long seed;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    ChaosCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw Failure.usage("--minutes is 1 to " + MOST_MINUTES + ", got " + minutes);
        }
        Plan plan = new Plan(Duration.ofMinutes(minutes), seed == null ? System.currentTimeMillis() : seed);
        shell.terminal().note("Seed " + plan.seed() + ", " + minutes + " minutes");
        try (Chaos chaos = new Chaos(plan);
                TemporarySystem system = TemporarySystem.start(shell.terminal(), usual -> usual.withTrial(chaos.trial()))) {
            return run(chaos, system);
        } catch (UncheckedIOException e) {
            throw Failure.failed(e.getMessage(), e);
        }
    }

    private int run(Chaos chaos, TemporarySystem system) {
        Report report;
        try (Progress bar = new Progress(shell.terminal())) {
            report = chaos.run(system.system(), system.folder(), told(bar));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        } catch (IOException | RuntimeException e) {
            throw Failure.failed("the run broke off: " + e.getMessage() + (system.keepFolder() ? "\nIts data and logs are kept in "
                    + system.folder() + ", what happened when in logs/chaos.log" : ""), e);
        }
        ChaosReport shown = new ChaosReport(report, system.folder());
        if (!report.holds()) {
            system.keepFolder();
        }
        if (json) {
            shell.terminal().raw(Json.pretty(shown.json()));
        } else {
            shown.lines().forEach(shell.terminal()::line);
        }
        return report.holds() ? 0 : Failure.FAILED;
    }

    private Told told(Progress bar) {
        return new Told() {
            @Override
            public synchronized void say(String line) {
                bar.clear();
                shell.terminal().note(line);
            }

            @Override
            public synchronized void at(long done, long all, String what) {
                bar.show(done, all, what);
            }
        };
    }
}
