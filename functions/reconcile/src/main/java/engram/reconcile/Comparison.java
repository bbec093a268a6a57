package engram.reconcile;

import engram.domain.BucketListing.Listed;
import engram.domain.CatalogDocument;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.DocumentId;
import engram.domain.IndexScan.Entry;
import engram.domain.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// In what bucket, catalog and index differ over one document.
final class Comparison {

    private Comparison() {}

    /// None if they agree.
    static List<Difference> of(Sighting seen) {
        List<Difference> differences = new ArrayList<>();
        compareObject(seen).ifPresent(differences::add);
        compareChunks(seen, differences);
        return differences;
    }

    private static Optional<Difference> compareObject(Sighting seen) {
        Optional<CatalogDocument> living = seen.document().filter(document -> document.status() != Status.DELETED);
        DocumentId id = seen.id();
        if (seen.object().isEmpty()) {
            return living.map(_ -> new Difference.ObjectGone(id));
        }
        if (living.isEmpty()) {
            return Optional.of(new Difference.NotInCatalog(id));
        }
        Listed object = seen.object().get();
        boolean same = living.get().object().filter(object::isOf).isPresent();
        return same ? Optional.empty() : Optional.of(new Difference.CatalogBehind(id));
    }

    private static void compareChunks(Sighting seen, List<Difference> differences) {
        DocumentId id = seen.id();
        List<ChunkEntry> chunks = seen.document().map(CatalogDocument::chunks).orElse(List.of());
        if (chunks.isEmpty()) {
            add(differences, seen.entries().size(), count -> new Difference.ChunksOfNothing(id, count));
            return;
        }
        long generation = seen.document().orElseThrow().generation();
        Set<Integer> held = new HashSet<>();
        int surplus = 0;
        int differ = 0;
        int ahead = 0;
        for (Entry entry : seen.entries()) {
            if (entry.slot() < 0 || entry.slot() >= chunks.size()) {
                surplus++;
                continue;
            }
            held.add(entry.slot());
            if (!entry.hash().equals(chunks.get(entry.slot()).hash())) {
                differ++;
            } else if (entry.generation() > generation) {
                ahead++;
            }
        }
        add(differences, chunks.size() - held.size(), count -> new Difference.ChunksMissing(id, count));
        add(differences, surplus, count -> new Difference.ChunksSurplus(id, count));
        add(differences, differ, count -> new Difference.ChunksDiffer(id, count));
        add(differences, ahead, count -> new Difference.ChunksAhead(id, count));
    }

    private interface Made {
        Difference of(int count);
    }

    private static void add(List<Difference> differences, int count, Made made) {
        if (count > 0) {
            differences.add(made.of(count));
        }
    }
}
