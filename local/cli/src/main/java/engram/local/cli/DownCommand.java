package engram.local.cli;

import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Amounts;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = {"Stops the system; its data stays.", ""})
final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Shell shell;

    @Mixin
    private DataOption data;

    DownCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        Running running;
        try {
            running = data.running(shell);
        } catch (Failure e) {
            if (e.exitCode() != Failure.NOT_RUNNING) {
                throw e;
            }
            shell.terminal().line("Engram is not running with its data in " + data.folder(shell) + ".");
            return 0;
        }
        long started = System.nanoTime();
        Optional<ProcessHandle> supervisor = ProcessHandle.of(running.pid());
        try {
            running.client().shutdown();
        } catch (IOException e) {
            throw running.client().failure(e);
        }
        supervisor.ifPresent(this::awaitEnd);
        shell.terminal().line("Engram has stopped after " + Amounts.time(Duration.ofNanos(System.nanoTime() - started))
                + "; its data is in " + running.data() + ".");
        return 0;
    }

    private void awaitEnd(ProcessHandle supervisor) {
        try {
            supervisor.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw Failure.failed("process " + supervisor.pid() + " was asked to stop and has not within "
                    + Amounts.time(PATIENCE) + ". See: local/engram logs system", e);
        } catch (InterruptedException | ExecutionException e) {
            throw Failure.failed("interrupted while Engram stops", e);
        }
    }
}
