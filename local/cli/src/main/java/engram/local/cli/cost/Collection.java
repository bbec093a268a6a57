package engram.local.cli.cost;

import java.util.Optional;

/// The collection of OpenSearch Serverless (NEXTGEN) that an index needs, and for how long it is awake: its search and its indexing each
/// from the first request until nobody has asked it for ten minutes.
///
/// @param searchOcus of search that is awake
/// @param loadingOcus of search on average while documents are loaded, half of which are there then
/// @param indexingOcus of indexing that is awake
/// @param leastOcus that search and indexing each have while they sleep
/// @param wantedOcus of search with memory for the graphs of all vectors in each of its workers
/// @param searchAwake share of the time
/// @param indexingAwake share of the time
/// @param storageGib of the index, once
/// @param processes of `ingest` at a time
public record Collection(
        double searchOcus,
        double loadingOcus,
        double indexingOcus,
        double leastOcus,
        double wantedOcus,
        double searchAwake,
        double indexingAwake,
        double storageGib,
        int processes) implements Place {

    static final double DAY = 24 * 3600;

    private static final double HOUR = 3600;

    static Collection of(Workload load, CostData data) {
        Numbers figures = data.figures();
        Deployed deployed = load.deployed();
        Need need = Need.of(load, figures);
        double workers = figures.get("collection.searchOcus");
        double wanted = Math.max(workers, Math.ceil(workers * need.collectionGraphGib() / figures.get("ocu.gib")));
        return new Collection(
                Math.min(wanted, deployed.mostOcus()),
                Math.min(Math.max(workers, wanted / 2), deployed.mostOcus()),
                Math.min(figures.get("collection.indexingOcus"), deployed.mostOcus()),
                deployed.leastOcus(),
                wanted,
                1 - searchAsleep(load, figures),
                1 - indexingAsleep(load, figures),
                need.indexGib(),
                deployed.processes());
    }

    /// Searches, passes of ingest that wait to see what they wrote, and schedules: each look of health's, and each walk of reconcile's.
    private static double searchAsleep(Workload load, Numbers figures) {
        double idle = figures.get("collection.idleSeconds");
        return byChance(load.queriesPerDay(), figures.get("query.seconds") + idle)
                * indexingAsleep(load, figures)
                * regularly(load.deployed().walksPerDay(), load.documents() * figures.get("walk.seconds") + idle)
                * regularly(load.deployed().rests() ? load.deployed().walksPerDay() : figures.get("schedule.health"), idle);
    }

    private static double indexingAsleep(Workload load, Numbers figures) {
        return byChance(
                load.changesPerDay(),
                figures.get("ingest.changeSeconds") + figures.get("collection.refreshSeconds") + figures.get("collection.idleSeconds"));
    }

    /// Share of the time in which nothing keeps it awake, if requests come at any time of the day, and each does so for so long: as an M/G/∞
    /// queue is empty.
    private static double byChance(double requestsPerDay, double seconds) {
        return Math.exp(-requestsPerDay * seconds / DAY);
    }

    /// The same, if they come at regular intervals.
    private static double regularly(double requestsPerDay, double seconds) {
        return Math.max(0, 1 - requestsPerDay * seconds / DAY);
    }

    @Override
    public void keep(Tally tally) {
        ocus(tally, "search", CostModel.HOURS * (leastOcus + searchAwake * more(searchOcus)));
        ocus(tally, "indexing", CostModel.HOURS * (leastOcus + indexingAwake * more(indexingOcus)));
        tally.add("OpenSearch", "storage of the collection", storageGib, "GB-months", "aoss.gbMonth");
    }

    /// Both are awake until all is loaded.
    @Override
    public void load(Tally tally, Passes loading) {
        double hours = loading.seconds() / processes / HOUR;
        ocus(tally, "search", hours * more(loadingOcus));
        ocus(tally, "indexing", hours * more(indexingOcus));
    }

    /// Than it has anyway.
    private double more(double ocus) {
        return Math.max(0, ocus - leastOcus);
    }

    private static void ocus(Tally tally, String what, double hours) {
        tally.add("OpenSearch", what + " of the collection", hours, "OCU-hours", "aoss.ocuHour");
    }

    @Override
    public Optional<String> alarms() {
        return Optional.of("watch.collectionAlarms");
    }

    /// OpenSearch Serverless cuts it by itself.
    @Override
    public int shards() {
        return 1;
    }
}
