package engram.query.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.TransientFailure;
import engram.storage.AwsCall;
import java.time.Duration;
import java.util.Map;

/// The deployment that waits, at CodeDeploy.
final class Rollout {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsCall codeDeploy;

    Rollout(AwsCall codeDeploy) {
        this.codeDeploy = codeDeploy;
    }

    /// Lets it go on, or go back.
    ///
    /// @throws TransientFailure if CodeDeploy was not told. It waits for an hour, and then goes back
    void tell(Order order, boolean goOn) {
        AwsCall.Answer answer = codeDeploy.post(
                "/",
                Map.of(
                        "Content-Type", "application/x-amz-json-1.1",
                        "X-Amz-Target", "CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus"),
                body(order, goOn),
                PATIENCE);
        if (answer.status() != OK) {
            throw new TransientFailure("CodeDeploy answered %d to the outcome of deployment %s: allow the function's role"
                    .formatted(answer.status(), order.deployment())
                    + " codedeploy:PutLifecycleEventHookExecutionStatus on its deployment group");
        }
    }

    private static byte[] body(Order order, boolean goOn) {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("deploymentId", order.deployment())
                    .put("lifecycleEventHookExecutionId", order.execution())
                    .put("status", goOn ? "Succeeded" : "Failed"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outcome is always written", e);
        }
    }
}
