import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// The build step that stores what is in the jars of a function's zip, instead of compressing each class by itself. The zip then compresses each
/// jar as a whole, which makes it a third smaller, since classes of one jar resemble each other; and a process loads classes without inflating
/// them. Unpacked it is larger, for which Lambda has room.
final class StoredJars {

    /// Of a function that does not embed, as this project wants it, and of all that Lambda takes when it is unpacked.
    private static final long MOST_BYTES = 30L << 20;
    private static final long MOST_UNPACKED = 250L << 20;

    /// Every build makes the same bytes of the same files.
    private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private StoredJars() {}

    /// @param arguments the zip
    public static void main(String[] arguments) throws IOException {
        Path zip = Path.of(arguments[0]);
        if (isNative(zip)) {
            return;
        }
        Path next = zip.resolveSibling(zip.getFileName() + ".next");
        long unpacked = repack(zip, next);
        Files.move(next, zip, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        if (Files.size(zip) > MOST_BYTES || unpacked > MOST_UNPACKED) {
            System.err.printf("%s has %d bytes, and %d unpacked; at most %d and %d are allowed: see what it carries with unzip -lv%n",
                    zip, Files.size(zip), unpacked, MOST_BYTES, MOST_UNPACKED);
            System.exit(1);
        }
    }

    /// It has no jars, and an executable that has to stay one.
    private static boolean isNative(Path zip) throws IOException {
        try (ZipFile in = new ZipFile(zip.toFile())) {
            return in.getEntry("bootstrap") != null;
        }
    }

    /// @return bytes of all that is in it
    private static long repack(Path zip, Path next) throws IOException {
        long unpacked = 0;
        Set<String> names = new HashSet<>();
        try (ZipFile in = new ZipFile(zip.toFile());
                OutputStream file = Files.newOutputStream(next);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (Enumeration<? extends ZipEntry> entries = in.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!names.add(entry.getName())) {
                    continue;
                }
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                byte[] written = entry.getName().endsWith(".jar") ? stored(bytes) : bytes;
                out.putNextEntry(at(TIME, entry.getName()));
                out.write(written);
                out.closeEntry();
                unpacked += written.length;
            }
        }
        return unpacked;
    }

    private static byte[] stored(byte[] jar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(jar.length * 2);
        Set<String> names = new HashSet<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (names.add(entry.getName())) {
                    store(out, entry.getName(), in.readAllBytes());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = at(TIME, name);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private static ZipEntry at(FileTime time, String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(time);
        return entry;
    }
}
