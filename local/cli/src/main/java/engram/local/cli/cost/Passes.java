package engram.local.cli.cost;

/// Passes of `ingest` over documents.
///
/// @param documents one pass each
/// @param embeddings texts that had to be embedded
/// @param seconds of all invocations together
record Passes(double documents, double embeddings, double invocations, double seconds) {

    /// Changes that come one by one, as edits do: an invocation each.
    static Passes changes(double changes, Workload load, Numbers figures) {
        return new Passes(
                changes,
                changes * Math.min(load.chunksPerDocument(), figures.get("ingest.changeEmbeddings")),
                changes,
                changes * figures.get("ingest.changeSeconds"));
    }

    /// All documents at once, in full batches.
    static Passes loading(Workload load, Numbers figures) {
        double invocations = Math.ceil(load.documents() / figures.get("ingest.batch"));
        return new Passes(
                load.documents(),
                load.chunks(),
                invocations,
                invocations * figures.get("ingest.batchSeconds")
                        + load.documents() * figures.get("ingest.documentSeconds")
                        + load.chunks() * figures.get("ingest.chunkSeconds"));
    }
}
