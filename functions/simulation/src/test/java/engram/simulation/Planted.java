package engram.simulation;

import engram.domain.Doubt;
import engram.ingest.Ingest.Ports;
import engram.reconcile.WalkPorts;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryIndex;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The bugs that the invariants have to find: each leaves out one thing that convergence rests on.
public final class Planted implements Mutations {

    @Override
    public List<Mutation> all() {
        return List.of(
                new AtPorts("no-ceiling", PlantedAtPorts::noCeiling),
                new InCatalog("same-generation-on-the-next-pass", SameGeneration::new),
                new InCatalog("not-dirty-on-takeover", CleanTakeover::new),
                new InCatalog("not-dirty-on-give-back", CleanGiveBack::new),
                new InCatalog("absorbs-without-counting", Uncounted::new),
                new InCatalog("hints-not-checked-at-release", Unchecked::new),
                new AtPorts("delete-before-upsert", PlantedAtPorts::deleteBeforeUpsert),
                new InIndex("short-gc-deletes", ShortMemory::new),
                new InCatalog("expiry-not-cleared-by-a-claim", KeptExpiry::new),
                new InCatalog("document-not-fenced", Unfenced::new),
                new NoSettle(),
                new AcknowledgesFirst(),
                new AtPorts("surplus-not-deleted", PlantedAtPorts::surplusStays),
                new InIndex("hash-without-metadata", OldMetadata::new),
                new AtPorts("conflict-taken-for-a-failure", PlantedAtPorts::conflictIsFailure),
                new AtPorts("429-taken-for-permanent", PlantedAtPorts::busyIsPermanent),
                new AtPorts("cache-without-model-version", PlantedAtPorts::oneModelForAll),
                new AtPorts("texts-not-listed", PlantedAtPorts::textsNotListed),
                new AtPorts("vectors-not-dropped", PlantedAtPorts::vectorsStay),
                new InCatalog("generation-not-from-the-clock", Counting::new),
                new AtPorts("upserts-not-awaited", PlantedAtPorts::invisibleUpserts),
                new InCatalog("lease-for-everybody", ForEverybody::new),
                new AtPorts("commit-before-upsert", PlantedAtPorts::commitBeforeUpsert),
                new AtPorts("bulk-not-judged-one-by-one", PlantedAtPorts::busyIsDone),
                new InCatalog("doubt-without-dirt", CleanDoubt::new),
                new InCatalog("doubt-without-ceiling", LowDoubt::new),
                new InCatalog("doubt-without-generation", OldDoubt::new),
                new NoReconcile(),
                new LooksOnce(),
                new InWalk("bucket-not-walked", PlantedInWalk::noListing),
                new InWalk("catalog-not-walked", PlantedInWalk::noScan),
                new InWalk("index-not-walked", PlantedInWalk::noIndex),
                new InWalk("doubts-sent-as-plain-hints", PlantedInWalk::plainHints));
    }

    private record AtPorts(String name, UnaryOperator<Ports> ports) implements Mutation {}

    private record InCatalog(String name, Supplier<InMemoryCatalog> made) implements Mutation {
        @Override
        public InMemoryCatalog catalog() {
            return made.get();
        }
    }

    private record InIndex(String name, Function<InstantSource, InMemoryIndex> made) implements Mutation {
        @Override
        public InMemoryIndex index(InstantSource clock) {
            return made.apply(clock);
        }
    }

    private record InWalk(String name, UnaryOperator<WalkPorts> walkPorts) implements Mutation {}

    private record NoReconcile() implements Mutation {
        @Override
        public String name() {
            return "no-reconcile";
        }

        @Override
        public boolean reconciles() {
            return false;
        }
    }

    private record LooksOnce() implements Mutation {
        @Override
        public String name() {
            return "looked-at-once-only";
        }

        @Override
        public boolean looksTwice() {
            return false;
        }
    }

    private record NoSettle() implements Mutation {
        @Override
        public String name() {
            return "no-settle";
        }

        @Override
        public boolean settles() {
            return false;
        }
    }

    private record AcknowledgesFirst() implements Mutation {
        @Override
        public String name() {
            return "acknowledges-first";
        }

        @Override
        public boolean acknowledgesFirst() {
            return true;
        }
    }

    private static final class SameGeneration extends InMemoryCatalog {
        @Override
        protected long nextGeneration(long last, Instant now) {
            return last;
        }
    }

    private static final class CleanTakeover extends InMemoryCatalog {
        @Override
        protected boolean isDirtyOnTakeover() {
            return false;
        }
    }

    private static final class CleanGiveBack extends InMemoryCatalog {
        @Override
        protected boolean isDirtyOnGiveBack() {
            return false;
        }
    }

    private static final class Uncounted extends InMemoryCatalog {
        @Override
        protected long hintsWithAbsorbed(long hints) {
            return hints;
        }
    }

    private static final class Unchecked extends InMemoryCatalog {
        @Override
        protected boolean hintsMoved(long seen, long now) {
            return false;
        }
    }

    private static final class CleanDoubt extends InMemoryCatalog {
        @Override
        protected boolean isDirtyOnDoubt() {
            return false;
        }
    }

    private static final class LowDoubt extends InMemoryCatalog {
        @Override
        protected int doubtedCeiling(int ceiling, Doubt doubt) {
            return ceiling;
        }
    }

    private static final class OldDoubt extends InMemoryCatalog {
        @Override
        protected long doubtedGeneration(long generation, Doubt doubt) {
            return generation;
        }
    }

    private static final class KeptExpiry extends InMemoryCatalog {
        @Override
        protected Optional<Instant> claimedExpiry(Optional<Instant> expiresAt) {
            return expiresAt;
        }
    }

    private static final class Unfenced extends InMemoryCatalog {
        @Override
        protected boolean isFenced(long present, long mine) {
            return false;
        }
    }

    private static final class Counting extends InMemoryCatalog {
        @Override
        protected long claimedGeneration(long last, Instant now) {
            return last + 1;
        }

        @Override
        protected long nextGeneration(long last, Instant now) {
            return last + 1;
        }
    }

    private static final class ForEverybody extends InMemoryCatalog {
        @Override
        protected boolean isHeld(Instant until, Instant now) {
            return false;
        }

        @Override
        protected boolean isDirtyOnTakeover() {
            return false;
        }
    }

    private static final class ShortMemory extends InMemoryIndex {
        ShortMemory(InstantSource clock) {
            super(clock);
        }

        @Override
        protected Duration gcDeletes() {
            return Duration.ofSeconds(2);
        }
    }

    /// As if chunks that differ in metadata alone had the same hash, and were not written again.
    private static final class OldMetadata extends InMemoryIndex {
        OldMetadata(InstantSource clock) {
            super(clock);
        }

        @Override
        protected Held replaced(Held before, Held written) {
            return before.chunk().text().equals(written.chunk().text())
                    ? new Held(before.chunk(), written.hash(), before.embedding(), written.generation())
                    : written;
        }
    }
}
