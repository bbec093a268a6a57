package engram.local.cli.cost;

/// The same documents in Amazon Bedrock Knowledge Bases, as far as what is published allows it: embedding by Titan Text
/// Embeddings V2, which begins anew with each document that changed, and one of two vector stores. Only what Bedrock asks money
/// for: no answers by a language model, and no storage of the documents.
public final class KnowledgeBase {

    private static final double TB = 1L << 40;

    private final CostData data;

    public KnowledgeBase(CostData data) {
        this.data = data;
    }

    /// Vectors in OpenSearch Serverless, with a copy in another zone. Capacity for searches is the least that has memory for
    /// all vectors as they are; compressed ones would need less.
    public Bill onOpenSearchServerless(Workload load) {
        double graph = load.chunks() * 1.1 * (4 * figure("kb.dimension") + 8 * figure("index.m"));
        double search = Math.max(figure("kb.leastOcus"), Math.ceil(2 * graph / Domain.GIB / figure("ocu.gib")));
        Tally tally = new Tally(data.prices());
        embed(tally, load);
        return tally.add("OpenSearch Serverless", "search", search * CostModel.HOURS, "OCU-hours", "aoss.ocuHour")
                .add("OpenSearch Serverless", "indexing", figure("kb.leastOcus") * CostModel.HOURS, "OCU-hours", "aoss.ocuHour")
                .add("OpenSearch Serverless", "storage", stored(load, load.chunks()), "GB-months", "aoss.gbMonth")
                .bill();
    }

    /// Vectors in one index of S3 Vectors. Beside each query its size is charged: a vector's bytes and its key's, times the vectors
    /// of the index, dearer for the first ones. Source: Amazon S3 pricing, S3 Vectors, "data processed".
    public Bill onS3Vectors(Workload load) {
        double written = load.changesPerDay() * CostModel.DAYS * load.chunksPerDocument();
        double queries = load.queriesPerDay() * CostModel.DAYS;
        double tb = queries * (4 * figure("kb.dimension") + figure("kb.keyBytes")) / TB;
        double first = Math.min(load.chunks(), figure("kb.firstTierVectors"));
        double next = Math.min(load.chunks(), figure("kb.nextTierVectors")) - first;
        Tally tally = new Tally(data.prices());
        embed(tally, load);
        return tally.add("S3 Vectors", "vectors", stored(load, load.chunks()), "GB-months", "s3vectors.gbMonth")
                .add("S3 Vectors", "vectors put", stored(load, written), "GB", "s3vectors.putGb")
                .add("S3 Vectors", "queries", queries, "requests", "s3vectors.query")
                .add("S3 Vectors", "looked through, first vectors", tb * first, "TB", "s3vectors.firstTb")
                .add("S3 Vectors", "looked through, next vectors", tb * next, "TB", "s3vectors.nextTb")
                .add("S3 Vectors", "looked through, all others", tb * (load.chunks() - first - next), "TB", "s3vectors.furtherTb")
                .bill();
    }

    private void embed(Tally tally, Workload load) {
        double tokens = load.changesPerDay() * load.chunksPerDocument() * figure("kb.chunkTokens")
                + load.queriesPerDay() * figure("kb.questionTokens");
        tally.add("Bedrock", "embedding", tokens * CostModel.DAYS, "tokens", "titan.token");
    }

    /// A chunk's vector and its text.
    private double stored(Workload load, double chunks) {
        return chunks * (4 * figure("kb.dimension") + (double) load.bytesPerDocument() / load.chunksPerDocument()) / CostModel.GB;
    }

    private double figure(String name) {
        return data.figures().get(name);
    }
}
