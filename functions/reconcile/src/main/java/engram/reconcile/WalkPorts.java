package engram.reconcile;

import engram.domain.Bucket;
import engram.domain.BucketListing;
import engram.domain.Catalog;
import engram.domain.CatalogScan;
import engram.domain.DoubtQueue;
import engram.domain.HintBacklog;
import engram.domain.HintQueue;
import engram.domain.IndexScan;
import engram.domain.Unsettled;
import engram.domain.health.VersionLog;
import java.time.Instant;
import java.util.List;

/// Where a walk reaches the world.
///
/// @param listing of the objects that `bucket` shows one by one
/// @param scan of the documents that `catalog` shows one by one
/// @param backlog of the queue that `hints` and `doubts` go to
/// @param versions what `ingest` makes documents with
/// @param unsettled what nobody comes to an end with
public record WalkPorts(
        BucketListing listing,
        Bucket bucket,
        CatalogScan scan,
        Catalog catalog,
        IndexScan index,
        HintQueue hints,
        DoubtQueue doubts,
        HintBacklog backlog,
        VersionLog versions,
        Unsettled unsettled) {

    /// Of a walk that is not told what is unsettled: it sees of those only what differs.
    public WalkPorts(
            BucketListing listing,
            Bucket bucket,
            CatalogScan scan,
            Catalog catalog,
            IndexScan index,
            HintQueue hints,
            DoubtQueue doubts,
        HintBacklog backlog,
            VersionLog versions) {
        this(listing, bucket, scan, catalog, index, hints, doubts, backlog, versions, NOTHING);
    }

    private static final Unsettled NOTHING = new Unsettled() {
        @Override
        public List<Waiting> overdue(Instant since, Instant now, int most) {
            return List.of();
        }

        @Override
        public void putOff(Waiting waiting, Instant until) {}
    };
}
