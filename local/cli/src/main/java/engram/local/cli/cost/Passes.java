package engram.local.cli.cost;

/// Passes of `ingest` over documents.
///
/// @param documents one pass each
/// @param fresh documents among them that were not there before
/// @param embeddings texts that had to be embedded
/// @param dropped vectors of texts that are no more
/// @param seconds of all invocations together
record Passes(double documents, double fresh, double embeddings, double dropped, double invocations, double seconds) {

    /// Changes that come one by one, as edits do: an invocation each, and as many vectors go as come.
    static Passes changes(double changes, Workload load, Numbers figures) {
        double embeddings = changes * Math.min(load.chunksPerDocument(), figures.get("ingest.changeEmbeddings"));
        return new Passes(changes, 0, embeddings, embeddings, changes, changes * figures.get("ingest.changeSeconds"));
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
                invocations * figures.get("ingest.batchSeconds")
                        + load.documents() * figures.get("ingest.documentSeconds")
                        + load.chunks() * figures.get("ingest.chunkSeconds"));
    }
}
