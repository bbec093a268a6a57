package engram.reconcile;

import engram.domain.Bucket;
import engram.domain.BucketListing;
import engram.domain.Catalog;
import engram.domain.CatalogScan;
import engram.domain.DoubtQueue;
import engram.domain.HintQueue;
import engram.domain.IndexScan;
import engram.domain.health.VersionLog;

/// Where a walk reaches the world.
///
/// @param listing of the objects that `bucket` shows one by one
/// @param scan of the documents that `catalog` shows one by one
/// @param versions what `ingest` makes documents with
public record WalkPorts(
        BucketListing listing,
        Bucket bucket,
        CatalogScan scan,
        Catalog catalog,
        IndexScan index,
        HintQueue hints,
        DoubtQueue doubts,
        VersionLog versions) {}
