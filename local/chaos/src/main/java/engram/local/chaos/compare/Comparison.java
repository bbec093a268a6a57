package engram.local.chaos.compare;

import engram.local.chaos.compare.Finding.Kind;
import engram.local.chaos.compare.Snapshot.Entry;
import engram.local.chaos.compare.Snapshot.Row;
import engram.local.chaos.compare.Snapshot.StoredObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Holds catalog and index to the bucket.
public final class Comparison {

    private static final String INDEXED = "INDEXED";
    private static final String DELETED = "DELETED";

    private final Snapshot snapshot;
    private final List<Finding> findings = new ArrayList<>();

    private Comparison(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// All differences; none if all objects are documents with text, indexed as they are now, and nothing else is there.
    public static List<Finding> of(Snapshot snapshot) {
        var comparison = new Comparison(snapshot);
        var paths = new TreeSet<>(snapshot.objects().keySet());
        paths.addAll(snapshot.rows().keySet());
        paths.addAll(snapshot.entries().keySet());
        paths.forEach(comparison::compare);
        new TreeSet<>(snapshot.unsettled()).forEach(path ->
                comparison.add(Kind.WRONG, path, "the catalog calls it unsettled, after all had settled"));
        return List.copyOf(comparison.findings);
    }

    private void compare(String path) {
        StoredObject object = snapshot.objects().get(path);
        Row row = snapshot.rows().get(path);
        List<Entry> entries = snapshot.entries().getOrDefault(path, List.of());
        List<Entry> vouched = entries.stream().filter(entry -> vouches(row, entry)).toList();
        entries.stream().filter(entry -> !vouched.contains(entry)).forEach(entry ->
                add(Kind.ORPHAN, path, "entry " + entry.id() + " in slot " + entry.slot() + " of version " + entry.version()
                        + ", which the catalog does not vouch for"));
        if (object == null) {
            withoutObject(path, row, vouched);
        } else {
            catalog(path, object, row);
            index(path, object, row, vouched);
        }
    }

    /// The rule that searches follow: the row's hash for the slot is the entry's own, or the entry is newer than the row.
    private static boolean vouches(Row row, Entry entry) {
        return row != null && row.status().equals(INDEXED)
                && (entry.version() > row.generation() || holds(row, entry));
    }

    private static boolean holds(Row row, Entry entry) {
        return entry.slot() >= 0 && entry.slot() < row.hashes().size() && row.hashes().get(entry.slot()).equals(entry.hash());
    }

    private void withoutObject(String path, Row row, List<Entry> vouched) {
        if (row != null && !row.status().equals(DELETED)) {
            add(Kind.WRONG, path, "the catalog says " + row.status() + ", and the bucket has no such object");
        }
        vouched.forEach(entry -> add(Kind.WRONG, path, "slot " + entry.slot() + " is vouched for without an object"));
    }

    private void catalog(String path, StoredObject object, Row row) {
        if (row == null) {
            add(Kind.LOST, path, "the catalog does not know it");
        } else if (!row.status().equals(INDEXED)) {
            add(Kind.LOST, path, "the catalog says " + row.status() + " " + row.reason());
        } else if (!row.eTag().equals(object.eTag())) {
            add(Kind.LOST, path, "the catalog has another version, ETag " + row.eTag() + " in place of " + object.eTag());
        } else {
            same(path, "size", object.size(), row.size());
            same(path, "content type", object.contentType(), row.contentType());
            same(path, "metadata", object.metadata(), row.metadata());
            same(path, "number of hashes", row.chunks(), (long) row.hashes().size());
        }
    }

    private void same(String path, String what, Object inBucket, Object inCatalog) {
        if (!inBucket.equals(inCatalog)) {
            add(Kind.WRONG, path, what + " " + inCatalog + " in the catalog, should be " + inBucket);
        }
    }

    private void index(String path, StoredObject object, Row row, List<Entry> vouched) {
        Set<Integer> slots = new HashSet<>();
        Set<String> found = new HashSet<>();
        for (Entry entry : vouched) {
            if (!slots.add(entry.slot())) {
                add(Kind.WRONG, path, "slot " + entry.slot() + " is in the index more than once");
            }
            entry(path, object, entry);
            found.addAll(entry.words());
            if (!holds(row, entry)) {
                add(Kind.WRONG, path, "slot " + entry.slot() + " holds version " + entry.version()
                        + ", newer than the catalog's " + row.generation() + ", and no update is under way");
            }
            Set<String> foreign = new TreeSet<>(entry.words());
            foreign.removeAll(object.words());
            if (!foreign.isEmpty()) {
                add(Kind.WRONG, path, "slot " + entry.slot() + " holds what the object does not: " + String.join(" ", foreign));
            }
        }
        for (int slot = 0; row != null && slot < row.hashes().size(); slot++) {
            if (!slots.contains(slot)) {
                add(Kind.LOST, path, "slot " + slot + " of " + row.hashes().size() + " is not in the index");
            }
        }
        Set<String> missing = new TreeSet<>(object.words());
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            add(Kind.LOST, path, "not in the index: " + String.join(" ", missing));
        }
    }

    /// What searches filter by, and find by.
    private void entry(String path, StoredObject object, Entry entry) {
        String what = "slot " + entry.slot() + " of the index has ";
        String workspace = path.substring(0, Math.max(0, path.indexOf('/')));
        if (!entry.workspace().equals(workspace)) {
            add(Kind.WRONG, path, what + "the workspace " + entry.workspace());
        }
        if (!entry.contentType().equals(object.contentType())) {
            add(Kind.WRONG, path, what + "the content type " + entry.contentType() + ", should be " + object.contentType());
        }
        // Metadata that the text itself brings along may be there as well.
        object.metadata().forEach((name, value) -> {
            if (!entry.metadata().getOrDefault(name, List.of()).contains(value)) {
                add(Kind.WRONG, path, what + "the metadata " + entry.metadata() + ", should have " + name + "=" + value);
            }
        });
        if (!entry.hasVector()) {
            add(Kind.LOST, path, what + "no vector");
        }
    }

    private void add(Kind kind, String path, String what) {
        findings.add(new Finding(kind, path, what));
    }
}
