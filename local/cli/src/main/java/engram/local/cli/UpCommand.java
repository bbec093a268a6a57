package engram.local.cli;

import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Terminal;
import engram.local.system.LocalSystem;
import engram.local.system.PackageKind;
import engram.local.system.SystemFailure;
import engram.local.system.SystemSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the whole system: S3, SQS, DynamoDB, OpenSearch, the functions, and the HTTP API. It ends with ctrl-C or"
                    + " \"down\"; the data stays for the next time.",
            ""
        })
final class UpCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Port of the HTTP API on 127.0.0.1, 0 for a free one (default: " + SystemSettings.PORT + ").")
    private int port = SystemSettings.PORT;

    @Option(names = "--detach", description = "Return when it answers, and leave it running.")
    private boolean detach;

    @Option(
            names = "--aws-endpoint",
            paramLabel = "URL",
            description = "S3, SQS and DynamoDB of an emulator that runs already (moto_server, Floci, LocalStack) in place of our own.")
    private URI emulator;

    @Mixin
    private IngestOptions ingest;

    @Mixin
    private DataOption data;

    UpCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path folder = data.folder(shell);
        if (port < 0 || port > 65_535) {
            throw Failure.usage("--port is 0 to 65535, got " + port);
        }
        SystemSettings own = ingest.applyTo(SystemSettings.of(folder, port))
                .withVariablesOf(shell.environment())
                .withPackages(packages());
        requireIndex(own);
        SystemSettings settings = emulator == null ? own : own.withEmulator(requireHttp(emulator));
        long started = System.nanoTime();
        if (detach) {
            Running running = new Detached(shell.terminal()).start(settings);
            shell.terminal().line("Engram answers at " + running.api() + " after " + since(started) + ". Stop it: local/engram down");
            return 0;
        }
        return run(settings, started);
    }

    private PackageKind packages() {
        try {
            return PackageKind.named(shell.environment().getOrDefault(PackageKind.VARIABLE, "jvm"));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private static void requireIndex(SystemSettings settings) {
        try {
            settings.index();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private static URI requireHttp(URI emulator) {
        if (!"http".equals(emulator.getScheme()) || emulator.getHost() == null || emulator.getPort() < 0) {
            throw Failure.usage("--aws-endpoint is like http://127.0.0.1:4566, got " + emulator);
        }
        return URI.create("http://" + emulator.getHost() + ":" + emulator.getPort());
    }

    private int run(SystemSettings settings, long started) throws InterruptedException {
        Terminal terminal = shell.terminal();
        try (LocalSystem system = LocalSystem.start(settings, new StartProgress(terminal))) {
            Running running = Running.in(settings.data(), "local/engram up");
            StatusCommand.show(terminal, running, running.client().status());
            terminal.line("");
            terminal.line("Engram answers at " + system.url() + " after " + since(started) + ". Stop it: ctrl-C, or local/engram down");
            system.awaitShutdownRequest();
            return 0;
        } catch (SystemFailure e) {
            throw Failure.failed(e.getMessage(), e);
        } catch (IOException e) {
            throw Failure.failed("the system started and does not answer: " + e.getMessage(), e);
        }
    }

    private static String since(long started) {
        return Amounts.time(Duration.ofNanos(System.nanoTime() - started));
    }
}
