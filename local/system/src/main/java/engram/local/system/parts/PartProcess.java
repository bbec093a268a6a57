package engram.local.system.parts;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A part that runs as a process of its own and ends with this one. Safe for use by several threads.
public final class PartProcess implements AutoCloseable {
    private static final String READY = "ready ";
    private static final Duration TO_STOP = Duration.ofSeconds(15);
    private static final Duration TO_STOP_AND_WRITE = Duration.ofSeconds(60);
    private static final int KILLED = 137;

    private final PartCommand command;
    private final Duration patience;
    private Process process;
    private Optional<ClassArchive> archive = Optional.empty();
    private URI endpoint;

    private PartProcess(PartCommand command, Duration patience) {
        this.command = command;
        this.patience = patience;
    }

    /// Starts a part and returns when it answers.
    ///
    /// @param patience how long it may take to answer
    /// @throws PartFailure if it ended or did not answer in time; nothing is left running then
    public static PartProcess start(PartCommand command, Duration patience) {
        PartProcess part = new PartProcess(command, patience);
        part.launch(command.port() == 0 ? FreePorts.any() : command.port());
        return part;
    }

    public Part part() {
        return command.part();
    }

    /// `http://127.0.0.1:PORT`, the same after a restart.
    public synchronized URI endpoint() {
        return endpoint;
    }

    public synchronized ProcessHandle handle() {
        return process.toHandle();
    }

    public synchronized boolean alive() {
        return process.isAlive();
    }

    /// Completes with the exit code when the process that runs now ends, whatever the reason.
    public synchronized CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /// Where its output goes, over restarts.
    public Path log() {
        return command.log();
    }

    /// Stops it if it runs, and starts it again on the same data and port.
    public synchronized void restart() {
        stop();
        launch(endpoint.getPort());
    }

    /// Ends it at once, as `kill -9` does; [#restart] brings it back.
    public synchronized void kill() {
        process.destroyForcibly();
        await(TO_STOP);
        archive.ifPresent(classes -> classes.ended(KILLED));
    }

    /// Ends it with SIGTERM, and if that takes more than 15 seconds at once (60 for the first time ever, when it archives its
    /// classes). Does nothing if it has ended; [#restart] brings it back.
    public synchronized void stop() {
        boolean writes = archive.filter(ClassArchive::writing).isPresent();
        process.destroy();
        if (await(writes ? TO_STOP_AND_WRITE : TO_STOP)) {
            archive.ifPresent(classes -> classes.ended(process.exitValue()));
        } else {
            kill();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private synchronized void launch(int port) {
        long from = LogTail.size(log());
        try {
            process = begin(port);
            CompletableFuture<URI> ready = new CompletableFuture<>();
            // Not a virtual thread: reading a pipe holds its carrier, and with as many of them as there are cores no virtual
            // thread runs any more once the carriers that stood in have been idle for half a minute (JDK 25).
            Thread.ofPlatform().daemon().name(part().id() + " output").start(() -> read(process, ready));
            endpoint = ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill();
            throw failure("did not answer within " + patience.toSeconds() + " s", from, e);
        } catch (ExecutionException e) {
            kill();
            throw failure("did not start", from, e);
        } catch (IOException e) {
            archive.ifPresent(classes -> classes.ended(KILLED));
            throw new PartFailure(part().id() + " could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new PartFailure(part().id() + " was not waited for: interrupted", e);
        }
    }

    private Process begin(int port) throws IOException {
        List<Path> classPath = command.classPath();
        archive = part().archivable()
                ? Optional.of(ClassArchive.of(command.installation(), part(), classPath))
                : Optional.empty();
        List<String> more = archive.map(ClassArchive::flags).orElse(List.of());
        return command.start(port, classPath, more);
    }

    private static void read(Process process, CompletableFuture<URI> ready) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(URI.create(line.substring(READY.length())));
                }
            }
            ready.completeExceptionally(new PartFailure("it ended"));
        } catch (IOException | RuntimeException e) {
            ready.completeExceptionally(e);
        }
    }

    private boolean await(Duration time) {
        try {
            return process.waitFor(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private PartFailure failure(String what, long from, Exception cause) {
        return new PartFailure(part().id() + " " + what + "; the end of " + log() + ":\n"
                + LogTail.of(log(), from), cause);
    }
}
