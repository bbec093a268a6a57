package engram.local.system.queue;

import static engram.local.system.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import engram.local.system.AwsJson;
import engram.local.system.Journal;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.TinyPackage;
import engram.local.system.lambda.Trigger;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real queue, the real runtime interface client, and a handler in a process of its own.
class EventSourceMappingTest {

    private static final Journal SILENT = (who, line) -> { };

    @TempDir
    Path folder;

    private SQSRestServer server;
    private MessageQueue queue;
    private MessageQueue dlq;
    private LambdaFunction function;
    private EventSourceMapping mapping;
    private final AtomicBoolean open = new AtomicBoolean(true);

    @BeforeEach
    void queues() throws Exception {
        server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
        var address = server.waitUntilStarted().localAddress();
        var sqs = AwsJson.sqs(HttpClient.newHttpClient(), URI.create("http://127.0.0.1:" + address.getPort()));
        dlq = MessageQueue.create(sqs, "dlq", Map.of());
        queue = MessageQueue.create(sqs, "hints", Map.of("VisibilityTimeout", "300", "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + dlq.attributes().get("QueueArn") + "\",\"maxReceiveCount\":5}"));
    }

    @AfterEach
    void end() throws Exception {
        if (mapping != null) {
            mapping.close(Duration.ZERO);
            function.close();
        }
        // Without waiting: the queue would hear out a long poll that nobody reads any more.
        server.stopAndGetFuture();
    }

    @Test
    void messagesAreHandledInBatchesAndDeleted() throws Exception {
        send("ok1", "ok2", "ok3");

        start(Duration.ofSeconds(30), 1);

        eventually("all are gone", () -> left(queue) == 0);
        assertThat(seen()).containsExactlyInAnyOrder("ok1", "ok2", "ok3");
        assertThat(function.state().invocations()).isEqualTo(1);
    }

    @Test
    void onlyWhatFailedComesBack() throws Exception {
        send("ok1", "once-fail", "ok2");

        start(Duration.ofSeconds(30), 1);

        eventually("all are gone", () -> left(queue) == 0);
        assertThat(seen()).containsExactlyInAnyOrder("ok1", "once-fail", "ok2", "once-fail");
    }

    @Test
    void anExceptionBringsTheWholeBatchBack() throws Exception {
        send("ok1", "once-throw");

        start(Duration.ofSeconds(30), 1);

        eventually("all are gone", () -> left(queue) == 0);
        assertThat(seen()).filteredOn("ok1"::equals).hasSize(2);
    }

    @Test
    void aCrashBringsTheBatchBackToTheNextProcess() throws Exception {
        send("once-halt");

        start(Duration.ofSeconds(30), 1);

        eventually("all are gone", () -> left(queue) == 0);
        assertThat(seen()).containsExactly("once-halt", "once-halt");
        assertThat(function.state().restarts()).isEqualTo(1);
    }

    @Test
    void aTimeoutBringsTheBatchBackToTheNextProcess() throws Exception {
        send("once-hang");

        start(Duration.ofSeconds(4), 1);

        eventually("all are gone", () -> left(queue) == 0);
        assertThat(seen()).containsExactly("once-hang", "once-hang");
    }

    @Test
    void aReportAboutAStrangerFailsTheWholeBatch() throws Exception {
        send("ok1", "once-unknown");

        start(Duration.ofSeconds(30), 1);

        eventually("all are gone", () -> left(queue) == 0);
        assertThat(seen()).filteredOn("ok1"::equals).hasSize(2);
    }

    @Test
    void aMessageThatAlwaysFailsEndsInTheDeadLetterQueueAfterFiveReceives() throws Exception {
        send("fail", "ok");

        start(Duration.ofSeconds(30), 1);

        eventually("it is in the DLQ", () -> left(dlq) == 1);
        assertThat(left(queue)).isZero();
        assertThat(seen()).filteredOn("fail"::equals).hasSize(5);
    }

    @Test
    void whatFailedStaysAwayAsLongAsTheFunctionSaidElseAsLongAsTheQueueSays() throws Exception {
        send("later", "keep");
        start(Duration.ofSeconds(30), 1);
        eventually("both were handled", () -> Files.exists(folder.resolve("seen")) && seen().size() == 2);

        send("ok");
        eventually("the other is gone", () -> left(queue) == 2);

        assertThat(seen()).containsExactlyInAnyOrder("later", "keep", "ok");
        assertThat(queue.depth()).isEqualTo(new MessageQueue.Depth(0, 2, 0));
    }

    @Test
    void nothingIsReceivedWhileTheGateIsShut() throws Exception {
        send("ok");
        open.set(false);

        start(Duration.ofSeconds(30), 1);
        function.awaitReady(Duration.ofSeconds(60));
        assertThat(queue.depth()).isEqualTo(new MessageQueue.Depth(1, 0, 0));

        open.set(true);
        eventually("it is gone", () -> left(queue) == 0);
    }

    @Test
    void severalEnvironmentsShareTheWork() throws Exception {
        String[] bodies = new String[60];
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = "ok" + i;
        }
        send(bodies);

        start(Duration.ofSeconds(30), 2);

        eventually("all are gone", () -> left(queue) == 0);
        assertThat(seen()).containsExactlyInAnyOrder(bodies);
    }

    private void send(String... bodies) throws Exception {
        queue.send(List.of(bodies));
    }

    private void start(Duration timeout, int concurrency) throws Exception {
        var trigger = new Trigger.Queue(10, Duration.ofMillis(200));
        function = LambdaFunction.start(TinyPackage.spec(folder, trigger, timeout, concurrency, queue.url()),
                TinyPackage.settings(folder), SILENT, Clock.systemUTC());
        mapping = EventSourceMapping.start(queue, function, trigger, new RetryDelay(Duration.ZERO), open::get,
                "us-east-1", SILENT);
    }

    private List<String> seen() throws Exception {
        return Files.readAllLines(folder.resolve("seen"));
    }

    private static int left(MessageQueue queue) throws Exception {
        return (int) queue.depth().all();
    }
}
