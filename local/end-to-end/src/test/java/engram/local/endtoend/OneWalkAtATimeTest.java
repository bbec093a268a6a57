package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.AwsJson;
import engram.local.system.parts.EmbeddedServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes of the deployed package, the real servers, and objects that nobody has indexed: a walk finds each, sends a hint
/// for each, and takes some fifteen seconds for it.
class OneWalkAtATimeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String W = "w";
    private static final int OBJECTS = 3 * Walker.AT_ONCE;
    /// Of a step: long enough for two hundred hints, and not for all.
    private static final int SECONDS = 8;

    @TempDir
    static Path folder;

    private static EmbeddedServers servers;
    private static HttpClient http;
    private static AwsJson dynamoDb;
    private static AwsJson sqs;
    private static Walker one;
    private static Walker two;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    static void start() throws Exception {
        servers = EmbeddedServers.start();
        http = HttpClient.newHttpClient();
        dynamoDb = AwsJson.dynamoDb(http, servers.dynamoDb());
        sqs = AwsJson.sqs(http, servers.sqs());
        one = new Walker("one", servers, folder);
        two = new Walker("two", servers, folder);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        http.close();
        servers.close();
    }

    @BeforeEach
    void putObjects() throws Exception {
        long told = messages();
        for (int i = 0; i < OBJECTS; i++) {
            send(HttpRequest.newBuilder(object(i)).PUT(BodyPublishers.ofString("text " + i)));
        }
        awaitMessages(told + OBJECTS);
        // Older than what is in flight.
        Instant old = Instant.now().plusSeconds(3);
        await(() -> Instant.now().isAfter(old));
    }

    @AfterEach
    void deleteObjects() throws Exception {
        threads.close();
        long told = messages();
        for (int i = 0; i < OBJECTS; i++) {
            send(HttpRequest.newBuilder(object(i)).DELETE());
        }
        awaitMessages(told + OBJECTS);
        deleteTurn();
    }

    @Test
    void ofTwoThatBeginAtOnceOneWalksAndTheOtherSaysSo() throws Exception {
        Future<Optional<JsonNode>> first = threads.submit(() -> one.step(W, Optional.empty(), SECONDS));
        Future<Optional<JsonNode>> second = threads.submit(() -> two.step(W, Optional.empty(), SECONDS));
        JsonNode ones = first.get().orElseThrow();
        JsonNode twos = second.get().orElseThrow();

        assertThat(List.of(isBusy(ones), isBusy(twos))).as("%s and %s", ones, twos).containsExactlyInAnyOrder(true, false);
        JsonNode busy = isBusy(ones) ? ones : twos;
        assertThat(busy.path("documents").asInt(-1)).isZero();
        Walker walker = isBusy(ones) ? two : one;
        assertThat(finish(walker, isBusy(ones) ? twos : ones)).isEqualTo(OBJECTS);
        assertThat(row().has("owner")).as("it is somebody's turn still").isFalse();
    }

    @Test
    void ofTwoSchedulesThatRunAtOnceOneWalks() throws Exception {
        long before = messages();
        Future<Optional<Long>> first = threads.submit(one::scheduled);
        Future<Optional<Long>> second = threads.submit(two::scheduled);

        assertThat(List.of(first.get().orElseThrow(), second.get().orElseThrow()))
                .as("a hint for each object").containsExactlyInAnyOrder(0L, scheduledHints());
        assertThat(messages()).isEqualTo(before + scheduledHints());
    }

    @Test
    void whoIsKilledInTheMiddleIsFollowedByAnotherOnceItsTurnHasRunOut() throws Exception {
        long before = messages();
        Future<Optional<JsonNode>> killed = threads.submit(() -> one.step(W, Optional.empty(), SECONDS));
        awaitMessages(before + 1);

        one.process().destroyForcibly();
        Instant until = until();
        assertThat(killed.get()).as("it died").isEmpty();
        assertThat(messages()).as("in the middle").isLessThan(before + OBJECTS);

        int refusals = 0;
        JsonNode walked = two.step(W, Optional.empty(), SECONDS).orElseThrow();
        while (isBusy(walked)) {
            refusals++;
            User.pause();
            walked = two.step(W, Optional.empty(), SECONDS).orElseThrow();
        }

        assertThat(Instant.now()).isAfterOrEqualTo(until);
        assertThat(refusals).isPositive();
        assertThat(finish(two, walked)).isEqualTo(OBJECTS);
    }

    @Test
    void whoIsSuspendedForLongerThanItsTurnStopsWhenItWakesUp() throws Exception {
        long before = messages();
        Future<Optional<JsonNode>> suspended = threads.submit(() -> one.step(W, Optional.empty(), SECONDS));
        awaitMessages(before + Walker.AT_ONCE);
        signal("STOP");
        JsonNode twos;
        try {
            Instant until = until();
            await(() -> Instant.now().isAfter(until));
            twos = two.step(W, Optional.empty(), 1).orElseThrow();
        } finally {
            signal("CONT");
        }
        // Empty if it was suspended in the middle of a request.
        Optional<JsonNode> ones = suspended.get();

        assertThat(isBusy(twos)).isFalse();
        assertThat(twos.path("ended").asBoolean()).isFalse();
        assertThat(ones.filter(step -> step.path("ended").asBoolean())).as("walked on").isEmpty();
        assertThat(row().at("/owner/S").asText()).isEqualTo("two");
        assertThat(row().at("/ownWalker/S").asText()).isEqualTo("two");
        assertThat(row().at("/ownPath/S").asText()).isEqualTo(twos.path("after").asText());
        assertThat(finish(two, twos)).isEqualTo(OBJECTS);
    }

    /// Those of a scheduled walk, whose time is short: what it does not come to is for the next one.
    private long scheduledHints() throws Exception {
        String after = row().at("/path/S").asText();
        return after.isEmpty() ? OBJECTS : 1 + Integer.parseInt(after.replaceAll("\\D", ""));
    }

    /// Goes on from that step to the end.
    ///
    /// @return how many documents were looked at, those of the step among them
    private static int finish(Walker walker, JsonNode step) throws InterruptedException {
        int documents = step.path("documents").asInt();
        JsonNode walked = step;
        while (!walked.path("ended").asBoolean()) {
            walked = walker.step(W, Optional.of(walked.path("after").asText()), SECONDS).orElseThrow();
            assertThat(isBusy(walked)).isFalse();
            documents += walked.path("documents").asInt();
        }
        return documents;
    }

    private static boolean isBusy(JsonNode walked) {
        return walked.path("busy").asBoolean();
    }

    private static Instant until() throws Exception {
        return Instant.ofEpochMilli(row().at("/until/N").asLong());
    }

    private static JsonNode row() throws Exception {
        return dynamoDb.call("GetItem", turn().put("ConsistentRead", true), PATIENCE).path("Item");
    }

    private static void deleteTurn() throws Exception {
        dynamoDb.call("DeleteItem", turn(), PATIENCE);
    }

    private static ObjectNode turn() {
        ObjectNode request = JSON.createObjectNode().put("TableName", "engram-catalog");
        ObjectNode key = request.putObject("Key");
        key.putObject("document").put("S", "#walks");
        key.putObject("kind").put("S", W);
        return request;
    }

    private static void awaitMessages(long least) throws Exception {
        await(() -> messages() >= least);
    }

    private static long messages() throws Exception {
        ObjectNode request = JSON.createObjectNode().put("QueueUrl", servers.queueUrl());
        request.putArray("AttributeNames").add("ApproximateNumberOfMessages");
        return sqs.call("GetQueueAttributes", request, PATIENCE).at("/Attributes/ApproximateNumberOfMessages").asLong();
    }

    private static void await(Callable<Boolean> state) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!state.call()) {
            assertThat(System.nanoTime()).as("waited for " + PATIENCE).isLessThan(end);
            User.pause();
        }
    }

    private static void signal(String signal) throws IOException, InterruptedException {
        String pid = Long.toString(one.process().pid());
        assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    }

    private static URI object(int number) {
        return servers.s3().resolve("/" + EmbeddedServers.BUCKET + "/" + W + "/%03d.md".formatted(number));
    }

    private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        assertThat(http.send(request.timeout(PATIENCE).build(), BodyHandlers.discarding()).statusCode()).isBetween(200, 204);
    }
}
