package engram.local.system;

import engram.local.system.collection.CollectionFront;
import engram.local.system.http.HttpFront;
import engram.local.system.lambda.FunctionSpec;
import engram.local.system.lambda.Trigger;
import engram.local.system.parts.Part;
import engram.local.system.parts.PartFailure;
import engram.local.system.parts.Progress;
import engram.local.system.queue.DeadLetters;
import engram.local.system.queue.MessageQueue;
import engram.local.system.replay.CatalogTable;
import engram.local.system.replay.Replay;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that a local system consists of, put together and taken apart again.
final class Assembly {

    /// Longest answer of the HTTP API: API Gateway's bound.
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    /// What a message may wait between its receipt and its invocation, and after it, while it must stay hidden.
    private static final Duration HANDLING = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(5);
    /// What a collection was given: less than AWS's, which shows it within 10 to 60 s.
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);

    private final SystemSettings settings;
    private final Deployment deployment;
    private final Clock clock;
    private final Instant started;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private DataDirectory directory;
    private FileJournal journal;
    private HttpFront front;
    private CollectionFront collection;
    private Parts parts;
    private Host host;
    private StatusBoard board;
    private Chores chores;
    private volatile Description written;

    Assembly(SystemSettings settings, Deployment deployment, Clock clock) {
        this.settings = settings;
        this.deployment = deployment;
        this.clock = clock;
        this.started = clock.instant();
    }

    /// @param shutdown what to do when somebody asks for the end
    void start(Progress progress, Runnable shutdown) throws SystemFailure {
        try {
            directory = DataDirectory.claim(settings.data());
            journal = FileJournal.open(settings.data().resolve("logs/system.log"), clock);
            directory.endLeftovers(journal);
            progress.say(settings.emulator().map(at -> "starting OpenSearch and the functions, with AWS at " + at)
                    .orElse("starting S3, SQS, DynamoDB, OpenSearch and the functions"));
            startAll(shutdown);
            progress.done();
            journal.say("system", "answers at " + front.url() + " after "
                    + Duration.between(started, clock.instant()).toMillis() / 1000.0 + " s");
        } catch (IOException | PartFailure e) {
            throw new SystemFailure(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SystemFailure("the start was interrupted", e);
        }
    }

    private void startAll(Runnable shutdown) throws SystemFailure, IOException, InterruptedException {
        front = HttpFront.start(settings.port(), LONGEST_ANSWER, journal, clock);
        Map<Part, Integer> ports = Ports.choose(settings.data(), wanted());
        Optional<Emulator> emulator = settings.emulator().map(at -> new Emulator(at, http));
        Endpoints endpoints = emulator.isPresent() ? emulator.get().endpoints(ports) : Endpoints.of(ports);
        Endpoints seen = inACollection(endpoints.by(settings.trial().detour()));
        List<FunctionSpec> functions = deployment.functions(settings, environment(seen));
        if (emulator.isPresent()) {
            emulator.get().prepare(settings.installation(), visibility(functions));
        }
        parts = new Parts(settings, ports, seen.queueUrl(), visibility(functions), journal);
        host = new Host(settings, journal, clock);
        host.start(functions);
        parts.start();

        AwsJson sqs = AwsJson.sqs(http, endpoints.sqs());
        MessageQueue hints = MessageQueue.create(sqs, Endpoints.QUEUE, Map.of());
        MessageQueue dead = MessageQueue.create(sqs, Endpoints.DEAD_LETTER_QUEUE, Map.of());
        var catalog = new CatalogTable(AwsJson.dynamoDb(http, endpoints.dynamoDb()), Endpoints.CATALOG);
        host.awaitReady();
        var looked = new CatalogTable(AwsJson.dynamoDb(http, endpoints.dynamoDb()), Endpoints.CATALOG, StatusBoard.SOON);
        board = new StatusBoard(front.url(), endpoints, settings.index(), parts, host, hints, dead, looked, clock, started);
        front.route(ControlApi.PREFIX,
                new ControlApi(board::status, shutdown, new DeadLetters(dead, hints), hints, catalog, host::reconcile,
                        new AuditFile(settings.data(), clock), journal, clock));
        front.route(FunctionCalls.PREFIX, new FunctionCalls(host.functions()));
        front.route(AwsStandIns.PREFIX, new AwsStandIns(host.functions(), journal));
        host.open(front, hints, parts::allRun);
        describe();
        startChores(endpoints, hints, catalog);
    }

    /// The index as a collection has it, if the functions are told that it is in one.
    private Endpoints inACollection(Endpoints seen) throws IOException {
        if (settings.index() == IndexKind.DOMAIN) {
            return seen;
        }
        collection = CollectionFront.start(seen.openSearch(), SHOWN_WITHIN);
        return seen.withIndex(collection.endpoint());
    }

    private Map<String, String> environment(Endpoints seen) {
        Map<String, String> environment = new HashMap<>(seen.environment());
        for (String service : new String[] {"LAMBDA", "CODEDEPLOY"}) {
            environment.put("AWS_ENDPOINT_URL_" + service, AwsStandIns.endpoint(front.url().toString()));
        }
        if (collection != null) {
            environment.put("ENGRAM_INDEX_SHOWN_WITHIN", SHOWN_WITHIN.toString());
        }
        return environment;
    }

    private Set<Part> wanted() {
        return settings.emulator().isPresent() ? EnumSet.of(Part.OPENSEARCH) : EnumSet.allOf(Part.class);
    }

    private void startChores(Endpoints endpoints, MessageQueue hints, CatalogTable catalog) {
        chores = new Chores(journal);
        chores.every(Duration.ofMillis(500), "describe", this::describe);
        var replay = new Replay(http, endpoints.s3(), Endpoints.BUCKET, catalog, hints, journal, clock);
        chores.once(Duration.ofSeconds(5), "replay", replay::run);
        chores.every(Duration.ofSeconds(5), "rehearse", Rehearsals.of(host, journal, clock)::look);
    }

    private static Duration visibility(List<FunctionSpec> functions) {
        return functions.stream().filter(function -> function.triggers().stream().anyMatch(Trigger.Queue.class::isInstance))
                .map(FunctionSpec::timeout).max(Duration::compareTo).orElse(Duration.ZERO).plus(HANDLING);
    }

    private synchronized void describe() throws IOException {
        Description now = board.description();
        if (!now.equals(written)) {
            now.write(settings.data());
            written = now;
        }
    }

    Description description() {
        return board.description();
    }

    Status status() {
        return board.status();
    }

    /// Takes everything apart that was put together, in order; does what it can even if a step fails.
    void stop() throws InterruptedException {
        if (journal != null) {
            journal.say("system", "stops");
        }
        try {
            if (chores != null) {
                chores.close();
            }
            if (host != null) {
                host.stop(GRACE);
            }
        } finally {
            stopRest();
        }
    }

    private void stopRest() {
        if (collection != null) {
            collection.close();
        }
        if (parts != null) {
            parts.stop();
        }
        if (front != null) {
            front.close();
        }
        http.shutdownNow();
        try {
            if (directory != null) {
                directory.close();
            }
            if (journal != null) {
                journal.say("system", "has stopped");
                journal.close();
            }
        } catch (IOException e) {
            System.err.println("engram: " + settings.data() + " could not be left in order: " + e);
        }
    }
}
