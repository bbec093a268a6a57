package engram.local.system.parts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The real servers on free ports, their data in a temporary directory, with bucket, queues and tables made: for tests.
///
/// Needs the parts' jars, so tests that use it run in `mvn verify`. S3 is anonymous and path style; DynamoDB and SQS take any
/// credentials, the region is `us-east-1`.
public final class EmbeddedServers implements AutoCloseable {
    public static final String BUCKET = "engram";
    /// What is retention's own; nobody hears of what happens in there.
    public static final String LEDGER_BUCKET = "engram-ledger";
    public static final String QUEUE = "engram-hints";
    public static final String DEAD_LETTER_QUEUE = "engram-hints-dlq";
    /// That queues belong to.
    public static final String ACCOUNT = "000000000000";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Installation installation;
    private final Path directory;
    private final Map<Part, PartProcess> parts = new ConcurrentHashMap<>();

    private EmbeddedServers(Installation installation, Path directory) {
        this.installation = installation;
        this.directory = directory;
    }

    /// Starts all four.
    public static EmbeddedServers start() {
        return start(EnumSet.allOf(Part.class));
    }

    /// Starts some, side by side; S3 brings SQS along.
    ///
    /// @throws PartFailure if one does not start; none is left running then
    public static EmbeddedServers start(Part first, Part... more) {
        return start(EnumSet.of(first, more));
    }

    private static EmbeddedServers start(Set<Part> wanted) {
        EmbeddedServers servers = new EmbeddedServers(Installation.find(), temporary());
        try {
            servers.startAll(wanted);
            return servers;
        } catch (CompletionException e) {
            servers.close();
            throw e.getCause() instanceof PartFailure failure ? failure : e;
        }
    }

    public URI s3() {
        return of(Part.S3).endpoint();
    }

    public URI sqs() {
        return of(Part.SQS).endpoint();
    }

    public URI dynamoDb() {
        return of(Part.DYNAMODB).endpoint();
    }

    public URI openSearch() {
        return of(Part.OPENSEARCH).endpoint();
    }

    public String queueUrl() {
        return queueUrl(sqs(), QUEUE);
    }

    public String deadLetterQueueUrl() {
        return queueUrl(sqs(), DEAD_LETTER_QUEUE);
    }

    /// Settings that lead a function to all four: where they are, and credentials that they take.
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "engram.bucket", BUCKET,
                "engram.ledger.bucket", LEDGER_BUCKET,
                "engram.queue-url", queueUrl(),
                "engram.index-endpoint", openSearch().toString(),
                "quarkus.s3.endpoint-override", s3().toString(),
                "quarkus.s3.path-style-access", "true",
                "quarkus.sqs.endpoint-override", sqs().toString(),
                "quarkus.dynamodb.endpoint-override", dynamoDb().toString()));
        for (String client : List.of("s3", "sqs", "dynamodb")) {
            settings.put("quarkus." + client + ".aws.region", "us-east-1");
            settings.put("quarkus." + client + ".aws.credentials.type", "static");
            settings.put("quarkus." + client + ".aws.credentials.static-provider.access-key-id", "local");
            settings.put("quarkus." + client + ".aws.credentials.static-provider.secret-access-key", "local");
        }
        return settings;
    }

    /// The process of a part, to kill or restart it.
    ///
    /// @throws IllegalArgumentException if it was not started
    public PartProcess of(Part part) {
        PartProcess process = parts.get(part);
        if (process == null) {
            throw new IllegalArgumentException(part.id() + " was not started; ask for it in start()");
        }
        return process;
    }

    /// Ends the servers and deletes their data.
    @Override
    public void close() {
        parts.values().parallelStream().forEach(PartProcess::close);
        try {
            OpenSearchHome.deleteAll(directory);
        } catch (IOException e) {
            throw new PartFailure("the temporary directory " + directory + " could not be deleted: " + e, e);
        }
    }

    /// URL of a queue at an SQS endpoint.
    public static String queueUrl(URI sqs, String queue) {
        return sqs + "/" + ACCOUNT + "/" + queue;
    }

    private void startAll(Set<Part> wanted) {
        List<CompletableFuture<?>> starts = new ArrayList<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            if (wanted.contains(Part.SQS) || wanted.contains(Part.S3)) {
                starts.add(CompletableFuture.runAsync(() -> startQueueAndBucket(wanted), each));
            }
            if (wanted.contains(Part.DYNAMODB)) {
                starts.add(CompletableFuture.runAsync(this::startTables, each));
            }
            if (wanted.contains(Part.OPENSEARCH)) {
                starts.add(CompletableFuture.runAsync(() -> begin(Part.OPENSEARCH), each));
            }
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        }
    }

    private void startQueueAndBucket(Set<Part> wanted) {
        begin(Part.SQS);
        if (wanted.contains(Part.S3)) {
            begin(Part.S3, "--bucket", BUCKET, "--quiet-bucket", LEDGER_BUCKET, "--queue-url", queueUrl());
        }
    }

    private void startTables() {
        begin(Part.DYNAMODB);
        new Tables(dynamoDb()).create(installation);
    }

    private void begin(Part part, String... arguments) {
        PartProcess process = PartProcess.start(PartCommand.of(installation, part, directory, arguments), PATIENCE);
        parts.put(part, process);
    }

    private static Path temporary() {
        try {
            return Throwaway.create("engram-");
        } catch (IOException e) {
            throw new PartFailure("no temporary directory could be made: " + e, e);
        }
    }
}
