package engram.local.system.lambda;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A package as it is deployed.
public record PackageZip(Path path) {

    /// Lambda's own bound on an unzipped package, in bytes.
    static final long LARGEST = 262_144_000;

    /// Writes its entries as files below the directory, which is made.
    ///
    /// @throws IOException if it is not a zip, larger than Lambda would take, or leads outside the directory
    public void unpack(Path directory) throws IOException {
        Files.createDirectories(directory);
        long left = LARGEST;
        try (var file = new ZipFile(path.toFile())) {
            for (var entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException(path + ": the entry '" + entry.getName() + "' leads outside the package");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    left -= write(file, entry, target, left);
                }
            }
        } catch (ZipException e) {
            throw new IOException(path + " is not a readable zip: " + e.getMessage(), e);
        }
        Path bootstrap = directory.resolve(Launch.BOOTSTRAP);
        if (Files.isRegularFile(bootstrap) && !bootstrap.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + bootstrap + " executable");
        }
    }

    /// Names of the entries whose files below the directory are missing, or not what the package holds.
    ///
    /// @throws IOException if the package itself is damaged
    List<String> differences(Path directory) throws IOException {
        List<String> differing = new ArrayList<>();
        try (var file = new ZipFile(path.toFile())) {
            for (ZipEntry entry : files(file)) {
                Path unpacked = directory.resolve(entry.getName());
                if (!Files.isRegularFile(unpacked)
                        || Files.size(unpacked) != entry.getSize()
                        || crc(Files.newInputStream(unpacked)) != entry.getCrc()) {
                    differing.add(entry.getName());
                }
            }
        }
        return differing;
    }

    /// Names of the entries that cannot be read, or whose bytes are not those that were packed.
    ///
    /// @throws IOException if it is no zip at all
    List<String> damaged() throws IOException {
        List<String> damaged = new ArrayList<>();
        try (var file = new ZipFile(path.toFile())) {
            for (ZipEntry entry : files(file)) {
                if (!isWhole(file, entry)) {
                    damaged.add(entry.getName());
                }
            }
        }
        return damaged;
    }

    private static boolean isWhole(ZipFile file, ZipEntry entry) throws IOException {
        try {
            return crc(file.getInputStream(entry)) == entry.getCrc();
        } catch (ZipException | EOFException e) {
            // Deflated bytes that make no sense, or too few of them.
            return false;
        }
    }

    private static List<? extends ZipEntry> files(ZipFile file) {
        return file.stream().filter(entry -> !entry.isDirectory()).toList();
    }

    private static long crc(InputStream bytes) throws IOException {
        var crc = new CRC32();
        try (var in = new CheckedInputStream(bytes, crc)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return crc.getValue();
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
}
