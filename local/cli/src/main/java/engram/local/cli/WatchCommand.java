package engram.local.cli;

import engram.local.cli.remote.Running;
import engram.local.cli.source.IgnoreRules;
import engram.local.cli.source.Reason;
import engram.local.cli.source.TreeWatch;
import engram.local.cli.terminal.Amounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps a workspace equal to a folder until ctrl-C: what is created or changed is loaded, what is deleted or renamed"
                    + " is removed.",
            "",
            "The workspace is the folder's alone: documents in it that the folder does not have are REMOVED at the start."
                    + " What counts as a file, and .engramignore, are as with \"load\".",
            "",
        })
final class WatchCommand implements Callable<Integer> {

    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration LONGEST_BURST = Duration.ofSeconds(5);
    private static final Duration LOOK_AT_LEAST = Duration.ofSeconds(2);

    private final Shell shell;

    @Parameters(arity = "1", paramLabel = "DIR", description = "The folder.")
    private Path folder;

    @Option(
            names = "--ignore",
            paramLabel = "GLOB",
            description = "Leave out what matches, as a line of .engramignore would. Can be given several times.")
    private List<String> ignored = List.of();

    private Optional<String> blindness = Optional.empty();

    @Mixin
    private WorkspaceOption workspace;

    @Mixin
    private DataOption data;

    WatchCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw Failure.usage(folder + (Files.exists(folder) ? " is no folder" : " does not exist"));
        }
        IgnoreRules rules = rules();
        Running running = data.running(shell);
        try (TreeWatch watch = new TreeWatch(folder, QUIET, LONGEST_BURST)) {
            Mirror mirror = mirror(running, rules);
            Thread farewell = Thread.ofPlatform().unstarted(() -> shell.terminal().note(summary(mirror)));
            Runtime.getRuntime().addShutdownHook(farewell);
            align(mirror, watch);
            shell.terminal().note("Watching " + folder + " with " + Amounts.count(mirror.files(), "file") + "; ctrl-C ends it.");
            return follow(mirror, watch, running);
        } catch (IOException e) {
            throw Failure.failed("cannot watch " + folder + ": " + Reason.of(e), e);
        }
    }

    private Mirror mirror(Running running, IgnoreRules rules) {
        try {
            return new Mirror(shell.terminal(), running.documents(), workspace.orDefault(), folder, rules);
        } catch (IOException e) {
            throw running.client().failure(e);
        }
    }

    private IgnoreRules rules() {
        try {
            return IgnoreRules.of(ignored);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private int follow(Mirror mirror, TreeWatch watch, Running running) throws IOException, InterruptedException {
        while (Files.isDirectory(folder)) {
            if (watch.awaitChange(LOOK_AT_LEAST) || mirror.isBehind()) {
                align(mirror, watch);
            }
            if (!running.isAlive()) {
                throw Failure.notRunning("Engram has stopped, so there is nothing to keep equal any more.");
            }
        }
        throw Failure.failed(folder + " is gone; its documents were left as they are. Remove them: local/engram remove");
    }

    /// Looks again as long as there are folders that were not watched while it looked.
    private void align(Mirror mirror, TreeWatch watch) throws IOException {
        Optional<List<Path>> folders;
        do {
            folders = mirror.align();
        } while (folders.isPresent() && watch.follow(folders.get()));
        if (!watch.blindness().equals(blindness)) {
            blindness = watch.blindness();
            blindness.ifPresent(why -> shell.terminal().note("The system does not tell of all changes (" + why + "): looking every "
                    + Amounts.time(LOOK_AT_LEAST) + " instead."));
        }
    }

    private static String summary(Mirror mirror) {
        return System.lineSeparator() + "Ended: " + mirror.uploads() + " uploaded, " + mirror.removals() + " removed, "
                + Amounts.count(mirror.files(), "file") + " in the workspace.";
    }
}
