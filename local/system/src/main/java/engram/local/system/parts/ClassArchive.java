package engram.local.system.parts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The classes of a part as its JVM has them in memory, in a file of the cache: with it a part starts in half the processor
/// time.
///
/// The first process of a part on this JVM and these jars writes it when it is stopped (some seconds), the later ones read it.
/// Without one, or with one that does not fit, everything works as well, only slower: so no failure here is one of the part.
final class ClassArchive {
    private static final Duration LONGEST_CLAIM = Duration.ofMinutes(10);
    private static final int KEPT = 4;
    /// Exit codes of a JVM that ended in order: by itself, by SIGINT, by SIGTERM.
    private static final Set<Integer> ORDERLY = Set.of(0, 130, 143);

    private final Path file;
    private final Path half;
    private final Path claim;
    private boolean writing;

    private ClassArchive(Path file) {
        this.file = file;
        this.half = file.resolveSibling(file.getFileName() + ".half");
        this.claim = file.resolveSibling(file.getFileName() + ".claim");
    }

    /// The archive for a part with this class path.
    static ClassArchive of(Installation installation, Part part, List<Path> classPath) throws IOException {
        StringBuilder key = new StringBuilder(System.getProperty("java.home")).append(Runtime.version()).append(part.flags());
        for (Path jar : classPath) {
            key.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
        }
        return new ClassArchive(installation.cache().resolve("classes").resolve(part.id() + "-" + hash(key) + ".jsa"));
    }

    /// Flags for the JVM that read it, write it at the end, or do neither because another process is about to write it.
    List<String> flags() {
        if (Files.isRegularFile(file)) {
            return List.of("-XX:SharedArchiveFile=" + file, "-Xlog:disable");
        }
        writing = claimed();
        return writing ? List.of("-XX:ArchiveClassesAtExit=" + half, "-Xlog:disable") : List.of();
    }

    /// Whether the process that has these flags writes it when it is stopped.
    boolean writing() {
        return writing;
    }

    /// Takes over what the process wrote.
    ///
    /// @param exitCode of the process; anything but an orderly end means that the file may be incomplete
    void ended(int exitCode) {
        if (!writing) {
            return;
        }
        writing = false;
        try {
            if (ORDERLY.contains(exitCode) && Files.isRegularFile(half)) {
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
                prune();
            }
            Files.deleteIfExists(half);
            Files.deleteIfExists(claim);
        } catch (IOException e) {
            System.err.println("the classes of a part could not be kept for a faster start: " + e);
        }
    }

    private boolean claimed() {
        try {
            Files.createDirectories(claim.getParent());
            if (Files.exists(claim)
                    && Files.getLastModifiedTime(claim).toInstant().isBefore(Instant.now().minus(LONGEST_CLAIM))) {
                Files.delete(claim);
            }
            Files.createFile(claim);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            System.err.println("no faster start, " + claim.getParent() + " cannot be written: " + e);
            return false;
        }
    }

    /// Those of other checkouts and JVMs go when there are too many.
    private void prune() throws IOException {
        String name = file.getFileName().toString();
        String part = name.substring(0, name.indexOf('-') + 1);
        try (Stream<Path> files = Files.list(file.getParent())) {
            List<Path> old = files.filter(other -> other.getFileName().toString().startsWith(part))
                    .filter(other -> other.toString().endsWith(".jsa"))
                    .sorted(Comparator.comparing((Path other) -> other.toFile().lastModified()).reversed())
                    .skip(KEPT)
                    .toList();
            for (Path other : old) {
                Files.deleteIfExists(other);
            }
        }
    }

    private static String hash(CharSequence key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
