package engram.local.cli;

import engram.local.cli.remote.Bucket;
import engram.local.cli.source.IgnoreRules;
import engram.local.cli.source.Reason;
import engram.local.cli.source.Source;
import engram.local.cli.source.SourceTree;
import engram.local.cli.source.Uploads;
import engram.local.cli.terminal.Printable;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    private final Set<String> told = new HashSet<>();
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

    /// What a look at the folder saw.
    private record Seen(List<Path> folders, Map<String, Stamp> stamps, List<Source> suspects) {}

    /// Makes the workspace equal to the folder as it is now. What does not work is told, once, and left for another time.
    ///
    /// @return the folders that were looked into; empty if not all could be read: nothing was changed then
    Optional<List<Path>> align() throws IOException {
        behind = false;
        Seen seen;
        try {
            seen = look();
        } catch (IOException e) {
            trouble("nothing is kept equal while this cannot be read: " + Reason.of(e));
            return Optional.empty();
        }
        send(seen.suspects, seen.stamps);
        remove(seen.stamps);
        if (!behind) {
            told.clear();
        }
        return Optional.of(seen.folders);
    }

    private Seen look() throws IOException {
        SourceTree.Contents tree = new SourceTree(folder, prefix, rules).read();
        Seen seen = new Seen(tree.folders(), new HashMap<>(), new ArrayList<>());
        for (Source source : tree.sources()) {
            Optional<Stamp> stamp = stampOf(source);
            if (stamp.isPresent()) {
                seen.stamps.put(source.key(), stamp.get());
                if (!stamp.get().equals(sentAs.get(source.key()))) {
                    seen.suspects.add(source);
                }
            }
        }
        return seen;
    }

    private static Optional<Stamp> stampOf(Source source) throws IOException {
        try {
            return Optional.of(Stamp.of(source.file()));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // gone since the walk
        }
    }

    private void trouble(String what) {
        behind = true;
        if (told.add(what)) {
            terminal.note("failed: " + what + " (will be tried again)");
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
                        terminal.line("uploaded " + Printable.of(source.key()));
                    }
                }
            }
            sending.failures().forEach((key, reason) -> {
                behind = true;
                if (!Files.notExists(folder.resolve(key.substring(prefix.length())))) {
                    trouble(Printable.of(key + ": " + reason));
                }
            });
        }
    }

    private void remove(Map<String, Stamp> stamps) {
        for (String key : present.keySet().toArray(String[]::new)) {
            if (!stamps.containsKey(key)) {
                try {
                    bucket.delete(key);
                } catch (IOException e) {
                    trouble(Printable.of(key + " could not be removed: " + Reason.of(e)));
                    return;
                }
                present.remove(key);
                sentAs.remove(key);
                removals++;
                terminal.line("removed " + Printable.of(key));
            }
        }
    }

    /// Whether something could not be read, sent or removed: another [#align] tries again.
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
