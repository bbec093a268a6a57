package engram.local.cli;

import engram.local.cli.remote.Bucket;
import engram.local.cli.source.IgnoreRules;
import engram.local.cli.source.Source;
import engram.local.cli.source.SourceTree;
import engram.local.cli.source.Uploads;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps a workspace's objects equal to a folder's files: what was written is sent, what is gone is deleted, a rename is both.
/// Touches nothing outside its workspace.
final class Mirror {

    private final Terminal terminal;
    private final Bucket bucket;
    private final Path folder;
    private final String prefix;
    private final IgnoreRules rules;
    private final Map<String, String> present;
    private final Map<String, Stamp> sentAs = new HashMap<>();
    private int uploads;
    private int removals;
    private boolean behind;

    /// A file as it was when it was last compared with the bucket.
    private record Stamp(long size, FileTime modified, Object fileKey) {
        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
        }
    }

    Mirror(Terminal terminal, Bucket bucket, String workspace, Path folder, IgnoreRules rules) throws IOException {
        this.terminal = terminal;
        this.bucket = bucket;
        this.folder = folder;
        this.prefix = workspace + "/";
        this.rules = rules;
        this.present = new HashMap<>(Uploads.present(bucket, prefix));
    }

    /// Makes the workspace equal to the folder as it is now.
    ///
    /// @return the folders that were looked into
    List<Path> align() throws IOException {
        SourceTree.Contents tree = new SourceTree(folder, prefix, rules).read();
        Map<String, Stamp> stamps = new HashMap<>();
        List<Source> suspects = new ArrayList<>();
        for (Source source : tree.sources()) {
            stampOf(source).ifPresent(stamp -> {
                stamps.put(source.key(), stamp);
                if (!stamp.equals(sentAs.get(source.key()))) {
                    suspects.add(source);
                }
            });
        }
        send(suspects, stamps);
        remove(stamps);
        return tree.folders();
    }

    private static Optional<Stamp> stampOf(Source source) {
        try {
            return Optional.of(Stamp.of(source.file()));
        } catch (IOException e) {
            return Optional.empty(); // gone since the walk
        }
    }

    private void send(List<Source> suspects, Map<String, Stamp> stamps) throws IOException {
        try (Uploads sending = new Uploads(bucket, present)) {
            sending.begin(suspects);
            sending.awaitDone(suspects.size());
            for (Source source : suspects) {
                String eTag = sending.eTags().get(source.key());
                if (eTag != null) {
                    sentAs.put(source.key(), stamps.get(source.key()));
                    if (!eTag.equals(present.put(source.key(), eTag))) {
                        uploads++;
                        terminal.line("uploaded " + source.key());
                    }
                }
            }
            behind = !sending.failures().isEmpty();
            sending.failures().forEach((key, reason) -> {
                if (Files.exists(folder.resolve(key.substring(prefix.length())))) {
                    terminal.note("failed: " + key + ": " + reason);
                }
            });
        }
    }

    private void remove(Map<String, Stamp> stamps) throws IOException {
        for (String key : present.keySet().toArray(String[]::new)) {
            if (!stamps.containsKey(key)) {
                bucket.delete(key);
                present.remove(key);
                sentAs.remove(key);
                removals++;
                terminal.line("removed " + key);
            }
        }
    }

    /// Whether a file could not be sent: another [#align] tries again.
    boolean isBehind() {
        return behind;
    }

    int uploads() {
        return uploads;
    }

    int removals() {
        return removals;
    }

    int files() {
        return present.size();
    }
}
