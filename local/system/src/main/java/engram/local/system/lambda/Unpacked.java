package engram.local.system.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// A deployed package on disk. It stands in a folder that is named by the package's path, size and date: an unchanged
/// package is unpacked once for all systems of a user, and a changed one never mixes with what was there. While it is open
/// the folder is locked, so that nobody removes what is in use.
final class Unpacked implements AutoCloseable {

    private static final Duration UNUSED = Duration.ofDays(7);

    private final Path home;
    private final FileChannel use;

    private Unpacked(Path home, FileChannel use) {
        this.home = home;
        this.use = use;
    }

    /// The package, unpacked now if it was not yet. Removed are earlier versions of it that nobody uses, and whatever else
    /// nobody used for a week.
    ///
    /// @throws IOException if the zip is missing, not a zip, larger than Lambda would take, or the disk is full
    static Unpacked of(Path zip, String name, Path parent, Clock clock) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new IOException("there is no package " + zip + ": build it first (mvn package)");
        }
        String origin = origin(zip, name);
        Path home = home(zip, name, parent);
        Files.createDirectories(parent);
        if (!Files.isDirectory(home)) {
            Path fresh = Files.createTempDirectory(parent, origin);
            FileChannel use = use(fresh);
            Files.copy(zip, fresh.resolve("code.zip"));
            new PackageZip(zip).unpack(fresh.resolve("task"));
            use.close();
            move(fresh, home);
        }
        var unpacked = new Unpacked(home, use(home));
        Files.setLastModifiedTime(home, FileTime.from(clock.instant()));
        removeUnused(parent, home, origin, clock.instant().minus(UNUSED));
        return unpacked;
    }

    /// Where this very package is unpacked to.
    static Path home(Path zip, String name, Path parent) throws IOException {
        return parent.resolve(origin(zip, name) + Long.toHexString(Files.size(zip)) + "-"
                + Long.toHexString(Files.getLastModifiedTime(zip).toMillis()));
    }

    private static String origin(Path zip, String name) {
        return name + "-" + Integer.toHexString(zip.toAbsolutePath().hashCode()) + "-";
    }

    /// Deletes what was unpacked, so that it is unpacked anew.
    ///
    /// @throws IOException if a function runs from it
    static void forget(Path home) throws IOException {
        if (inUse(home)) {
            throw new IOException("a function runs from " + home + "; local/engram down first");
        }
        remove(home);
    }

    /// What Lambda has at `/var/task`: the entries of the package as files.
    Path task() {
        return home.resolve("task");
    }

    /// The package itself: as one file it can have an AOT cache, which classes in a folder cannot.
    Path code() {
        return home.resolve("code.zip");
    }

    /// Whether it brings its own runtime.
    boolean custom() {
        return Files.isRegularFile(task().resolve(Launch.BOOTSTRAP));
    }

    @Override
    public void close() throws IOException {
        use.close();
    }

    private static FileChannel use(Path home) throws IOException {
        FileChannel channel = FileChannel.open(home.resolve("in-use"), StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            channel.lock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException e) {
            // This very process uses it already, and locks are per process; the other one's lock does for both.
            return channel;
        }
        return channel;
    }

    private static boolean inUse(Path home) throws IOException {
        try (FileChannel channel = FileChannel.open(home.resolve("in-use"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static void move(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
            // Another system was quicker with the same package.
            remove(fresh);
        }
    }

    private static void removeUnused(Path parent, Path home, String origin, Instant since) throws IOException {
        try (var others = Files.list(parent)) {
            for (Path other : others.filter(Files::isDirectory).toList()) {
                boolean old = other.getFileName().toString().startsWith(origin)
                        || Files.getLastModifiedTime(other).toInstant().isBefore(since);
                if (old && !other.equals(home) && !inUse(other)) {
                    remove(other);
                }
            }
        }
    }

    private static void remove(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            paths.sorted(Comparator.reverseOrder()).forEach(Unpacked::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
