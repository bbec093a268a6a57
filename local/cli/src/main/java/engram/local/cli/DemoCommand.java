package engram.local.cli;

import engram.local.cli.source.IgnoreRules;
import engram.local.cli.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows all of it in a temporary folder: starts the system, loads these docs or yours, asks, edits a document in the"
                    + " bucket, deletes it, and cleans up. Your files are only read.",
            ""
        })
final class DemoCommand implements Callable<Integer> {

    private final Shell shell;

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files and folders to load (default: this repository's README and docs).")
    private List<String> paths = List.of();

    @Option(
            names = "--ignore",
            paramLabel = "GLOB",
            description = "Leave out what matches, as a line of .engramignore would. Can be given several times.")
    private List<String> ignored = List.of();

    DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Sources sources = sources(paths.isEmpty() ? ownDocuments() : paths);
        if (sources.all().isEmpty()) {
            throw Failure.usage("there is no file to load in " + String.join(", ", paths));
        }
        List<String> questions = paths.isEmpty() ? DemoQuestions.OWN : DemoQuestions.about(sources.all());
        long started = System.nanoTime();
        try (TemporarySystem system = TemporarySystem.start(shell.terminal())) {
            new Demo(shell.terminal(), system.running(), started).show(sources.all(), questions);
            return 0;
        }
    }

    private List<String> ownDocuments() {
        return Stream.of("README.md", "docs").map(shell.root()::resolve).filter(Files::exists).map(Path::toString).toList();
    }

    private Sources sources(List<String> from) throws IOException {
        try {
            return Sources.of(Demo.WORKSPACE, from, IgnoreRules.of(ignored));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }
}
