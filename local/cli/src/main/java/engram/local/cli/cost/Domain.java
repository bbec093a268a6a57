package engram.local.cli.cost;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The OpenSearch domain that an index needs.
///
/// @param nodes data nodes
/// @param masters dedicated ones
/// @param storageGib of each data node
public record Domain(Node node, int nodes, int masters, double storageGib, int shards) implements Place {

    static final double GIB = 1L << 30;

    private static final int MASTERS = 3;
    private static final int ZONES = 2;

    /// Amazon OpenSearch Service takes no more without being asked.
    private static final int MOST_NODES = 80;

    double usdAnHour() {
        return node.usdAnHour() * nodes;
    }

    @Override
    public void keep(Tally tally) {
        tally.add("OpenSearch", nodes + " × " + node.type(), nodes * CostModel.HOURS, "hours", node.usdAnHour())
                .add("OpenSearch", "dedicated masters", masters * CostModel.HOURS, "hours", "opensearch.masterHour")
                .add("OpenSearch", "volumes", nodes * storageGib, "GB-months", "opensearch.gbMonth");
    }

    @Override
    public Optional<String> alarms() {
        return Optional.of("watch.domainAlarms");
    }

    /// The cheapest domain that has memory for all graphs of vectors and room for the index; of equal ones that with fewer nodes.
    ///
    /// @throws IllegalArgumentException if none is large enough
    static Domain of(Workload load, CostData data) {
        Need need = Need.of(load, data.figures());
        if (load.deployed().index() == Deployed.Index.SMALL) {
            return small(need, data);
        }
        return data.nodes().stream()
                .flatMap(node -> fitting(node, need))
                .min(Comparator.comparingDouble(Domain::usdAnHour).thenComparing(Domain::nodes))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no domain of up to %d nodes is large enough for %,d chunks".formatted(MOST_NODES, load.chunks())));
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
}
