package engram.local.system.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A deployed package on disk, as Lambda puts it at `/var/task`.
final class Unpacked {

    /// Lambda's own bound on an unzipped package, in bytes.
    static final long LARGEST = 262_144_000;

    private Unpacked() {
    }

    /// Unpacks `zip` into a folder below `parent` that is named by the zip's size and date: an unchanged package is not
    /// unpacked again, a changed one never mixes with what was there, and older ones are removed.
    ///
    /// @throws IOException if the zip is missing, not a zip, larger than Lambda would take, or the disk is full
    static Path of(Path zip, Path parent) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new IOException("there is no package " + zip + ": build it first (mvn package)");
        }
        String stamp = Long.toHexString(Files.size(zip)) + "-"
                + Long.toHexString(Files.getLastModifiedTime(zip).toMillis());
        Path target = parent.resolve(stamp);
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(parent);
        removeOthers(parent);
        Path fresh = Files.createTempDirectory(parent, "unpacking-");
        unpack(zip, fresh);
        return move(fresh, target);
    }

    private static void unpack(Path zip, Path directory) throws IOException {
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

    private static Path move(Path fresh, Path target) throws IOException {
        try {
            return Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            return Files.move(fresh, target);
        }
    }

    private static void removeOthers(Path parent) throws IOException {
        try (var others = Files.list(parent)) {
            for (Path other : others.toList()) {
                remove(other);
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
