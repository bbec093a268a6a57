package engram.local.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.AwsJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The queue has a dead-letter queue.
record QueueCheck(AwsJson sqs, String url) implements Check {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public List<Finding> look() throws IOException, InterruptedException {
        ObjectNode request = new ObjectMapper().createObjectNode().put("QueueUrl", url);
        request.putArray("AttributeNames").add("All");
        JsonNode policy = sqs.call("GetQueueAttributes", request, SOON).at("/Attributes/RedrivePolicy");
        return policy.asText().contains("deadLetterTargetArn")
                ? List.of()
                : List.of(Finding.of(
                        url + " has no dead-letter queue: what fails is tried again for ever",
                        "start the system anew, which makes its queues as they should be: local/engram down, local/engram up"));
    }
}
