package engram.local.system.lambda;

import engram.local.system.parts.Shielded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One execution environment: a process with its Runtime API, which runs one invocation at a time. It lives as long as
/// its process does; whatever it runs when that ends has died.
final class Environment implements AutoCloseable {

    private final FunctionSpec spec;
    private final Backlog backlog;
    private final RuntimeApi api;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> snapshot = new CompletableFuture<>();
    private Process process;
    private Invocation current;
    private Outcome.Threw initError;
    private boolean ended;
    private volatile boolean served;

    private Environment(FunctionSpec spec, Backlog backlog, String region, Clock clock) throws IOException {
        this.spec = spec;
        this.backlog = backlog;
        this.api = new RuntimeApi(this, spec, region, clock);
    }

    /// Starts the process.
    ///
    /// @param command   of the process
    /// @param directory that it runs in
    /// @param log       file that gets its output, after what is there
    /// @throws IOException if the executable cannot be started
    static Environment start(FunctionSpec spec, List<String> command, Path directory, Path log, String region,
                             Backlog backlog, Clock clock) throws IOException {
        var environment = new Environment(spec, backlog, region, clock);
        try {
            var builder = new ProcessBuilder(Shielded.command(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // As on Lambda, nothing of this machine's own environment leaks in.
            builder.environment().keySet().retainAll(LambdaVariables.KEPT);
            builder.environment().putAll(LambdaVariables.of(spec, directory, environment.api.address(), region));
            environment.started(builder.start());
        } catch (IOException e) {
            environment.api.close();
            throw e;
        }
        return environment;
    }

    private void started(Process started) {
        process = started;
        process.onExit().thenRun(this::ended);
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /// Done when the handler is loaded and asks for work; fails when the process ends before that.
    CompletableFuture<Void> ready() {
        return ready;
    }

    /// Done when the process is where Lambda takes a snapshot of it (it only comes to that if it is told so, by its initialization type), and goes on
    /// as one that was restored from it.
    CompletableFuture<Void> restored() {
        return snapshot;
    }

    void snapshot() {
        snapshot.complete(null);
    }

    /// Whether it ever got as far as asking for work.
    boolean served() {
        return served;
    }

    synchronized boolean busy() {
        return current != null;
    }

    /// Waits for the end of the process.
    ///
    /// @return what is known about it, for a log
    String awaitEnd() throws InterruptedException {
        process.waitFor();
        return how();
    }

    /// The next event for this process, waiting for one as long as it takes.
    Invocation next() throws InterruptedException {
        served = true;
        ready.complete(null);
        Invocation invocation = backlog.take();
        synchronized (this) {
            if (!ended) {
                current = invocation;
                invocation.taken.complete(this);
                return invocation;
            }
        }
        backlog.putBack(invocation);
        throw new InterruptedException("the process has ended");
    }

    /// Somebody else's turn: the process went away before it got the whole event.
    void giveBack(Invocation invocation) {
        synchronized (this) {
            if (current != invocation) {
                return;
            }
            current = null;
        }
        backlog.putBack(invocation);
        kill();
    }

    /// @return false if this environment is not running that invocation
    boolean answer(String id, Outcome outcome) {
        Invocation answered;
        synchronized (this) {
            if (current == null || !current.id.equals(id)) {
                return false;
            }
            answered = current;
            current = null;
        }
        answered.outcome.complete(outcome);
        return true;
    }

    synchronized void initFailed(Outcome.Threw error) {
        initError = error;
    }

    /// Ends the process at once, as Lambda does with one that is over its time.
    void kill() {
        process.destroyForcibly();
    }

    /// Ends the process: SIGTERM, and two seconds later SIGKILL.
    @Override
    public void close() {
        close(Duration.ofSeconds(2));
    }

    /// Ends the process: SIGTERM, and SIGKILL if that takes longer than the grace.
    void close(Duration grace) {
        process.destroy();
        try {
            if (!process.waitFor(grace)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        api.close();
    }

    private void ended() {
        Invocation lost;
        synchronized (this) {
            ended = true;
            lost = current;
            current = null;
        }
        snapshot.completeExceptionally(new IOException(spec.name() + ": " + how()));
        ready.completeExceptionally(new IOException(spec.name() + ": " + how()));
        if (lost != null) {
            lost.outcome.complete(new Outcome.Died(how()));
        }
        api.close();
    }

    private synchronized String how() {
        int code = process.exitValue();
        String end = "process " + process.pid() + " ended "
                + (code > 128 ? "by signal " + (code - 128) : "with exit code " + code);
        return initError == null ? end : end + " (init " + initError.line() + ")";
    }
}
