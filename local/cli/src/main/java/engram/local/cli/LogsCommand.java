package engram.local.cli;

import engram.local.cli.terminal.Terminal;
import engram.local.cli.terminal.Width;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = {"Shows the last lines that the parts and functions wrote.", ""})
final class LogsCommand implements Callable<Integer> {

    private static final String SUFFIX = ".log";
    private static final long LOOK_EVERY_MILLIS = 200;

    private final Shell shell;

    @Parameters(
            arity = "0..1",
            paramLabel = "PART",
            description = "s3, sqs, dynamodb, opensearch, ingest, verify, query, reconcile, retention, health or system (default: all).")
    private String part;

    @Option(names = {"-f", "--follow"}, description = "Go on showing lines as they are written; end with ctrl-C.")
    private boolean follow;

    @Option(names = {"-n", "--lines"}, paramLabel = "N", defaultValue = "20", description = "So many of each (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Mixin
    private DataOption data;

    LogsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (lines < 0 || lines > 100_000) {
            throw Failure.usage("-n is 0 to 100000, got " + lines);
        }
        TreeMap<String, Path> logs = logs();
        int widest = logs.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<LogFile> files = logs.entrySet().stream()
                .map(log -> new LogFile(part == null ? Width.padRight(log.getKey(), widest) + " | " : "", log.getValue()))
                .toList();
        Terminal terminal = shell.terminal();
        for (LogFile file : files) {
            file.last(lines).forEach(terminal::line);
        }
        while (follow && !terminal.lostOutput()) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            for (LogFile file : files) {
                file.fresh().forEach(terminal::line);
            }
        }
        return 0;
    }

    private TreeMap<String, Path> logs() throws IOException {
        Path folder = data.folder(shell).resolve("logs");
        if (!Files.isDirectory(folder)) {
            throw Failure.failed("there are no logs in " + folder + ": Engram has not run with its data there yet");
        }
        TreeMap<String, Path> logs = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(file -> {
                String name = file.getFileName().toString();
                logs.put(name.substring(0, name.length() - SUFFIX.length()), file);
            });
        }
        if (part != null && !logs.containsKey(part)) {
            throw Failure.usage("there is no log of \"" + part + "\"; there are " + String.join(", ", logs.keySet()));
        }
        if (part != null) {
            logs.keySet().retainAll(List.of(part));
        }
        return logs;
    }
}
