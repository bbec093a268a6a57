package engram.reconcile;

import engram.domain.BucketListing.Listed;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.IndexScan.Entry;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Bucket, catalog and index of a workspace side by side, in the order of source paths. However many there are, a page of
/// each is in memory, and what is at hand of a document.
final class Merge {

    private static final int PATHS = 1_000;
    private static final int ENTRIES = 2_000;
    /// So many entries at hand are enough: a document may have ten thousand.
    private static final int MOST_ENTRIES = 20_000;

    private final Workspace workspace;
    private final WalkPorts ports;
    private final Pages<Listed> objects;
    private final Pages<SourcePath> documents;
    private final Pages<Entry> entries;

    private record Found(DocumentId id, Optional<Listed> object, List<Entry> entries) {}

    /// @param after the path behind which it begins; absent: at the first
    Merge(WalkPorts ports, Objects bucket, Workspace workspace, Optional<SourcePath> after) {
        this.workspace = workspace;
        this.ports = ports;
        this.objects = new Pages<>(Optional.empty(), last -> bucket.page(workspace, last.map(Listed::path).or(() -> after)));
        this.documents = new Pages<>(after, last -> ports.scan().paths(workspace, last, PATHS));
        // Behind the last slot that the path could have.
        this.entries = new Pages<>(after.map(path -> new Entry(path, Integer.MAX_VALUE, null, 0)),
                last -> ports.index().entries(workspace, last, ENTRIES));
    }

    /// The next documents, as far as anybody knows them; none at the end. The catalog is asked for each of them, so that
    /// nothing is amiss because the list of it lags behind.
    List<Sighting> next(int most) {
        List<Found> found = new ArrayList<>();
        int entries = 0;
        while (found.size() < most && entries < MOST_ENTRIES && !isAtEnd()) {
            Found one = take(nearest().orElseThrow());
            entries += one.entries().size();
            found.add(one);
        }
        Map<DocumentId, CatalogDocument> known = ports.catalog().find(found.stream().map(Found::id).toList());
        return found.stream()
                .map(one -> new Sighting(one.id(), one.object(), Optional.ofNullable(known.get(one.id())), one.entries()))
                .toList();
    }

    boolean isAtEnd() {
        return nearest().isEmpty();
    }

    private Optional<SourcePath> nearest() {
        return Stream.of(objects.peek().map(Listed::path), documents.peek(), entries.peek().map(Entry::path))
                .flatMap(Optional::stream)
                .min(SourcePath::compareTo);
    }

    private Found take(SourcePath path) {
        Optional<Listed> object = objects.peek().filter(listed -> listed.path().equals(path));
        object.ifPresent(_ -> objects.next());
        documents.peek().filter(path::equals).ifPresent(_ -> documents.next());
        List<Entry> held = new ArrayList<>();
        while (entries.peek().filter(entry -> entry.path().equals(path)).isPresent()) {
            held.add(entries.next());
        }
        return new Found(new DocumentId(workspace, path), object, held);
    }
}
