package engram.storage.health;

import engram.domain.ModelVersion;
import engram.domain.Status;
import engram.domain.health.VersionLog;
import engram.domain.health.VersionLog.Versions;
import engram.domain.health.Vitals;
import engram.storage.Attributes;
import engram.storage.CatalogTable;
import engram.storage.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.s3.S3Client;

/// What is asked of S3, SQS, DynamoDB and OpenSearch. Who asks waits less than a request's own limit, which ends what
/// nobody waits for any more.
final class StoreVitals implements Vitals {

    static final Duration LIMIT = Duration.ofSeconds(3);

    private static final int SAMPLE = 250;

    /// How many times as many are read where none of them is indexed.
    private static final int PAGES = 8;
    private static final AwsRequestOverrideConfiguration OVERRIDE = AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(LIMIT)
            .apiCallAttemptTimeout(LIMIT)
            .build();

    private final S3Client s3;
    private final String bucketName;
    private final Service bucket;
    private final QueueVitals queue;
    private final CatalogTable catalog;
    private final Service catalogService;
    private final String embeddingsName;
    private final Service embeddings;
    private final IndexVitals index;
    private final VersionLog versions;

    StoreVitals(
            S3Client s3,
            String bucketName,
            QueueVitals queue,
            CatalogTable catalog,
            String embeddingsName,
            IndexVitals index,
            VersionLog versions) {
        this.s3 = s3;
        this.bucketName = bucketName;
        this.bucket = Service.of(
                "S3 bucket " + bucketName,
                s3.serviceClientConfiguration(),
                "set ENGRAM_BUCKET to a bucket that exists and allow the function's role s3:ListBucket on it");
        this.queue = queue;
        this.catalog = catalog;
        this.catalogService = Service.of(
                "DynamoDB table " + catalog.name(),
                catalog.client().serviceClientConfiguration(),
                "create the table from infra/catalog-table.json, or set ENGRAM_CATALOG_TABLE to its name and allow the"
                        + " function's role to read it and its indexes");
        this.embeddingsName = embeddingsName;
        this.embeddings = Service.of(
                "DynamoDB table " + embeddingsName,
                catalog.client().serviceClientConfiguration(),
                "create the table from infra/embeddings-table.json, or set ENGRAM_EMBEDDINGS_TABLE to its name and allow"
                        + " the function's role dynamodb:GetItem on it");
        this.index = index;
        this.versions = versions;
    }

    static AwsRequestOverrideConfiguration limited() {
        return OVERRIDE;
    }

    @Override
    public void bucket() {
        bucket.look(() -> s3.headBucket(head -> head.bucket(bucketName).overrideConfiguration(OVERRIDE)));
    }

    @Override
    public Queue queue() {
        return queue.hints();
    }

    @Override
    public long deadLetters() {
        return queue.deadLetters();
    }

    /// Of some indexed documents; rows of others stand between them, and tombstones, and are passed over.
    @Override
    public Sample catalog() {
        Set<ModelVersion> models = new HashSet<>();
        Map<String, AttributeValue> from = Map.of();
        boolean whole = false;
        for (int page = 0; page < PAGES && models.isEmpty(); page++) {
            ScanRequest scan = indexed(from);
            ScanResponse answer = catalogService.look(() -> catalog.client().scan(scan));
            answer.items().forEach(row -> models.add(new ModelVersion(new Attributes(row).text("modelVersion"))));
            from = answer.lastEvaluatedKey();
            if (from.isEmpty()) {
                whole = true;
                break;
            }
        }
        return new Sample(!models.isEmpty(), models, whole);
    }

    private ScanRequest indexed(Map<String, AttributeValue> from) {
        return ScanRequest.builder()
                .tableName(catalog.name())
                .indexName("documents")
                .projectionExpression("#modelVersion")
                .filterExpression("#status = :indexed")
                .expressionAttributeNames(HealthRows.named("status", "modelVersion"))
                .expressionAttributeValues(Map.of(":indexed", Attributes.of(Status.INDEXED.name())))
                .limit(SAMPLE)
                .exclusiveStartKey(from.isEmpty() ? null : from)
                .overrideConfiguration(OVERRIDE)
                .build();
    }

    @Override
    public Optional<Instant> oldestUnsettled() {
        return CatalogTable.unsettledShards().stream()
                .map(this::oldest)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> oldest(String shard) {
        QueryRequest first = QueryRequest.builder()
                .tableName(catalog.name())
                .indexName("unsettled")
                .keyConditionExpression("#unsettled = :shard")
                .expressionAttributeNames(HealthRows.named("unsettled"))
                .expressionAttributeValues(Map.of(":shard", Attributes.of(shard)))
                .limit(1)
                .overrideConfiguration(OVERRIDE)
                .build();
        List<Map<String, AttributeValue>> rows =
                catalogService.look(() -> catalog.client().query(first).items());
        return rows.stream().findFirst().map(row -> Instant.ofEpochMilli(new Attributes(row).number("unsettledSince")));
    }

    @Override
    public void embeddings() {
        GetItemRequest nothing = GetItemRequest.builder()
                .tableName(embeddingsName)
                .key(Map.of("text", Attributes.of("health")))
                .overrideConfiguration(OVERRIDE)
                .build();
        embeddings.look(() -> catalog.client().getItem(nothing));
    }

    @Override
    public Optional<Long> index() {
        return index.chunks();
    }

    @Override
    public Alias alias() {
        return index.alias();
    }

    @Override
    public Optional<ModelVersion> model() {
        return versions.latest().map(Versions::model);
    }
}
