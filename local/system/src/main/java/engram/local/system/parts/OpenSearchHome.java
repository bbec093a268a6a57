package engram.local.system.parts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The OpenSearch distribution with the k-NN plugin, unpacked once into the cache.
///
/// Only what a node with k-NN needs is unpacked: it starts in half the time then.
final class OpenSearchHome {
    private static final Set<String> MODULES = Set.of(
            "analysis-common", "lang-painless", "mapper-extras", "reindex", "transport-grpc", "transport-netty4");
    /// Changes whenever what is unpacked does.
    private static final String NAME = "opensearch-3.5.0-knn-1";

    private final Installation installation;
    private final Progress progress;

    OpenSearchHome(Installation installation, Progress progress) {
        this.installation = installation;
        this.progress = progress;
    }

    /// The unpacked distribution; unpacks it if that was not done yet. Several processes may call this at once.
    synchronized Path get() {
        Path home = installation.cache().resolve(NAME);
        if (!Files.isDirectory(home)) {
            unpackOnce(home);
        }
        return home;
    }

    /// What must stand on the class path besides the part's own.
    static List<Path> classPath(Path home) {
        List<Path> path = new ArrayList<>();
        for (String directory : List.of("agent", "lib")) {
            try (Stream<Path> files = Files.list(home.resolve(directory))) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(path::add);
            } catch (IOException e) {
                throw broken(home, e);
            }
        }
        return path;
    }

    private void unpackOnce(Path home) {
        Path lock = home.resolveSibling(NAME + ".lock");
        synchronized (OpenSearchHome.class) {
            try {
                Files.createDirectories(lock.getParent());
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    if (held.isValid() && !Files.isDirectory(home)) {
                        unpack(home);
                    }
                }
            } catch (IOException e) {
                throw new PartFailure("OpenSearch cannot be unpacked to " + home + ": " + e
                        + "; free some space there (150 MB), or name another directory by ENGRAM_CACHE", e);
            }
        }
    }

    private void unpack(Path home) throws IOException {
        Downloads downloads = Downloads.of(installation);
        Archive distribution = downloads.distribution();
        Archive knn = downloads.plugin();
        progress.say("checking OpenSearch");
        distribution.verify();
        knn.verify();
        Path half = home.resolveSibling(NAME + ".half");
        deleteAll(half);
        progress.say("unpacking OpenSearch to " + home);
        extract(distribution, half, OpenSearchHome::wanted);
        extract(knn, half, entry -> "plugins/opensearch-knn/" + entry);
        Files.createDirectories(half.resolve("config"));
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        progress.done();
    }

    /// Path below the home for an entry of the distribution, or null for what is left out.
    private static String wanted(String entry) {
        String path = entry.substring(entry.indexOf('/') + 1);
        if (path.startsWith("modules/")) {
            String module = path.substring("modules/".length());
            return MODULES.contains(module.substring(0, Math.max(0, module.indexOf('/')))) ? path : null;
        }
        boolean needed = path.startsWith("lib/") && !path.startsWith("lib/tools/")
                || path.startsWith("agent/opensearch-agent-bootstrap")
                || path.endsWith(".txt") && path.indexOf('/') < 0;
        return needed ? path : null;
    }

    private interface Choice {
        String place(String entry);
    }

    private void extract(Archive archive, Path into, Choice choice) throws IOException {
        long bytes = Files.size(archive.file());
        try (Counted counted = new Counted(Files.newInputStream(archive.file()));
                ZipInputStream zip = new ZipInputStream(counted)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String place = entry.isDirectory() ? null : choice.place(entry.getName());
                if (place != null) {
                    write(zip, into, place);
                }
                progress.at(counted.count(), bytes);
            }
        }
    }

    private static void write(InputStream in, Path into, String place) throws IOException {
        Path file = into.resolve(place).normalize();
        if (!file.startsWith(into)) {
            throw new IOException("an entry leads out of the archive: " + place);
        }
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
    }

    static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static PartFailure broken(Path home, IOException cause) {
        return new PartFailure("the unpacked OpenSearch in " + home + " is incomplete: delete that directory and try again",
                cause);
    }
}
