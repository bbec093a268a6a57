package engram.local.system.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A deployed package on disk. It stands in a folder that is named by the package's size and date: an unchanged package is
/// unpacked once for all systems of a user, and a changed one never mixes with what was there.
///
/// @param task what Lambda has at `/var/task`: the entries of the package as files
/// @param code the package itself: as one file it can have an AOT cache, which classes in a folder cannot
record Unpacked(Path task, Path code) {

    /// Lambda's own bound on an unzipped package, in bytes.
    static final long LARGEST = 262_144_000;

    private static final Duration UNUSED = Duration.ofDays(7);

    /// The package, unpacked now if it was not yet. Packages of the same name that nobody used for a week are removed.
    ///
    /// @throws IOException if the zip is missing, not a zip, larger than Lambda would take, or the disk is full
    static Unpacked of(Path zip, String name, Path parent, Clock clock) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new IOException("there is no package " + zip + ": build it first (mvn package)");
        }
        Path home = parent.resolve(name + "-" + Long.toHexString(Files.size(zip)) + "-"
                + Long.toHexString(Files.getLastModifiedTime(zip).toMillis()));
        Files.createDirectories(parent);
        if (!Files.isDirectory(home)) {
            Path fresh = Files.createTempDirectory(parent, name + "-");
            Files.copy(zip, fresh.resolve("code.zip"));
            unpack(zip, fresh.resolve("task"));
            move(fresh, home);
        }
        Files.setLastModifiedTime(home, FileTime.from(clock.instant()));
        removeUnused(parent, name, clock.instant().minus(UNUSED));
        return new Unpacked(home.resolve("task"), home.resolve("code.zip"));
    }

    /// Whether it brings its own runtime.
    boolean custom() {
        return Files.isRegularFile(task.resolve(Launch.BOOTSTRAP));
    }

    private static void unpack(Path zip, Path directory) throws IOException {
        Files.createDirectories(directory);
        long left = LARGEST;
        try (var file = new ZipFile(zip.toFile())) {
            for (var entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path path = directory.resolve(entry.getName()).normalize();
                if (!path.startsWith(directory)) {
                    throw new IOException(zip + ": the entry '" + entry.getName() + "' leads outside the package");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    left -= write(file, entry, path, left);
                }
            }
        } catch (ZipException e) {
            throw new IOException(zip + " is not a readable zip: " + e.getMessage(), e);
        }
        Path bootstrap = directory.resolve(Launch.BOOTSTRAP);
        if (Files.isRegularFile(bootstrap) && !bootstrap.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + bootstrap + " executable");
        }
    }

    private static long write(ZipFile file, ZipEntry entry, Path path, long left) throws IOException {
        Files.createDirectories(path.getParent());
        try (InputStream in = file.getInputStream(entry); var out = Files.newOutputStream(path)) {
            long written = 0;
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                written += n;
                if (written > left) {
                    throw new IOException(file.getName() + " is larger than " + LARGEST
                            + " bytes when unpacked: Lambda would refuse it");
                }
                out.write(buffer, 0, n);
            }
            return written;
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

    private static void removeUnused(Path parent, String name, Instant since) throws IOException {
        try (var others = Files.list(parent)) {
            for (Path other : others.toList()) {
                if (other.getFileName().toString().startsWith(name + "-")
                        && Files.getLastModifiedTime(other).toInstant().isBefore(since)) {
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
