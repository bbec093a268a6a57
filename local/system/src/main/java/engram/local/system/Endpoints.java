package engram.local.system;

import engram.local.system.parts.EmbeddedServers;
import engram.local.system.parts.Part;
import java.net.URI;
import java.util.Map;

/// Where everything is, known before anything runs. Names are the same as in the deployed system's configuration.
///
/// @param account that the queues belong to
record Endpoints(URI s3, URI sqs, URI dynamoDb, URI openSearch, String account) {

    static final String REGION = "us-east-1";
    static final String BUCKET = EmbeddedServers.BUCKET;
    static final String LEDGER_BUCKET = EmbeddedServers.LEDGER_BUCKET;
    static final String QUEUE = EmbeddedServers.QUEUE;
    static final String DEAD_LETTER_QUEUE = EmbeddedServers.DEAD_LETTER_QUEUE;
    static final String CATALOG = "engram-catalog";
    static final String EMBEDDINGS = "engram-embeddings";
    static final String ALIAS = "engram";

    static Endpoints of(Map<Part, Integer> ports) {
        return new Endpoints(at(ports, Part.S3), at(ports, Part.SQS), at(ports, Part.DYNAMODB), at(ports, Part.OPENSEARCH),
                EmbeddedServers.ACCOUNT);
    }

    /// All but the index in an emulator.
    static Endpoints of(URI emulator, String account, Map<Part, Integer> ports) {
        return new Endpoints(emulator, emulator, emulator, at(ports, Part.OPENSEARCH), account);
    }

    /// The same, as those see it who are led another way.
    Endpoints by(Trial.Detour detour) {
        return new Endpoints(detour.to(Part.S3, s3), detour.to(Part.SQS, sqs), detour.to(Part.DYNAMODB, dynamoDb),
                detour.to(Part.OPENSEARCH, openSearch), account);
    }

    /// The same, with the index somewhere else.
    Endpoints withIndex(URI at) {
        return new Endpoints(s3, sqs, dynamoDb, at, account);
    }

    private static URI at(Map<Part, Integer> ports, Part part) {
        return URI.create("http://127.0.0.1:" + ports.get(part));
    }

    String queueUrl() {
        return queueUrl(QUEUE);
    }

    String deadLetterQueueUrl() {
        return queueUrl(DEAD_LETTER_QUEUE);
    }

    private String queueUrl(String queue) {
        return sqs + "/" + account + "/" + queue;
    }

    /// What tells a function where its services are: our own names, and those of the AWS SDK and of Quarkus.
    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("ENGRAM_BUCKET", BUCKET),
                Map.entry("ENGRAM_LEDGER_BUCKET", LEDGER_BUCKET),
                Map.entry("ENGRAM_QUEUE_URL", queueUrl()),
                Map.entry("ENGRAM_CATALOG_TABLE", CATALOG),
                Map.entry("ENGRAM_EMBEDDINGS_TABLE", EMBEDDINGS),
                Map.entry("ENGRAM_INDEX_ENDPOINT", openSearch.toString()),
                Map.entry("ENGRAM_INDEX_ALIAS", ALIAS),
                Map.entry("AWS_ENDPOINT_URL_S3", s3.toString()),
                Map.entry("AWS_ENDPOINT_URL_SQS", sqs.toString()),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString()),
                Map.entry("QUARKUS_S3_ENDPOINT_OVERRIDE", s3.toString()),
                Map.entry("QUARKUS_S3_PATH_STYLE_ACCESS", "true"),
                Map.entry("QUARKUS_SQS_ENDPOINT_OVERRIDE", sqs.toString()),
                Map.entry("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", dynamoDb.toString()));
    }
}
