package engram.local.cli.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the paths of a command line stand for.
///
/// @param strays symbolic links that were passed over
public record Sources(List<Source> all, List<Path> strays) {

    private static final int MAX_KEY_BYTES = 1024;

    public Sources {
        all = List.copyOf(all);
        strays = List.copyOf(strays);
    }

    /// Files by their names; `docs` with that folder's name before its files' paths, `docs/` and `.` without.
    ///
    /// @throws IllegalArgumentException if a path is neither file nor folder, two files would get the same key, or a key is
    ///     longer than S3 allows
    public static Sources of(String workspace, List<String> paths, IgnoreRules rules) throws IOException {
        List<Source> sources = new ArrayList<>();
        List<Path> strays = new ArrayList<>();
        for (String path : paths) {
            Path file = Path.of(path);
            if (Files.isDirectory(file)) {
                SourceTree.Contents contents = new SourceTree(file, prefix(workspace, path), rules).read();
                sources.addAll(contents.sources());
                strays.addAll(contents.strays());
            } else if (Files.isRegularFile(file)) {
                String name = file.getFileName().toString();
                if (!rules.ignoresNamed(name)) {
                    sources.add(new Source(workspace + "/" + name, file, Files.size(file)));
                }
            } else {
                throw new IllegalArgumentException(path + (Files.exists(file) ? " is neither a file nor a folder" : " does not exist"));
            }
        }
        checkKeys(sources);
        return new Sources(sources, strays);
    }

    static String prefix(String workspace, String folder) {
        Path name = Path.of(folder).getFileName();
        boolean contentsOnly = folder.endsWith("/") || folder.isEmpty() || name == null || name.toString().equals(".") || name.toString().equals("..");
        return workspace + "/" + (contentsOnly ? "" : name + "/");
    }

    private static void checkKeys(List<Source> sources) {
        Map<String, Source> byKey = new LinkedHashMap<>();
        for (Source source : sources) {
            int bytes = source.key().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_KEY_BYTES) {
                throw new IllegalArgumentException(
                        source.file() + " would get a source path of " + bytes + " bytes, and S3 allows " + MAX_KEY_BYTES);
            }
            Source other = byKey.putIfAbsent(source.key(), source);
            if (other != null) {
                throw new IllegalArgumentException(other.file() + " and " + source.file() + " would both be " + source.key()
                        + ": load them into different workspaces, or from a common folder");
            }
        }
    }
}
