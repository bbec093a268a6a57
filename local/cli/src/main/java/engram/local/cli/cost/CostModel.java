package engram.local.cli.cost;

/// What Engram costs: quantities of what AWS asks money for, times its prices. No free tier, discount or tax; nothing for
/// whoever puts documents into the bucket but the request.
public final class CostModel {

    /// A month as AWS counts it.
    static final double HOURS = 730;
    static final double DAYS = HOURS / 24;

    static final double GB = Domain.GIB;
    private static final double WRITE_UNIT = 1024;
    private static final double READ_UNIT = 4096;

    private final CostData data;

    public CostModel(CostData data) {
        this.data = data;
    }

    /// A month with documents that are there, and with what happens to them.
    public Bill month(Workload load) {
        Tally tally = new Tally(data.prices());
        Place place = place(load);
        place.keep(tally);
        pass(tally, Passes.changes(load, data.figures()), load);
        answer(tally, load.queriesPerDay() * DAYS, load);
        schedules(tally, load);
        keep(tally, load);
        watch(tally, place);
        guard(tally, load.deployed());
        return tally.bill();
    }

    /// What is paid once, for putting all documents and having them indexed.
    public Bill loading(Workload load) {
        Tally tally = new Tally(data.prices());
        Passes loading = Passes.loading(load, data.figures());
        place(load).load(tally, loading);
        pass(tally, loading, load);
        return tally.bill();
    }

    /// @throws IllegalArgumentException if the index is too large for where it would be
    public Place place(Workload load) {
        return Place.of(load, data);
    }

    private double figure(String name) {
        return data.figures().get(name);
    }

    private void pass(Tally tally, Passes passes, Workload load) {
        double coldStarts = passes.invocations() * figure("coldStart.share");
        tally.add("Lambda", "ingest", (passes.seconds() + coldStarts * figure("coldStart.ingestSeconds")) * figure("ingest.gb"), "GB-seconds", "lambda.gbSecond")
                .add("Lambda", "ingest", passes.invocations(), "requests", "lambda.request")
                .add("SQS", "hints", passes.documents() + passes.invocations() * figure("sqs.requestsABatch"), "requests", "sqs.request")
                .add("DynamoDB", "ingest writes", writes(passes, load), "write units", "dynamodb.writeUnit")
                .add("DynamoDB", "ingest reads", reads(passes, load), "read units", "dynamodb.readUnit")
                .add("S3", "objects put", passes.documents(), "requests", "s3.put")
                .add("S3", "objects read", passes.documents() * figure("s3.readsAPass"), "requests", "s3.get")
                .add("CloudWatch", "log of ingest", logged(passes.invocations(), passes.documents() * figure("log.passBytes")), "GB", logGb(load));
        trace(tally, "ingest", passes.invocations(), load);
    }

    /// A list of texts is written before something of it is kept, and again where something was dropped.
    private double writes(Passes passes, Workload load) {
        return passes.documents() * (figure("dynamodb.writesAPass") + units(rowBytes(load), WRITE_UNIT))
                + passes.fresh() * figure("dynamodb.writesAFreshPass")
                + passes.invocations() * figure("dynamodb.writesAnInvocation")
                + (2 * passes.documents() - passes.fresh()) * units(listBytes(load), WRITE_UNIT)
                + (passes.embeddings() + passes.dropped()) * units(figure("embeddings.rowBytes"), WRITE_UNIT);
    }

    private double reads(Passes passes, Workload load) {
        return passes.documents() * (units(rowBytes(load), READ_UNIT) + units(listBytes(load), READ_UNIT))
                + passes.embeddings() * figure("dynamodb.readsAnEmbedding");
    }

    private double rowBytes(Workload load) {
        return figure("catalog.rowBytes") + load.chunksPerDocument() * figure("catalog.chunkBytes");
    }

    private double listBytes(Workload load) {
        return figure("embeddings.listBytes") + load.chunksPerDocument() * figure("embeddings.listChunkBytes");
    }

    /// DynamoDB counts each row up to whole units.
    private static double units(double bytes, double unit) {
        return Math.ceil(bytes / unit);
    }

    private void answer(Tally tally, double queries, Workload load) {
        double seconds = queries * (figure("query.seconds") + figure("coldStart.share") * figure("coldStart.querySeconds"));
        tally.add("API Gateway", "HTTP API", queries, "requests", "httpApi.request")
                .add("API Gateway", "answers to the Internet", queries * figure("query.answerBytes") / GB, "GB", "transfer.gb")
                .add("Lambda", "query", seconds * figure("query.gb"), "GB-seconds", "lambda.gbSecond")
                .add("Lambda", "query", queries, "requests", "lambda.request")
                .add("DynamoDB", "rows that vouch", queries * figure("query.rows") * units(rowBytes(load), READ_UNIT), "read units", "dynamodb.readUnit")
                .add("DynamoDB", "retrievals noted", queries * noted(load), "write units", "dynamodb.writeUnit")
                .add("CloudWatch", "log of query and API", logged(queries, queries * figure("log.queryBytes")), "GB", logGb(load));
        trace(tally, "query", queries, load);
    }

    /// Writes of a search, at most. A process notes each document once a day, and once that it notes any; it answers so many searches as the
    /// share of starts says, and ends before the day does. A note that another process has made already is refused, and paid for.
    private double noted(Workload load) {
        if (!load.deployed().notesRetrievals()) {
            return 0;
        }
        double documents = Math.min(figure("query.rows"), load.documents() * figure("coldStart.share"));
        return (documents + figure("coldStart.share")) * figure("dynamodb.writesARetrieval");
    }

    /// What runs whether something happens or not.
    private void schedules(Tally tally, Workload load) {
        double runs = DAYS * (figure("schedule.health") + figure("schedule.reconcile") + figure("schedule.retention"));
        double walked = DAYS * load.deployed().walksPerDay() * load.documents();
        double seconds = runs * figure("schedule.seconds") + walked * figure("walk.seconds");
        tally.add("Lambda", "schedules", seconds * figure("schedule.gb"), "GB-seconds", "lambda.gbSecond")
                .add("Lambda", "schedules", runs, "requests", "lambda.request")
                .add("SQS", "looking for messages", figure("sqs.pollers") * HOURS * 3600 / figure("sqs.pollSeconds"), "requests", "sqs.request")
                .add("DynamoDB", "schedules' writes", runs * figure("schedule.writes"), "write units", "dynamodb.writeUnit")
                .add("DynamoDB", "schedules' reads", runs * figure("schedule.reads") + walked * figure("walk.reads"), "read units", "dynamodb.readUnit")
                .add("S3", "lists", walked / figure("walk.keysAList"), "requests", "s3.put")
                .add("CloudWatch", "log of schedules", logged(runs, runs * figure("log.scheduleBytes")), "GB", logGb(load));
        trace(tally, "schedules", runs, load);
    }

    private void keep(Tally tally, Workload load) {
        double noteBytes = load.deployed().notesRetrievals() ? figure("catalog.retrievalBytes") : 0;
        double catalog = load.documents() * (rowBytes(load) + figure("catalog.leaseBytes") + figure("catalog.indexBytes") + noteBytes);
        double embeddings = load.chunks() * (figure("embeddings.rowBytes") + figure("dynamodb.overheadBytes"))
                + load.documents() * (listBytes(load) + figure("dynamodb.overheadBytes"));
        tally.add("S3", "documents", load.documents() * (double) load.bytesPerDocument() / GB, "GB-months", "s3.gbMonth")
                .add("DynamoDB", "catalog", catalog / GB, "GB-months", "dynamodb.gbMonth")
                .add("DynamoDB", "embeddings", embeddings / GB, "GB-months", "dynamodb.gbMonth")
                .add("DynamoDB", "point-in-time recovery", (catalog + embeddings) / GB, "GB-months", "dynamodb.recoveryGbMonth");
    }

    private void watch(Tally tally, Place place) {
        double alarms = figure("watch.alarms") + place.alarms().map(this::figure).orElse(0.0);
        tally.add("CloudWatch", "metrics of health", figure("watch.metrics"), "metrics", "cloudwatch.metric")
                .add("CloudWatch", "alarms", alarms, "alarms", "cloudwatch.alarm")
                .add("CloudWatch", "dashboard", figure("watch.dashboards"), "dashboards", "cloudwatch.dashboard");
    }

    /// A network and a key of the deployment's own.
    private void guard(Tally tally, Deployed deployed) {
        if (deployed.network() == Deployed.Network.PRIVATE) {
            double endpoints = figure("network.endpoints")
                    + (deployed.index() == Deployed.Index.SERVERLESS ? figure("network.collectionEndpoints") : 0);
            tally.add("VPC", "endpoints", endpoints * HOURS, "hours", "endpoint.hour");
        }
        if (deployed.underOwnKey()) {
            tally.add("KMS", "key", 1, "keys", "kms.keyMonth")
                    .add("KMS", "data keys", figure("kms.users") * HOURS * 3600 / figure("kms.reuseSeconds"), "requests", "kms.request");
        }
    }

    /// As X-Ray samples invocations that come evenly: the first of each second, and a share of the others.
    private void trace(Tally tally, String what, double invocations, Workload load) {
        if (load.deployed().traced()) {
            double first = Math.min(invocations, figure("xray.aSecond") * HOURS * 3600);
            tally.add("X-Ray", what, first + figure("xray.share") * (invocations - first), "traces", "xray.trace");
        }
    }

    private double logged(double invocations, double bytes) {
        return (invocations * figure("log.invocationBytes") + bytes) / GB;
    }

    /// A gigabyte that is written, and kept for as long as logs are.
    private double logGb(Workload load) {
        return data.prices().get("cloudwatch.logGb") + load.deployed().logDays() / DAYS * data.prices().get("cloudwatch.logGbMonth");
    }
}
