package engram.query.smoke;

import com.fasterxml.jackson.databind.ObjectMapper;
import engram.storage.AwsCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Lambda's handler: an event of CodeDeploy in, its outcome out, and told to CodeDeploy.
public final class SmokeSearch {

    private static final Logger LOG = Logger.getLogger("engram.smoke");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NewVersion version;
    private final Rollout rollout;

    /// What Lambda calls.
    public SmokeSearch() {
        this(System.getenv(), InstantSource.system(), SmokeSearch::sleep);
    }

    /// @param environment `ENGRAM_SMOKE_FUNCTION`, and of the settings of `query` the workspaces that it shows
    /// @param pause lets time pass
    SmokeSearch(Map<String, String> environment, InstantSource clock, Consumer<Duration> pause) {
        this.version = new NewVersion(
                AwsCall.to("lambda", endpoint(environment, "AWS_ENDPOINT_URL_LAMBDA")),
                environment.getOrDefault("ENGRAM_SMOKE_FUNCTION", ""),
                workspace(environment),
                clock,
                pause);
        this.rollout = new Rollout(AwsCall.to("codedeploy", endpoint(environment, "AWS_ENDPOINT_URL_CODEDEPLOY")));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the index wakes up", e);
        }
    }

    private static Optional<URI> endpoint(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(URI::create);
    }

    /// The first one that is shown: any other would be answered with FORBIDDEN.
    private static String workspace(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("ENGRAM_QUERY_WORKSPACES", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(environment.getOrDefault("ENGRAM_DEFAULT_WORKSPACE", "default"));
    }

    /// @throws engram.domain.TransientFailure if CodeDeploy was not told: it waits, and goes back
    public void handleRequest(InputStream event, OutputStream outcome) throws IOException {
        Order order = Order.read(event);
        Optional<String> wrong = version.ask();
        wrong.ifPresentOrElse(
                why -> LOG.errorf("deployment=%s goes back: %s", order.deployment(), why),
                () -> LOG.infof("deployment=%s goes on", order.deployment()));
        rollout.tell(order, wrong.isEmpty());
        JSON.writeValue(
                outcome,
                Map.of("status", wrong.isEmpty() ? "Succeeded" : "Failed", "why", wrong.orElse("")));
    }
}
