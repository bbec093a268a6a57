package engram.local.chaos;

import engram.local.chaos.proxy.Fault;
import engram.local.system.parts.Part;
import java.util.SplittableRandom;

/// What the real services say when they do not want to.
final class BusyAnswers {

    /// What OpenSearch says when its disk has run full, as versions before the flood stage's own 429 did and AWS's still does.
    static final Fault.Answer READ_ONLY = new Fault.Answer(403, "application/json", """
            {"error":{"root_cause":[{"type":"cluster_block_exception","reason":"index [engram] blocked by: [FORBIDDEN/12/index \
            read-only / allow delete (api)];"}],"type":"cluster_block_exception","reason":"index [engram] blocked by: \
            [FORBIDDEN/12/index read-only / allow delete (api)];"},"status":403}""");

    private static final Fault.Answer SLOW_DOWN = new Fault.Answer(503, "application/xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>");
    private static final Fault.Answer THROTTLED_TABLE = new Fault.Answer(400, "application/x-amz-json-1.0",
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\",\"message\":\"too much\"}");
    private static final Fault.Answer BROKEN_TABLE = new Fault.Answer(500, "application/x-amz-json-1.0",
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\",\"message\":\"internal\"}");
    private static final Fault.Answer THROTTLED_QUEUE = new Fault.Answer(429, "application/x-amz-json-1.0",
            "{\"__type\":\"com.amazonaws.sqs#RequestThrottled\",\"message\":\"too much\"}");
    private static final Fault.Answer BUSY_INDEX = new Fault.Answer(429, "application/json",
            "{\"error\":{\"root_cause\":[],\"type\":\"rejected_execution_exception\",\"reason\":\"rejected\"},\"status\":429}");
    private static final Fault.Answer UNAVAILABLE = new Fault.Answer(503, "text/html", "<html><body>Service Unavailable</body></html>");

    private BusyAnswers() {
    }

    static Fault.Answer of(Part part, SplittableRandom random) {
        boolean one = random.nextBoolean();
        return switch (part) {
            case S3 -> SLOW_DOWN;
            case SQS -> one ? THROTTLED_QUEUE : UNAVAILABLE;
            case DYNAMODB -> one ? THROTTLED_TABLE : BROKEN_TABLE;
            case OPENSEARCH -> one ? BUSY_INDEX : UNAVAILABLE;
        };
    }
}
