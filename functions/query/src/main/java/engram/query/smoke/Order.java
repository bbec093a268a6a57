package engram.query.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/// What CodeDeploy asks for: the lifecycle event whose end it waits for.
///
/// @param deployment id of the deployment
/// @param execution  id that the outcome is told with
record Order(String deployment, String execution) {

    /// CodeDeploy sends two ids.
    private static final int MOST_BYTES = 64 << 10;

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @throws IllegalArgumentException if it is nothing that CodeDeploy sends
    static Order read(InputStream event) throws IOException {
        byte[] bytes = event.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("an event of more than " + MOST_BYTES + " bytes is none of CodeDeploy's");
        }
        JsonNode json = JSON.readTree(bytes);
        return new Order(text(json, "DeploymentId"), text(json, "LifecycleEventHookExecutionId"));
    }

    private static String text(JsonNode event, String name) {
        JsonNode value = event.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new IllegalArgumentException("the event has no " + name + ": this function is a hook of CodeDeploy"
                    + " (BeforeAllowTraffic), see events/smoke-before-traffic.json");
        }
        return value.textValue();
    }
}
