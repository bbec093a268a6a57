package engram.local.system;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The data directory while one system holds it: locked against others by the operating system, so that the lock goes
/// with the process however that ends.
final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Takes the directory, made if absent.
    ///
    /// @throws SystemFailure if another system holds it, or it cannot be used
    static DataDirectory claim(Path path) throws SystemFailure {
        try {
            Files.createDirectories(path.resolve("logs"));
            FileChannel channel = FileChannel.open(path.resolve("engram.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw taken(path);
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new SystemFailure("the data directory " + path + " cannot be used: " + e
                    + "; choose another with --data or ENGRAM_DATA", e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static SystemFailure taken(Path path) throws IOException {
        String who = Description.read(path).map(running -> " at " + running.url() + " (process " + running.pid() + ")")
                .orElse(", and has not come up yet");
        return new SystemFailure("Engram is already running on " + path + who
                + ". Stop it with 'local/engram down', or choose another directory with --data");
    }

    /// Ends what a killed system left running here.
    void endLeftovers(Journal journal) throws IOException {
        Optional<Description> last = readable();
        if (last.isEmpty()) {
            return;
        }
        journal.say("system", "the system with process " + last.get().pid() + " was not stopped in order");
        for (Description.Child child : last.get().children()) {
            Optional<ProcessHandle> leftover = ProcessHandle.of(child.pid()).filter(process -> same(process, child));
            if (leftover.isPresent()) {
                journal.say("system", "ends " + child.name() + ", process " + child.pid() + ", that it left running");
                end(leftover.get());
            }
        }
        Files.deleteIfExists(Description.file(path));
    }

    private Optional<Description> readable() throws IOException {
        try {
            return Description.read(path);
        } catch (IOException e) {
            Files.deleteIfExists(Description.file(path));
            return Optional.empty();
        }
    }

    private static boolean same(ProcessHandle process, Description.Child child) {
        return child.pid() > 0 && process.isAlive() && born(process) == child.born() && child.born() > 0;
    }

    /// Start of a process in milliseconds since 1970, 0 if the system does not tell.
    static long born(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static void end(ProcessHandle process) throws IOException {
        process.destroyForcibly();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("process " + process.pid() + " does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Forgets the running system, and lets others have the directory.
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(Description.file(path));
        }
    }
}
