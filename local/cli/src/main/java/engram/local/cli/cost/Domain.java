package engram.local.cli.cost;

import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The OpenSearch domain that an index needs.
///
/// @param nodes data nodes
/// @param masters dedicated ones
/// @param storageGib of each data node
/// @param shards that each copy of the index should be cut into, so that none is larger than AWS advises
public record Domain(Node node, int nodes, int masters, double storageGib, int shards) {

    static final double GIB = 1L << 30;

    private static final int MASTERS = 3;
    private static final int ZONES = 2;

    /// Amazon OpenSearch Service takes no more without being asked.
    private static final int MOST_NODES = 80;

    double usdAnHour() {
        return node.usdAnHour() * nodes;
    }

    /// The cheapest domain that has memory for all graphs of vectors and room for the index; of equal ones that with fewer nodes.
    ///
    /// @throws IllegalArgumentException if none is large enough
    static Domain of(Workload load, CostData data) {
        Need need = Need.of(load, data.figures());
        return switch (load.deployed().size()) {
            case SMALL -> small(need, data);
            case PRODUCTION -> data.nodes().stream()
                    .flatMap(node -> fitting(node, need))
                    .min(Comparator.comparingDouble(Domain::usdAnHour).thenComparing(Domain::nodes))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no domain of up to %d nodes is large enough for %,d chunks".formatted(MOST_NODES, load.chunks())));
        };
    }

    private static Domain small(Need need, CostData data) {
        if (!need.fits(data.small(), 1)) {
            throw new IllegalArgumentException("a small domain holds up to %,d chunks, here are %,d: take a production one"
                    .formatted(need.mostOn(data.small()), need.chunks()));
        }
        return new Domain(data.small(), 1, 0, need.storageOfEach(1), need.shards());
    }

    /// Each zone holds the whole index once.
    private static Stream<Domain> fitting(Node node, Need need) {
        return IntStream.rangeClosed(1, MOST_NODES / ZONES)
                .filter(inZone -> need.fits(node, inZone))
                .limit(1)
                .mapToObj(inZone -> new Domain(node, inZone * ZONES, MASTERS, need.storageOfEach(inZone), need.shards()));
    }

    /// What one copy of the index takes.
    ///
    /// @param graphGib memory for its graphs of vectors
    /// @param storageGib room on disk, with what has to stay free
    private record Need(long chunks, double graphGib, double indexGib, double storageGib, double leastStorageGib, double shardGib) {

        static Need of(Workload load, Numbers figures) {
            long chunks = load.chunks();
            double index = chunks * figures.get("index.chunkBytes") / GIB;
            return new Need(
                    chunks,
                    chunks * vectorBytes(figures) / GIB,
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
    }

    /// Of a vector in a graph of HNSW: `1.1 * (4 * dimension + 8 * m)`. Source: OpenSearch documentation, "Approximate k-NN
    /// search", memory estimation.
    private static double vectorBytes(Numbers figures) {
        return 1.1 * (4 * figures.get("index.dimension") + 8 * figures.get("index.m"));
    }
}
