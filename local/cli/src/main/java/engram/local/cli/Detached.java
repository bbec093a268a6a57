package engram.local.cli;

import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Terminal;
import engram.local.system.Description;
import engram.local.system.SystemSettings;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starts a system that outlives this process and its terminal.
final class Detached {

    private static final long LOOK_EVERY_MILLIS = 100;
    private static final long LONGEST_STOP_SECONDS = 60;
    private static final String TEMPORARY = "-Djava.io.tmpdir=";

    /// Variables that may name a folder relative to the one that the command was called in.
    private static final Set<String> FOLDERS =
            Set.of("ENGRAM_CACHE", "ENGRAM_DATA", "XDG_CACHE_HOME", "XDG_DATA_HOME", "HOME", "TMPDIR");

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
            return awaited(supervisor, data, said);
        } catch (IOException e) {
            throw Failure.failed("cannot start a system in " + data + ": " + e, e);
        }
    }

    private Running awaited(ProcessHandle supervisor, Path data, LogFile said) throws IOException, InterruptedException {
        Thread hook = Thread.ofPlatform().name("detached-start").unstarted(() -> stop(supervisor));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
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
                    trouble.isEmpty() ? "the system ended without a word; see " + said.file() : String.join("\n", trouble));
        } finally {
            forget(hook);
        }
    }

    /// After ctrl-C: nobody was told that a system runs, so none does.
    private void stop(ProcessHandle supervisor) {
        terminal.note(System.lineSeparator() + "Stopping the system, which had not come up yet");
        supervisor.destroy();
        try {
            supervisor.onExit().get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            terminal.note("engram: process " + supervisor.pid() + " was asked to stop and has not yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook stops the system
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

    /// The system with that process; null as long as it has not described itself. Until then the folder may hold what a
    /// system that was killed left of its own description, whole or not.
    static Running running(Path data, long pid) {
        try {
            boolean described = Description.read(data).filter(system -> system.pid() == pid).isPresent();
            return described ? Running.in(data, "local/engram up") : null;
        } catch (IOException e) {
            return null;
        }
    }

    /// This very JVM and class path, with `up` in the foreground of no terminal.
    private static List<String> command(SystemSettings settings) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-XX:AOT"))
                .map(argument -> argument.startsWith(TEMPORARY) ? TEMPORARY + absolute(argument.substring(TEMPORARY.length())) : argument)
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "up"));
        command.addAll(List.of("--data", settings.data().toString(), "--port", String.valueOf(settings.port())));
        settings.emulator().ifPresent(at -> command.addAll(List.of("--aws-endpoint", at.toString())));
        command.addAll(IngestOptions.of(settings));
        return command;
    }

    /// As seen from here: the system runs elsewhere.
    static String absolute(String folder) {
        return Path.of(folder).toAbsolutePath().normalize().toString();
    }

    /// Through a shell, which can have a process ignore the signals of the terminal that it was started from.
    private static ProcessHandle launch(List<String> command, Path log) throws IOException, InterruptedException {
        List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", "log=$1; shift; nohup \"$@\" >\"$log\" 2>&1 </dev/null & echo $!", "sh", log.toString()));
        shell.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(shell).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeAll(List.of("ENGRAM_TERMINAL", "COLUMNS"));
        builder.directory(new File("/"));
        builder.environment().replaceAll((name, value) -> FOLDERS.contains(name) && !value.isBlank() ? absolute(value) : value);
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
