package engram.local.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.AwsJson;
import engram.local.system.parts.EmbeddedServers;
import engram.local.system.parts.Installation;
import engram.local.system.parts.Part;
import engram.local.system.parts.PartCommand;
import engram.local.system.parts.PartProcess;
import engram.local.system.parts.Tables;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each check of a running system, against the real servers, which are broken one by one.
class DoctorOfRunningTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final IndexDefinition DEFINITION = new IndexDefinition(Path.of(System.getProperty("engram.root")).resolve("infra"), false);

    private static EmbeddedServers servers;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.start(Part.SQS, Part.DYNAMODB, Part.OPENSEARCH);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        servers.close();
    }

    @Test
    void aQueueWithoutADeadLetterQueueIsNamed() throws Exception {
        AwsJson sqs = AwsJson.sqs(http, servers.sqs());
        assertThat(new QueueCheck(sqs, servers.queueUrl()).look()).isEmpty();

        sqs.call("CreateQueue", JSON.createObjectNode().put("QueueName", "bare"), SOON);
        assertThat(new QueueCheck(sqs, EmbeddedServers.queueUrl(servers.sqs(), "bare")).look())
                .singleElement().extracting(Finding::what).asString().contains("no dead-letter queue");
    }

    @Test
    void aBucketThatTellsNobodyOrAnotherQueueIsNamed(@TempDir Path folder) throws Exception {
        Check check = new NotificationCheck(folder.resolve("s3"), "engram", servers.queueUrl(), Instant.now());

        withS3(folder, () -> assertThat(check.look()).singleElement().extracting(Finding::what).asString()
                .contains("bucket engram does not tell " + servers.queueUrl()), "--bucket", "engram");
        withS3(folder, () -> assertThat(check.look()).hasSize(1), "--bucket", "engram", "--queue-url", servers.deadLetterQueueUrl());
        withS3(folder, () -> assertThat(check.look()).isEmpty(), "--bucket", "engram", "--queue-url", servers.queueUrl());
    }

    private interface Looking {
        void run() throws Exception;
    }

    private static void withS3(Path folder, Looking looking, String... arguments) throws Exception {
        try (PartProcess s3 = PartProcess.start(PartCommand.of(Installation.find(), Part.S3, folder, arguments), SOON)) {
            assertThat(s3.alive()).isTrue();
            looking.run();
        }
    }

    @Test
    void aTableThatForgetsNothingIsMended() throws Exception {
        AwsJson dynamoDb = AwsJson.dynamoDb(http, servers.dynamoDb());
        assertThat(table(dynamoDb, "engram-catalog").look()).isEmpty();

        ObjectNode table = JSON.createObjectNode().put("TableName", "keeps").put("BillingMode", "PAY_PER_REQUEST");
        table.putArray("AttributeDefinitions").addObject().put("AttributeName", "k").put("AttributeType", "S");
        table.putArray("KeySchema").addObject().put("AttributeName", "k").put("KeyType", "HASH");
        dynamoDb.call("CreateTable", table, SOON);
        TableCheck check = table(dynamoDb, "keeps");
        List<Finding> findings = check.look();
        assertThat(findings).singleElement().extracting(Finding::what).asString().contains("time to live");

        findings.getFirst().mend().orElseThrow().run();
        assertThat(check.look()).isEmpty();
    }

    @Test
    void aTableThatIsGoneIsMadeAnew() throws Exception {
        AwsJson dynamoDb = AwsJson.dynamoDb(http, servers.dynamoDb());
        dynamoDb.call("DeleteTable", JSON.createObjectNode().put("TableName", "engram-embeddings"), SOON);
        TableCheck check = table(dynamoDb, "engram-embeddings");
        List<Finding> findings = check.look();
        assertThat(findings).singleElement().extracting(Finding::what).asString().contains("does not exist");

        findings.getFirst().mend().orElseThrow().run();
        assertThat(check.look()).isEmpty();
    }

    private static TableCheck table(AwsJson dynamoDb, String name) {
        return new TableCheck(dynamoDb, name, () -> new Tables(servers.dynamoDb()).create(Installation.find()));
    }

    @Test
    void aSystemWithoutDocumentsHasNoIndex() throws Exception {
        assertThat(index("fresh").look()).isEmpty();
    }

    @Test
    void anIndexAsTheDefinitionSaysIsWell() throws Exception {
        make("well-m1", definition(), "well");

        assertThat(index("well").look()).isEmpty();
    }

    @Test
    void anAliasThatIsMissingIsGivenBack() throws Exception {
        make("bare-m1", definition(), null);
        IndexCheck check = index("bare", Set.of("m1"));
        List<Finding> findings = check.look();
        assertThat(findings).singleElement().extracting(Finding::what).asString().contains("alias bare is missing");

        findings.getFirst().mend().orElseThrow().run();
        assertThat(check.look()).isEmpty();
    }

    @Test
    void anAliasIsNotGivenToAnIndexOfAnotherModel() throws Exception {
        make("strange-m2", definition(), null);

        for (Set<String> models : List.of(Set.of("m1"), Set.of("m1", "m2"), Set.<String>of())) {
            assertThat(index("strange", models).look()).singleElement().satisfies(finding -> {
                assertThat(finding.what()).contains("strange-m2");
                assertThat(finding.mend()).isEmpty();
            });
        }
    }

    @Test
    void anIndexThatIsJustBeingMadeIsNotMissingItsAlias() throws Exception {
        make("young-m1", definition(), null);

        assertThat(new IndexCheck(http, servers.openSearch(), "young", DEFINITION, () -> Set.of("m1"), InstantSource.fixed(Instant.EPOCH))
                        .look()).isEmpty();
    }

    @Test
    void anIndexThatIsLostIsToBeFilledAnewAndNoneIsWellBeforeTheFirstDocument() throws Exception {
        assertThat(index("lost", Set.of()).look()).isEmpty();
        assertThat(index("lost", Set.of("m1")).look()).singleElement().extracting(Finding::remedy).asString().contains("fsck --repair");
    }

    @Test
    void theCatalogTellsWhichModelsItsDocumentsAreOf() throws Exception {
        AwsJson dynamoDb = AwsJson.dynamoDb(http, servers.dynamoDb());
        CatalogModels models = new CatalogModels(dynamoDb, "engram-catalog");
        assertThat(models.inUse()).isEmpty();

        row(dynamoDb, "w/a", "INDEXED", "m1");
        row(dynamoDb, "w/b", "FAILED", "m2");
        row(dynamoDb, "w/c", "INDEXED", "m3");
        assertThat(models.inUse()).containsExactly("m1", "m3");
    }

    /// DynamoDB counts its limit before it filters; what has one workspace is scanned in the order of its paths.
    @Test
    void theModelsInUseAreFoundBehindHundredsOfDocumentsThatAreNotIndexed() throws Exception {
        AwsJson dynamoDb = AwsJson.dynamoDb(http, servers.dynamoDb());
        Path infra = Path.of(System.getProperty("engram.root")).resolve("infra/catalog-table.json");
        dynamoDb.call("CreateTable", ((ObjectNode) JSON.readTree(infra.toFile())).put("TableName", "crowded"), SOON);
        for (int i = 0; i < 450; i++) {
            row(dynamoDb, "crowded", "w", "a%03d".formatted(i), i % 2 == 0 ? "FAILED" : "DELETED", "m1");
        }
        CatalogModels models = new CatalogModels(dynamoDb, "crowded");
        assertThat(models.inUse()).isEmpty();

        row(dynamoDb, "crowded", "w", "b", "INDEXED", "m2");
        assertThat(models.inUse()).containsExactly("m2");
    }

    @Test
    void anAliasOfTwoIndexesIsNamedAndLeftAlone() throws Exception {
        make("two-m1", definition(), "two");
        make("two-m2", definition(), "two");

        assertThat(index("two").look()).singleElement().satisfies(finding -> {
            assertThat(finding.what()).contains("two-m1").contains("two-m2");
            assertThat(finding.mend()).isEmpty();
        });
    }

    @Test
    void aMappingThatDiffersIsNamedByItsFields() throws Exception {
        ObjectNode other = definition();
        ObjectNode properties = (ObjectNode) other.at("/mappings/properties");
        properties.putObject("slot").put("type", "long");
        properties.putObject("surplus").put("type", "keyword");
        make("odd-m1", other, "odd");

        assertThat(index("odd").look()).singleElement().extracting(Finding::what).asString()
                .contains("/properties/slot/type").contains("/properties/surplus");
    }

    @Test
    void clocksThatAreApartAreNamed() throws Exception {
        URI store = servers.sqs();
        assertThat(new ClockCheck(http, store, Instant::now).look()).isEmpty();

        assertThat(new ClockCheck(http, store, () -> Instant.now().plusSeconds(3600)).look())
                .singleElement().extracting(Finding::remedy).asString().contains("NTP");
    }

    private static IndexCheck index(String alias) {
        return index(alias, Set.of());
    }

    /// An hour later: no index is in the making.
    private static IndexCheck index(String alias, Set<String> models) {
        return new IndexCheck(http, servers.openSearch(), alias, DEFINITION, () -> models, () -> Instant.now().plusSeconds(3600));
    }

    private static void row(AwsJson dynamoDb, String sourcePath, String status, String model) throws Exception {
        row(dynamoDb, "engram-catalog", sourcePath, sourcePath, status, model);
    }

    private static void row(AwsJson dynamoDb, String table, String workspace, String sourcePath, String status, String model)
            throws Exception {
        ObjectNode request = JSON.createObjectNode().put("TableName", table);
        ObjectNode row = request.putObject("Item");
        for (String key : List.of("document", "kind", "sourcePath")) {
            row.putObject(key).put("S", sourcePath);
        }
        row.putObject("workspace").put("S", workspace);
        row.putObject("status").put("S", status);
        row.putObject("modelVersion").put("S", model);
        dynamoDb.call("PutItem", request, SOON);
    }

    private static ObjectNode definition() throws Exception {
        ObjectNode definition = (ObjectNode) JSON.readTree(DEFINITION.infra().resolve("index.json").toFile());
        ((ObjectNode) definition.at("/mappings/properties/embedding")).put("dimension", 4);
        return definition;
    }

    private static void make(String name, ObjectNode definition, String alias) throws Exception {
        if (alias != null) {
            definition.putObject("aliases").putObject(alias);
        }
        var answer = http.send(HttpRequest.newBuilder(servers.openSearch().resolve("/" + name))
                .timeout(SOON)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(definition.toString()))
                .build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
