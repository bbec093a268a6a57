package engram.reconcile;

import engram.domain.BucketListing.Listed;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.IndexScan.Entry;
import engram.domain.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// In what bucket, catalog and index differ over one document.
final class Comparison {

    private Comparison() {}

    /// None if they agree, and are as expected.
    ///
    /// @param overwrites whether a slot of the index holds what was written last and nothing else
    static List<Difference> of(Sighting seen, Expected expected, boolean overwrites) {
        List<Difference> differences = new ArrayList<>();
        compareObject(seen).or(() -> compareExpected(seen, expected)).ifPresent(differences::add);
        if (overwrites) {
            compareChunks(seen, seen.entries(), differences);
        } else {
            List<Entry> newest = newest(seen.entries());
            compareChunks(seen, newest, differences);
            add(differences, seen.entries().size() - newest.size(), count -> new Difference.ChunksReplaced(seen.id(), count));
        }
        return differences;
    }

    /// The last entry of each slot.
    private static List<Entry> newest(List<Entry> entries) {
        Map<Integer, Entry> newest = new LinkedHashMap<>();
        entries.forEach(entry -> newest.merge(entry.slot(), entry,
                (one, other) -> other.generation() < one.generation() ? one : other));
        return List.copyOf(newest.values());
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

    private static Optional<Difference> compareExpected(Sighting seen, Expected expected) {
        DocumentId id = seen.id();
        if (seen.document().filter(expected::isToBeForgotten).isPresent()) {
            return Optional.of(new Difference.TombstoneOverdue(id));
        }
        if (seen.document().filter(expected::isBehind).isPresent()) {
            return Optional.of(new Difference.VersionBehind(id));
        }
        return seen.document().filter(expected::isToBeRetried).map(_ -> new Difference.FailedRetryable(id));
    }

    private static void compareChunks(Sighting seen, List<Entry> all, List<Difference> differences) {
        DocumentId id = seen.id();
        List<ChunkEntry> chunks = seen.document().map(CatalogDocument::chunks).orElse(List.of());
        List<Entry> entries = all.stream().filter(Comparison::isSlot).toList();
        add(differences, all.size() - entries.size(), count -> new Difference.ChunksStray(id, count));
        if (chunks.isEmpty()) {
            add(differences, entries.size(), count -> new Difference.ChunksOfNothing(id, count));
            return;
        }
        long generation = seen.document().orElseThrow().generation();
        Set<Integer> held = new HashSet<>();
        int surplus = 0;
        int differ = 0;
        int ahead = 0;
        int twice = 0;
        for (Entry entry : entries) {
            if (entry.slot() >= chunks.size()) {
                surplus++;
                continue;
            }
            if (!held.add(entry.slot())) {
                twice++;
            }
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
        add(differences, twice, count -> new Difference.ChunksTwice(id, count));
    }

    private static boolean isSlot(Entry entry) {
        return entry.slot() >= 0 && entry.slot() < Doubt.MAX_CEILING;
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
