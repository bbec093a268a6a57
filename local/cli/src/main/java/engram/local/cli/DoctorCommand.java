package engram.local.cli;

import engram.local.cli.doctor.Check;
import engram.local.cli.doctor.Checks;
import engram.local.cli.doctor.Finding;
import engram.local.cli.terminal.Terminal;
import engram.local.system.Description;
import engram.local.system.AuditFile;
import engram.local.system.SystemSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Finds what is wrong with Engram on this machine, and says in one line each what to do.",
            "",
            "Exit code 0: nothing is wrong, or all of it was mended; 1: something is.",
            ""
        })
final class DoctorCommand implements Callable<Integer> {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Shell shell;

    @Option(names = "--fix", description = "Mends what can be mended without loss of data.")
    private boolean fix;

    @Mixin
    private DataOption data;

    DoctorCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        int wrong = 0;
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(SOON).build()) {
            for (Check check : checks(http)) {
                wrong += look(check);
            }
        }
        Terminal terminal = shell.terminal();
        terminal.line(wrong == 0 ? "Nothing is wrong." : wrong + (wrong == 1 ? " thing is" : " things are") + " wrong.");
        return wrong == 0 ? 0 : Failure.FAILED;
    }

    private List<Check> checks(HttpClient http) {
        Path folder = data.folder(shell);
        List<Check> checks = new ArrayList<>(Checks.always(shell.root(), folder, shell.cache(), shell.temporary()));
        Optional<Description> running = running(folder);
        checks.addAll(running.map(system -> Checks.running(system, shell.root(), folder, http))
                .orElseGet(() -> Checks.stopped(SystemSettings.PORT)));
        return checks;
    }

    /// A file that cannot be read is found by a check of its own.
    private static Optional<Description> running(Path folder) {
        try {
            return Description.read(folder).filter(Description::alive);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// @return how many things are wrong and stay so
    private int look(Check check) throws InterruptedException {
        int wrong = 0;
        for (Finding finding : findings(check)) {
            if (fix && finding.mend().isPresent()) {
                wrong += mend(finding, finding.mend().get());
            } else {
                tell("wrong ", finding.what());
                tell("      ", finding.remedy() + (finding.mend().isPresent() ? ", or: local/engram doctor --fix" : ""));
                wrong++;
            }
        }
        return wrong;
    }

    private List<Finding> findings(Check check) throws InterruptedException {
        try {
            List<Finding> findings = check.look();
            if (findings.isEmpty()) {
                tell("ok    ", check.name());
            }
            return findings;
        } catch (IOException | UncheckedIOException e) {
            return List.of(new Finding(
                    check.name() + " could not be looked at: " + e.getMessage(),
                    "see whether it runs: local/engram status, local/engram logs",
                    Optional.empty()));
        }
    }

    private int mend(Finding finding, Finding.Mend mend) throws InterruptedException {
        try {
            mend.run();
        } catch (IOException e) {
            tell("wrong ", finding.what());
            tell("      ", "it could not be mended (" + e.getMessage() + "): " + finding.remedy());
            return 1;
        }
        tell("mended", finding.what());
        note(finding);
        return 0;
    }

    /// For the audit trail. What was mended is, whether or not that can be written down.
    private void note(Finding finding) {
        try {
            new AuditFile(data.folder(shell), Clock.systemUTC()).add("doctorFix", "", finding.what(), 1);
        } catch (IOException e) {
            shell.terminal().note("engram: that could not be written to the audit trail: " + e);
        }
    }

    private void tell(String state, String text) {
        shell.terminal().line(state + "  " + text);
    }
}
