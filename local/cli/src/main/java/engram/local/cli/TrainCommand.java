package engram.local.cli;

import engram.local.cli.coldstart.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Makes AOT caches of the functions' packages, with which a JVM starts them in less than half of the time: runs each package"
                    + " against servers of its own and has it answer real requests.",
            "",
            "A cache is good for the very JVM that made it, with the same options and class path, and for no other. docs/deploy.md says where"
                    + " that is of use.",
            ""
        })
final class TrainCommand implements Callable<Integer> {

    private final Shell shell;

    @Parameters(arity = "0..*", paramLabel = "FUNCTION", description = "ingest, verify, query, reconcile, retention or health (default: all of them).")
    private List<String> functions = List.of();

    @Option(names = "--java-home", paramLabel = "DIR", description = "The JVM to train with, version 25 (default: the one that runs this).")
    private Path javaHome;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for FUNCTION.aot, which is made if it is not there.")
    private Path out;

    TrainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Path home = javaHome == null ? Path.of(System.getProperty("java.home")) : javaHome.toAbsolutePath();
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            throw Failure.usage(home + " is no JVM: there is no bin/java");
        }
        try (TemporaryFolder folder = TemporaryFolder.create("engram-")) {
            new Training(shell.terminal(), home, 1).run(folder.path(), functions, out.toAbsolutePath());
        }
        return 0;
    }
}
