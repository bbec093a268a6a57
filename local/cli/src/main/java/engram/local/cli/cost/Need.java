package engram.local.cli.cost;

/// What one copy of the index takes.
///
/// @param graphGib memory of a domain for its graphs of vectors
/// @param collectionGraphGib memory of a collection for the same
/// @param storageGib room on the disks of a domain, with what has to stay free
/// @param leastStorageGib that each disk of a domain has
/// @param shardGib largest shard
record Need(
        long chunks,
        double graphGib,
        double collectionGraphGib,
        double indexGib,
        double storageGib,
        double leastStorageGib,
        double shardGib) {

    static Need of(Workload load, Numbers figures) {
        long chunks = load.chunks();
        double index = chunks * figures.get("index.chunkBytes") / Domain.GIB;
        return new Need(
                chunks,
                chunks * vectorBytes(figures, 1) / Domain.GIB,
                chunks * vectorBytes(figures, figures.get("collection.compression")) / Domain.GIB,
                index,
                index * figures.get("index.storageFactor"),
                load.deployed().storageGib(),
                figures.get("index.shardGib"));
    }

    boolean fits(Node node, int nodes) {
        return graphGib <= node.graphGib() * nodes && storageOfEach(nodes) <= node.mostStorageGib();
    }

    double storageOfEach(int nodes) {
        return Math.max(leastStorageGib, Math.ceil(storageGib / nodes));
    }

    int shards() {
        return (int) Math.max(1, Math.ceil(indexGib / shardGib));
    }

    long mostOn(Node node) {
        return (long) (chunks * node.graphGib() / graphGib);
    }

    /// Of a vector in a graph of HNSW: `1.1 * (4 * dimension + 8 * m)`. Source: OpenSearch documentation, "Approximate k-NN
    /// search", memory estimation.
    private static double vectorBytes(Numbers figures, double compression) {
        return 1.1 * (4 * figures.get("index.dimension") / compression + 8 * figures.get("index.m"));
    }
}
