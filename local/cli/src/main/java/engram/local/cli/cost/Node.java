package engram.local.cli.cost;

/// A type of data node of Amazon OpenSearch Service.
///
/// @param usdAnHour on demand
/// @param gib memory
/// @param mostStorageGib largest volume that it takes
public record Node(String type, double usdAnHour, double gib, double mostStorageGib) {

    private static final double LARGEST_HEAP_GIB = 32;

    /// What is left for graphs of vectors: half of the memory is OpenSearch's heap, up to 32 GiB, and half of the rest is
    /// for graphs. Source: Amazon OpenSearch Service developer guide, "k-NN settings and statistics".
    double graphGib() {
        return (gib - Math.min(gib / 2, LARGEST_HEAP_GIB)) / 2;
    }
}
