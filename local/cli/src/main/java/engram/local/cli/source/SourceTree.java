package engram.local.cli.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A folder whose files are documents: every regular file that no rule leaves out. A symbolic link counts as the file it
/// leads to if that lies in the same tree; links to folders, or out of the tree, are passed over.
public final class SourceTree {

    /// As many as Linux follows.
    private static final int MOST_HOPS = 40;

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

    /// What comes or goes meanwhile may be in it or not.
    ///
    /// @throws IOException if a file or folder that is there cannot be looked at, the root is gone, or rules make no sense
    public Contents read() throws IOException {
        Walk walk = new Walk(root.toRealPath());
        walk.visit(root, "", rules);
        if (!root.toRealPath().equals(walk.realRoot)) {
            throw new IOException(root + " was replaced while it was read");
        }
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
            IgnoreRules here = above.below(folder, base);
            List<Path> entries;
            try {
                entries = entries(folder);
            } catch (NoSuchFileException | NotDirectoryException e) {
                if (base.isEmpty()) {
                    throw e;
                }
                return; // gone since it was seen, or a file by now
            }
            folders.add(folder);
            for (Path entry : entries) {
                visitEntry(entry, base + entry.getFileName(), here);
            }
        }

        private static List<Path> entries(Path folder) throws IOException {
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(entries::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            return entries;
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

        private void visitLink(Path link, String path) throws IOException {
            BasicFileAttributes target = leadsNowhere(link) ? null : target(link);
            if (target != null && target.isRegularFile() && leadsInside(link)) {
                sources.add(new Source(keyPrefix + path, link, target.size()));
            } else {
                strays.add(link);
            }
        }

        /// A link to a link to a link, round and round: the only way of leading nowhere that Java has no exception for.
        private static boolean leadsNowhere(Path link) throws IOException {
            Path at = link;
            for (int hops = 0; Files.isSymbolicLink(at); hops++) {
                if (hops == MOST_HOPS) {
                    return true;
                }
                at = at.resolveSibling(Files.readSymbolicLink(at));
            }
            return false;
        }

        /// What it leads to; null if there is nothing, or it is none of ours to look at.
        private BasicFileAttributes target(Path link) throws IOException {
            try {
                return attributes(link);
            } catch (AccessDeniedException e) {
                Path target = link.resolveSibling(Files.readSymbolicLink(link)).toAbsolutePath().normalize();
                if (target.startsWith(realRoot) || target.startsWith(root.toAbsolutePath().normalize())) {
                    throw e;
                }
                return null;
            }
        }

        private boolean leadsInside(Path link) throws IOException {
            try {
                return link.toRealPath().startsWith(realRoot);
            } catch (NoSuchFileException e) {
                return false; // it vanished: the next look at the tree sees what became of it
            }
        }

        /// Null if there is nothing (any more). Whatever else keeps them from being read is told: who took it for the same
        /// would leave out, or delete, what is there.
        private static BasicFileAttributes attributes(Path path, LinkOption... options) throws IOException {
            try {
                return Files.readAttributes(path, BasicFileAttributes.class, options);
            } catch (NoSuchFileException e) {
                return null;
            }
        }
    }
}
