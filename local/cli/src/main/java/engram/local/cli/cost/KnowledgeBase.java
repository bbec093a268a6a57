package engram.local.cli.cost;

/// The same documents in Amazon Bedrock Knowledge Bases, as far as what is published allows it: embedding by Titan Text
/// Embeddings V2, which begins anew with each document that changed, and one of two vector stores. Only what Bedrock asks money
/// for: no answers by a language model, and no storage of the documents.
public final class KnowledgeBase {

    private final CostData data;

    public KnowledgeBase(CostData data) {
        this.data = data;
    }

    /// Vectors in OpenSearch Serverless, with a copy in another zone. Capacity for searches is the least that has memory for
    /// all vectors: more is likely.
    public Bill onOpenSearchServerless(Workload load) {
        double graph = load.chunks() * 1.1 * (4 * figure("kb.dimension") + 8 * figure("index.m"));
        double search = Math.max(figure("kb.leastOcus"), Math.ceil(2 * graph / Domain.GIB / figure("kb.ocuGib")));
        Tally tally = new Tally(data.prices());
        embed(tally, load);
        return tally.add("OpenSearch Serverless", "search", search * CostModel.HOURS, "OCU-hours", "aoss.ocuHour")
                .add("OpenSearch Serverless", "indexing", figure("kb.leastOcus") * CostModel.HOURS, "OCU-hours", "aoss.ocuHour")
                .add("OpenSearch Serverless", "storage", stored(load, load.chunks()), "GB-months", "aoss.gbMonth")
                .bill();
    }

    /// Vectors in S3 Vectors. What its queries look through is charged too; how much that is, is not published as a formula, and
    /// it is left out.
    public Bill onS3Vectors(Workload load) {
        double written = load.changesPerDay() * CostModel.DAYS * load.chunksPerDocument();
        Tally tally = new Tally(data.prices());
        embed(tally, load);
        return tally.add("S3 Vectors", "vectors", stored(load, load.chunks()), "GB-months", "s3vectors.gbMonth")
                .add("S3 Vectors", "vectors put", stored(load, written), "GB", "s3vectors.putGb")
                .add("S3 Vectors", "queries", load.queriesPerDay() * CostModel.DAYS, "requests", "s3vectors.query")
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
