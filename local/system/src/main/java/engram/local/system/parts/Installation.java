package engram.local.system.parts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where the built parts and the cache of unpacked things are.
///
/// @param root of the repository
/// @param cache directory for what is made once and can be made again
public record Installation(Path root, Path cache) {
    public Installation {
        root = root.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
    }

    /// The installation that this process belongs to: root from the system property `engram.root`, else the directory with
    /// `local/parts` above the working directory; cache as [UserFolders] says.
    public static Installation find() {
        return new Installation(findRoot(), UserFolders.cache(System.getenv()));
    }

    private static Path findRoot() {
        String given = System.getProperty("engram.root", "");
        Path start = Path.of(given).toAbsolutePath();
        for (Path path = start; path != null; path = path.getParent()) {
            if (Files.isDirectory(path.resolve("local/parts"))) {
                return path;
            }
        }
        throw new PartFailure("no Engram repository at or above " + start
                + "; run inside one, or name it by the system property engram.root");
    }

    /// Build directory of a part.
    Path target(Part part) {
        return root.resolve("local/parts").resolve(part.id()).resolve("target");
    }

    /// The jar of the part, then its libraries by name.
    List<Path> classPath(Part part) {
        List<Path> path = new ArrayList<>(jars(part, target(part), "local-" + part.id() + "-"));
        path.addAll(jars(part, target(part).resolve("lib"), ""));
        return path;
    }

    private static List<Path> jars(Part part, Path directory, String prefix) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.filter(file -> {
                String name = file.getFileName().toString();
                return name.startsWith(prefix) && name.endsWith(".jar");
            }).sorted().toList();
            if (!jars.isEmpty()) {
                return jars;
            }
        } catch (IOException e) {
            throw notBuilt(part, e);
        }
        throw notBuilt(part, null);
    }

    private static PartFailure notBuilt(Part part, IOException cause) {
        return new PartFailure("the part " + part.id() + " is not built: run mvn -pl local/parts/" + part.id()
                + " -am package (a test that needs it runs in mvn verify, not in mvn test)", cause);
    }

    static String join(List<Path> classPath) {
        return String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList());
    }
}
