package engram.local.cli.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A folder whose files are documents: every regular file that no rule leaves out. A symbolic link counts as the file it
/// leads to if that lies in the same tree; links to folders, or out of the tree, are passed over.
public final class SourceTree {

    private final Path root;
    private final String keyPrefix;
    private final IgnoreRules rules;

    /// @param root      a folder
    /// @param keyPrefix what comes before the relative path in a key, ending in "/"
    public SourceTree(Path root, String keyPrefix, IgnoreRules rules) {
        this.root = root;
        this.keyPrefix = keyPrefix;
        this.rules = rules;
    }

    /// What a walk over a tree saw.
    ///
    /// @param sources in the order of their keys
    /// @param folders that were looked into, the root first
    /// @param strays  symbolic links that were passed over
    public record Contents(List<Source> sources, List<Path> folders, List<Path> strays) {}

    /// @throws IOException if a folder cannot be read, or its rules make no sense
    public Contents read() throws IOException {
        Walk walk = new Walk(root.toRealPath());
        walk.visit(root, "", rules);
        walk.sources.sort(Comparator.comparing(Source::key));
        return new Contents(walk.sources, walk.folders, walk.strays);
    }

    private final class Walk {
        private final Path realRoot;
        private final List<Source> sources = new ArrayList<>();
        private final List<Path> folders = new ArrayList<>();
        private final List<Path> strays = new ArrayList<>();

        Walk(Path realRoot) {
            this.realRoot = realRoot;
        }

        void visit(Path folder, String base, IgnoreRules above) throws IOException {
            folders.add(folder);
            IgnoreRules here = above.below(folder, base);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    visitEntry(entry, base + entry.getFileName(), here);
                }
            }
        }

        private void visitEntry(Path entry, String path, IgnoreRules here) throws IOException {
            BasicFileAttributes seen = attributes(entry, LinkOption.NOFOLLOW_LINKS);
            if (seen == null || here.ignores(path, seen.isDirectory())) {
                return;
            }
            if (seen.isDirectory()) {
                visit(entry, path + "/", here);
            } else if (seen.isRegularFile()) {
                sources.add(new Source(keyPrefix + path, entry, seen.size()));
            } else if (seen.isSymbolicLink()) {
                visitLink(entry, path);
            }
        }

        private void visitLink(Path link, String path) {
            BasicFileAttributes target = attributes(link);
            if (target != null && target.isRegularFile() && leadsInside(link)) {
                sources.add(new Source(keyPrefix + path, link, target.size()));
            } else {
                strays.add(link);
            }
        }

        private boolean leadsInside(Path link) {
            try {
                return link.toRealPath().startsWith(realRoot);
            } catch (IOException e) {
                return false; // it vanished: the next look at the tree sees what became of it
            }
        }

        /// Null if there is nothing (any more).
        private static BasicFileAttributes attributes(Path path, LinkOption... options) {
            try {
                return Files.readAttributes(path, BasicFileAttributes.class, options);
            } catch (IOException e) {
                return null;
            }
        }
    }
}
