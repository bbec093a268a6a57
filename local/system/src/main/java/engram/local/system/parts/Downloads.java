package engram.local.system.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/// The archives that Maven fetched and that OpenSearch is unpacked from. The repository that they come from publishes no
/// checksums of them; so they have to be those that were tried.
public final class Downloads {

    private static final String DISTRIBUTION_SHA256 = "b676ad392c95a94d8d2bd8785b8b922c7811536daf6a9ec0c7277a34bd8a17a9";
    private static final String KNN_SHA256 = "99fdf3ac9ef95974e276298b83a58532bf21ba13bd5fd96a4b59465b7e613309";

    private final Path list;

    private Downloads(Path list) {
        this.list = list;
    }

    public static Downloads of(Installation installation) {
        return new Downloads(installation.target(Part.OPENSEARCH).resolve("archives.properties"));
    }

    /// Whether it is known yet where they are: the build says so.
    public boolean known() {
        return Files.isRegularFile(list);
    }

    /// Those that are not what they should be. One that is gone is fetched again by the next build that needs it.
    public List<Path> damaged() throws IOException {
        return List.of(distribution(), plugin()).stream()
                .filter(archive -> Files.isRegularFile(archive.file()) && !archive.isWhole())
                .map(Archive::file)
                .toList();
    }

    Archive distribution() throws IOException {
        return archive("opensearch", DISTRIBUTION_SHA256);
    }

    Archive plugin() throws IOException {
        return archive("knn", KNN_SHA256);
    }

    private Archive archive(String name, String sha256) throws IOException {
        if (!known()) {
            throw new PartFailure("the part opensearch is not built: run mvn -pl local/parts/opensearch -am package");
        }
        Properties archives = new Properties();
        try (var reader = Files.newBufferedReader(list)) {
            archives.load(reader);
        }
        return new Archive(Path.of(archives.getProperty(name)), sha256);
    }
}
