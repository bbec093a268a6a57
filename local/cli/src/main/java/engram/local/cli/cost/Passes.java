package engram.local.cli.cost;

/// Passes of `ingest` over documents.
///
/// @param documents one pass each
/// @param fresh documents among them that were not there before
/// @param embeddings texts that had to be embedded
/// @param dropped vectors of texts that are no more
/// @param seconds of all invocations together
record Passes(double documents, double fresh, double embeddings, double dropped, double invocations, double seconds) {

    /// Changes that come one by one, as edits do: an invocation each, and as many vectors go as come. Where invocations wait for a refresh,
    /// those that come while all processes do so share the next one.
    ///
    /// @throws IllegalArgumentException if ingest cannot keep up with them
    static Passes changes(Workload load, Numbers figures) {
        double changes = load.changesPerDay() * CostModel.DAYS;
        double embeddings = changes * Math.min(load.chunksPerDocument(), figures.get("ingest.changeEmbeddings"));
        double seconds = changes * figures.get("ingest.changeSeconds");
        double wait = wait(load, figures);
        double invocations = wait == 0 ? changes : Math.min(changes, room(seconds, wait, load, figures));
        return new Passes(changes, 0, embeddings, embeddings, invocations, seconds + invocations * wait);
    }

    /// Invocations that find the time to wait.
    private static double room(double seconds, double wait, Workload load, Numbers figures) {
        double room = (load.deployed().processes() * CostModel.HOURS * 3600 - seconds) / wait;
        double batch = figures.get("ingest.batch");
        if (room * batch < load.changesPerDay() * CostModel.DAYS) {
            throw new IllegalArgumentException(
                    "ingest cannot keep up with %,d changes a day: each of its %d processes waits %.0f s for what a batch of %.0f wrote: a higher %s, or a domain"
                            .formatted(load.changesPerDay(), load.deployed().processes(), wait, batch, Deployed.PROCESSES));
        }
        return room;
    }

    /// All documents at once, in full batches.
    static Passes loading(Workload load, Numbers figures) {
        double invocations = Math.ceil(load.documents() / figures.get("ingest.batch"));
        return new Passes(
                load.documents(),
                load.documents(),
                load.chunks(),
                0,
                invocations,
                invocations * (figures.get("ingest.batchSeconds") + wait(load, figures))
                        + load.documents() * figures.get("ingest.documentSeconds")
                        + load.chunks() * figures.get("ingest.chunkSeconds"));
    }

    /// Seconds of an invocation until searches of a collection see what it wrote. A domain is told to refresh.
    private static double wait(Workload load, Numbers figures) {
        return load.deployed().index() == Deployed.Index.SERVERLESS ? figures.get("collection.refreshSeconds") : 0;
    }
}
