package engram.local.cli;

import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Terminal;
import engram.local.system.SystemSettings;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts a system that outlives this process and its terminal.
final class Detached {

    private static final long LOOK_EVERY_MILLIS = 100;

    private final Terminal terminal;

    Detached(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Returns when the system answers.
    ///
    /// @throws Failure with what it said, if it ends before
    Running start(SystemSettings settings) throws InterruptedException {
        Path data = settings.data();
        Path log = data.resolve("logs").resolve("up.log");
        try {
            Files.createDirectories(log.getParent());
            Files.deleteIfExists(log);
            LogFile said = new LogFile("", log);
            ProcessHandle supervisor = launch(command(settings), log);
            List<String> trouble = new ArrayList<>();
            while (supervisor.isAlive()) {
                hear(said, trouble);
                Running running = running(data, supervisor.pid());
                if (running != null) {
                    return running;
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
            hear(said, trouble);
            throw Failure.failed(
                    trouble.isEmpty() ? "the system ended without a word; see " + log : String.join("\n", trouble));
        } catch (IOException e) {
            throw Failure.failed("cannot start a system in " + data + ": " + e, e);
        }
    }

    /// Shows progress, and keeps what begins with the name of this program: why it ended.
    private void hear(LogFile said, List<String> trouble) throws IOException {
        for (String line : said.fresh()) {
            if (trouble.isEmpty() && !line.startsWith("engram: ")) {
                terminal.note(line);
            } else {
                trouble.add(line.replaceFirst("^engram: |^        ", ""));
            }
        }
    }

    private static Running running(Path data, long pid) {
        if (!Files.exists(data.resolve(Running.FILE))) {
            return null;
        }
        Running running = Running.in(data, "local/engram up");
        return running.pid() == pid ? running : null;
    }

    /// This very JVM and class path, with `up` in the foreground of no terminal.
    private static List<String> command(SystemSettings settings) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-XX:AOT"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "up"));
        command.addAll(List.of("--data", settings.data().toString(), "--port", String.valueOf(settings.port())));
        command.addAll(IngestOptions.of(settings));
        return command;
    }

    /// Through a shell, which can have a process ignore the signals of the terminal that it was started from.
    private static ProcessHandle launch(List<String> command, Path log) throws IOException, InterruptedException {
        List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", "log=$1; shift; nohup \"$@\" >\"$log\" 2>&1 </dev/null & echo $!", "sh", log.toString()));
        shell.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(shell).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeAll(List.of("ENGRAM_TERMINAL", "COLUMNS"));
        builder.directory(new File("/"));
        Process launcher = builder.start();
        try (var out = launcher.inputReader()) {
            long pid = Long.parseLong(String.valueOf(out.readLine()));
            launcher.waitFor();
            return ProcessHandle.of(pid).orElseThrow(() -> Failure.failed("the system ended at once; see " + log));
        } catch (NumberFormatException e) {
            throw new IOException("the shell did not start it", e);
        }
    }
}
