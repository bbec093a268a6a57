package engram.local.infra;

import java.util.Locale;
import java.util.Map;

/// What the short names of `infra/calls.json` stand for in a stack: ARNs, with an example where a name stands for many things.
record Places(Stack stack, String documents, String domain) {

    private static final String KEY = "/acme/notes/a file.md";
    static final String MODEL = "all-minilm-l6-v2-q-0a1b2c3d4e5f";

    static Places of(Stack stack) {
        return new Places(
                stack,
                stack.output("DocumentsBucket").orElseThrow().toString(),
                stack.holds("MakesDomain") ? Stack.DOMAIN : stack.resolve(Map.of("Ref", "IndexDomain")).toString());
    }

    boolean hasCollection() {
        return stack.holds("MakesCollection");
    }

    String arn(String name) {
        if (name.startsWith("index/")) {
            String path = name.substring("index".length()).replace("MODEL", MODEL);
            return Stack.arn("es", "domain/" + domain + path);
        }
        return switch (name) {
            case "documents" -> "arn:aws:s3:::" + documents;
            case "documents/*" -> "arn:aws:s3:::" + documents + KEY;
            case "ledger" -> "arn:aws:s3:::" + ledger();
            case "ledger/*" -> "arn:aws:s3:::" + ledger() + "/receipts/000000000001.json";
            case "archive" -> "arn:aws:s3:::" + archive();
            case "archive/*" -> "arn:aws:s3:::" + archive() + "/old" + KEY;
            case "inventory" -> "arn:aws:s3:::" + inventory();
            case "inventory/*" -> "arn:aws:s3:::" + inventory() + "/daily/2026-11-30T01-00Z/manifest.json";
            case "catalog" -> table("Catalog");
            case "catalog/documents" -> table("Catalog") + "/index/documents";
            case "catalog/unsettled" -> table("Catalog") + "/index/unsettled";
            case "embeddings" -> table("Embeddings");
            case "collection" -> Stack.arn("aoss", "collection/" + Stack.COLLECTION);
            case "hints" -> Stack.arn("sqs", Stack.NAME + "-hints");
            case "dead-hints" -> Stack.arn("sqs", Stack.NAME + "-hints-dlq");
            case "key" -> Stack.arn("kms", "key/Key");
            case "documents-key" -> resolved("DocumentsKeyArn");
            case "inventory-key" -> resolved("InventoryKeyArn");
            case "archive-key" -> resolved("ArchiveKeyArn");
            // Where AWS knows nothing narrower.
            case "anything" -> "*";
            case "bus" -> Stack.arn("events", "event-bus/default");
            case "query:version" -> Stack.arn("lambda", "function:" + Stack.NAME + "-query:12");
            case "rollout" -> Stack.arn("codedeploy", "deploymentgroup:" + Stack.NAME + "-application/query");
            default -> {
                if (name.startsWith("log/")) {
                    yield Stack.arn("logs", "log-group:/aws/lambda/" + name.substring("log/".length()).replace("STACK", Stack.NAME)
                            + ":log-stream:2026/11/21/[1]0a1b");
                }
                throw new AssertionError("infra/calls.json names " + name + ", which stands for nothing");
            }
        };
    }

    private String ledger() {
        return stack.output("LedgerBucket").orElseThrow().toString();
    }

    private String archive() {
        return resolved("ArchiveBucket");
    }

    private String inventory() {
        return resolved("InventoryBucket");
    }

    private String resolved(String parameter) {
        return stack.resolve(Map.of("Ref", parameter)).toString();
    }

    private static String table(String id) {
        return Stack.arn("dynamodb", "table/" + Stack.NAME + "-" + id.toLowerCase(Locale.ROOT));
    }
}
