package engram.local.system;

import static engram.local.system.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.local.system.parts.Part;
import engram.local.system.parts.Progress;
import engram.local.system.queue.MessageQueue;
import engram.local.system.replay.Hint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All real: the four parts, and functions in processes of their own.
class LocalSystemTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path data;

    private static LocalSystem system;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start(SystemSettings.of(data, 0), Progress.NONE, new TinyDeployment());
    }

    @AfterAll
    static void end() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void anObjectReachesTheFunctionThatHears() throws Exception {
        put("docs/a%20b.md");

        eventually("the hint arrives", () -> TinyDeployment.seen(data, "ObjectCreated", "docs/a+b.md") >= 1);
    }

    @Test
    void aRequestReachesTheFunctionThatAnswers() throws Exception {
        var answer = get("/v1/x?q=1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("rawPath").asText()).isEqualTo("/v1/x");
    }

    @Test
    void theDescriptionIsWrittenForOthers() throws Exception {
        Description read = Description.read(data).orElseThrow();

        assertThat(read.url()).isEqualTo(system.url());
        assertThat(read.alive()).isTrue();
        assertThat(read.s3().bucket()).isEqualTo("engram");
        assertThat(read.children()).extracting(Description.Child::name)
                .containsExactlyInAnyOrder("s3", "sqs", "dynamodb", "opensearch", "hears", "answers");
        assertThat(read.children()).allSatisfy(child -> {
            assertThat(child.pid()).isPositive();
            assertThat(child.born()).isPositive();
            assertThat(child.state()).isEqualTo("running");
            assertThat(child.log()).exists();
        });
    }

    @Test
    void theStatusTellsWhatRuns() throws Exception {
        JsonNode status = JSON.readTree(get("/_local/status").body());

        assertThat(status.path("url").asText()).isEqualTo(system.url().toString());
        assertThat(status.path("parts")).hasSize(4).allSatisfy(part -> {
            assertThat(part.path("state").asText()).isEqualTo("running");
            assertThat(part.path("rssBytes").asLong()).isGreaterThan(10_000_000);
        });
        assertThat(status.path("functions")).hasSize(2).allSatisfy(function ->
                assertThat(function.path("environments").asInt()).isEqualTo(1));
        assertThat(status.path("queue").path("dlq").asInt()).isZero();
        assertThat(status.path("documents").path("byStatus").isObject()).isTrue();
        assertThat(status.path("chunks").asInt()).isZero();
    }

    @Test
    void webPagesCannotControlIt() throws Exception {
        var answer = http.send(HttpRequest.newBuilder(system.url().resolve("/_local/shutdown"))
                .header("Origin", "http://localhost").POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aHintIsSentForWhomeverIsNamed() throws Exception {
        assertThat(post("/_local/hints", "{\"sourcePaths\":[\"docs/again.md\"]}").body()).contains("\"sent\":1");

        eventually("the hint arrives", () -> TinyDeployment.seen(data, "ObjectCreated", "docs/again.md") >= 1);
        assertThat(post("/_local/hints", "{\"sourcePaths\":[7]}").statusCode()).isEqualTo(400);
        assertThat(post("/_local/hints", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void deadLettersAreListedAndRedriven() throws Exception {
        URI sqs = system.description().sqs().endpoint();
        MessageQueue.create(AwsJson.sqs(http, sqs), Endpoints.DEAD_LETTER_QUEUE, Map.of())
                .send(List.of(new Hint("docs/dead.md", true).body(Endpoints.BUCKET, Instant.now())));

        assertThat(get("/_local/dead").body()).contains("\"documents\":[{\"sourcePath\":\"docs/dead.md\"}]");
        assertThat(post("/_local/dead/redrive", "").body()).contains("\"redriven\":1");

        eventually("the hint arrives", () -> TinyDeployment.seen(data, "ObjectCreated", "docs/dead.md") >= 1);
        assertThat(get("/_local/dead").body()).isEqualTo("{\"messages\":[]}");
    }

    @Test
    void aSecondSystemOnTheSameDataIsRefusedWithTheUrlOfTheFirst() {
        assertThatThrownBy(() -> LocalSystem.start(SystemSettings.of(data, 0), Progress.NONE, new TinyDeployment()))
                .isInstanceOf(SystemFailure.class)
                .hasMessageContaining("already running").hasMessageContaining(system.url().toString());
        assertThat(Description.file(data)).exists();
    }

    @Test
    void aPortInUseIsSaidToBeInUse(@TempDir Path other) {
        int port = system.url().getPort();

        assertThatThrownBy(() -> LocalSystem.start(SystemSettings.of(other, port), Progress.NONE, new TinyDeployment()))
                .isInstanceOf(SystemFailure.class).hasMessageContaining("port " + port);
        assertThat(Description.file(other)).doesNotExist();
    }

    @Test
    void everyPartThatIsKilledComesBack() throws Exception {
        for (Part part : Part.values()) {
            kill(process(part.id()).pid());
        }

        for (Part part : Part.values()) {
            eventually(part.id() + " runs again", () -> process(part.id()).state().equals("running")
                    && process(part.id()).restarts() == 1);
        }
        put("docs/after.md");
        eventually("the hint arrives", () -> TinyDeployment.seen(data, "ObjectCreated", "docs/after.md") >= 1);
    }

    private static Status.Process process(String name) {
        return system.status().parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(system.url() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(system.url() + path)).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private void put(String key) throws Exception {
        var answer = http.send(HttpRequest.newBuilder(URI.create(system.description().s3().endpoint() + "/engram/" + key))
                .PUT(BodyPublishers.ofString("text")).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
