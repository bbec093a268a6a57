package engram.local.cli;

import engram.local.cli.remote.Running;
import engram.local.cli.source.IgnoreRules;
import engram.local.cli.source.Reason;
import engram.local.cli.source.Sources;
import engram.local.cli.terminal.Amounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Puts files and folders into a workspace; what is there unchanged is not sent again.",
            "",
            "The source path of a document is W/PATH: \"load docs\" gives W/docs/a.md, \"load docs/\" and \"load .\" take the"
                    + " folder's contents alone, a file goes by its name. Hidden files are left out, and what a file"
                    + " .engramignore in a folder names, one pattern a line as in .gitignore: * ? ** [a-z], a / ties to the"
                    + " folder, a / at the end means folders, ! takes back, # is a comment.",
            "",
        })
final class LoadCommand implements Callable<Integer> {

    private final Shell shell;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    private List<String> paths;

    @Mixin
    private WorkspaceOption workspace;

    @Option(names = "--wait", description = "End when every document is settled; exit code 1 if one failed, with its reason.")
    private boolean wait;

    @Option(
            names = "--ignore",
            paramLabel = "GLOB",
            description = "Leave out what matches, as a line of .engramignore would. Can be given several times.")
    private List<String> ignored = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "With --wait: give up when nothing has settled for so long (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Mixin
    private DataOption data;

    LoadCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (timeout < 1) {
            throw Failure.usage("--timeout is at least 1, got " + timeout);
        }
        Sources sources = sources();
        Running running = data.running(shell);
        for (Path stray : sources.strays()) {
            shell.terminal().note("left out: " + stray + " is a link to a folder, or out of the one that is loaded");
        }
        if (sources.all().isEmpty()) {
            shell.terminal().note("engram: no file to load there");
            return 0;
        }
        try {
            return load(running, sources);
        } catch (IOException e) {
            throw running.client().failure(e);
        }
    }

    private Sources sources() {
        try {
            return Sources.of(workspace.orDefault(), paths, IgnoreRules.of(ignored));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        } catch (IOException e) {
            throw Failure.failed("nothing was loaded, cannot read " + Reason.of(e), e);
        }
    }

    private int load(Running running, Sources sources) throws IOException {
        Loading loading = new Loading(shell.terminal(), running, workspace.orDefault());
        Duration patience = Duration.ofSeconds(timeout);
        Loading.Outcome outcome = wait ? loading.loadAndWait(sources.all(), patience) : loading.loadOnly(sources.all());
        boolean well = loading.report(outcome, patience);
        shell.terminal().line(summary(outcome));
        if (!wait && outcome.sent() > 0) {
            shell.terminal().note("Indexing goes on; see local/engram status, or load with --wait.");
        }
        return well ? 0 : Failure.FAILED;
    }

    private String summary(Loading.Outcome outcome) {
        return outcome.sent() + " uploaded, " + outcome.unchanged() + " unchanged"
                + (wait ? ", " + outcome.indexed() + " indexed" : "")
                + (wait || !outcome.failures().isEmpty() ? ", " + outcome.failures().size() + " failed" : "")
                + (outcome.stuck().isEmpty() ? "" : ", " + outcome.stuck().size() + " not settled")
                + " in " + Amounts.time(outcome.took());
    }
}
