package engram.local.cli;

import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Terminal;
import engram.local.system.LocalSystem;
import engram.local.system.SystemFailure;
import engram.local.system.SystemSettings;
import engram.local.system.parts.Throwaway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// A local system on free ports in a temporary folder, both gone after [#close] or ctrl-C, unless the folder is to be kept.
final class TemporarySystem implements AutoCloseable {

    private static final long LONGEST_STOP_SECONDS = 30;

    private final Terminal terminal;
    private final Path folder;
    private final SystemSettings settings;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread starter = Thread.currentThread();
    private final Thread hook = Thread.ofPlatform().name("temporary-system").unstarted(this::endWithProcess);
    private volatile LocalSystem system;
    private boolean keep;
    private boolean interrupted;

    private TemporarySystem(Terminal terminal, Path folder, UnaryOperator<SystemSettings> wish) {
        this.terminal = terminal;
        this.folder = folder;
        this.settings = wish.apply(SystemSettings.of(folder, 0));
    }

    /// Returns when it answers.
    static TemporarySystem start(Terminal terminal) {
        return start(terminal, UnaryOperator.identity());
    }

    /// @param wish what is to be other than usual
    static TemporarySystem start(Terminal terminal, UnaryOperator<SystemSettings> wish) {
        TemporarySystem temporary;
        try {
            temporary = new TemporarySystem(terminal, Throwaway.create("engram-"), wish);
        } catch (IOException e) {
            throw Failure.failed("no temporary folder can be made: " + e.getMessage(), e);
        }
        Runtime.getRuntime().addShutdownHook(temporary.hook);
        try {
            temporary.system = LocalSystem.start(temporary.settings, new StartProgress(terminal));
        } catch (SystemFailure e) {
            throw Failure.failed(e.getMessage(), e);
        } finally {
            temporary.begun.countDown();
            if (temporary.system == null) {
                temporary.delete();
            }
        }
        return temporary;
    }

    Running running() {
        return Running.in(folder, "");
    }

    Path folder() {
        return folder;
    }

    /// How many texts `ingest` embeds at the same time, in all its processes.
    int embeddingThreads() {
        return settings.ingestSessions() * settings.ingestEnvironments();
    }

    SystemSettings settings() {
        return settings;
    }

    LocalSystem system() {
        return system;
    }

    /// Leaves the folder where it is when the system has ended, for somebody to look into.
    ///
    /// @return false after ctrl-C: the folder goes with the process then
    synchronized boolean keepFolder() {
        if (interrupted) {
            return keep;
        }
        keep = true;
        try {
            Throwaway.keep(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be kept", e);
        }
        return true;
    }

    private synchronized boolean interrupt() {
        interrupted = true;
        return keep;
    }

    private void endWithProcess() {
        boolean kept = interrupt();
        try {
            terminal.note(System.lineSeparator() + "Stopping the system" + (kept ? ", whose folder " + folder + " is kept"
                    : " and deleting its folder " + folder));
            starter.interrupt();
            if (begun.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS) && system != null) {
                system.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete();
        }
    }

    @Override
    public void close() {
        system.close();
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook finds nothing left to do
        }
    }

    private synchronized void delete() {
        if (keep) {
            return;
        }
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder " + folder + " could not be deleted", e);
        }
    }
}
