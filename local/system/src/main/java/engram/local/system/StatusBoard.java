package engram.local.system;

import engram.local.system.lambda.FunctionState;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.queue.MessageQueue;
import engram.local.system.replay.CatalogTable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Looks at everything that runs, for [Status] and [Description]. Stores are asked side by side.
final class StatusBoard {

    /// Longest silence of a store that status waits for; who asks sits and waits, and is to be told.
    static final Duration SOON = Duration.ofSeconds(2);

    private final URI url;
    private final Endpoints endpoints;
    private final IndexKind index;
    private final Parts parts;
    private final Host host;
    private final Remembered<Status.Queue> queue;
    private final Remembered<CatalogTable.Counts> catalog;
    private final Remembered<CatalogTable.Unsettled> unsettled;
    private final Clock clock;
    private final Instant started;

    StatusBoard(URI url, Endpoints endpoints, IndexKind index, Parts parts, Host host, MessageQueue hints, MessageQueue dead,
                CatalogTable catalog, Clock clock, Instant started) {
        this.url = url;
        this.endpoints = endpoints;
        this.index = index;
        this.parts = parts;
        this.host = host;
        this.queue = new Remembered<>(() -> Status.Queue.of(hints.depth(SOON), dead.depth(SOON)));
        this.catalog = new Remembered<>(catalog::count);
        this.unsettled = new Remembered<>(catalog::unsettled);
        this.clock = clock;
        this.started = started;
    }

    Status status() {
        var counting = catalog.ask();
        var waiting = unsettled.ask();
        var queued = queue.ask();
        var counts = reachable(counting);
        return new Status(url, ProcessHandle.current().pid(), Duration.between(started, clock.instant()).toSeconds(),
                parts.all().stream().map(this::of).toList(),
                host.functions().stream().map(StatusBoard::of).toList(),
                reachable(queued).orElse(null),
                counts.map(Status.Documents::of).orElse(null),
                reachable(waiting).map(found -> Status.Unsettled.of(found, clock.instant())).orElse(null),
                counts.map(CatalogTable.Counts::chunks).orElse(null));
    }

    /// Empty while whoever would know does not answer: `status` tells that by the part's state.
    private static <T> Optional<T> reachable(Future<T> answer) {
        try {
            return Optional.of(answer.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }

    private Status.Process of(SupervisedPart part) {
        long pid = part.pid();
        return new Status.Process(part.part().id(), name(part), pid, part.port(), Resident.bytes(pid), part.restarts(),
                uptime(pid));
    }

    private static String name(SupervisedPart part) {
        return part.state().name().toLowerCase(Locale.ROOT);
    }

    private long uptime(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant())
                .map(start -> Math.max(0, Duration.between(start, clock.instant()).toSeconds())).orElse(0L);
    }

    private static Status.Function of(LambdaFunction function) {
        FunctionState state = function.state();
        return new Status.Function(state.name(), name(function, state.pids()), state.pids().size(),
                function.spec().concurrency(), state.busy(), state.invocations(), state.errors(), state.restarts(),
                state.pids().stream().mapToLong(Resident::bytes).sum(), state.pids());
    }

    private static String name(LambdaFunction function, List<Long> pids) {
        return !pids.isEmpty() ? "running" : function.isAsleep() ? "idle" : "restarting";
    }

    Description description() {
        var children = new ArrayList<Description.Child>();
        for (SupervisedPart part : parts.all()) {
            children.add(new Description.Child(part.part().id(), "part", part.pid(), born(part.pid()), part.port(),
                    part.log(), name(part)));
        }
        host.functions().stream().filter(function -> !function.isAsleep()).forEach(function -> children.addAll(children(function)));
        return new Description(ProcessHandle.current().pid(), DataDirectory.born(ProcessHandle.current()), started.toString(), url,
                new Description.S3(endpoints.s3(), Endpoints.BUCKET),
                new Description.Sqs(endpoints.sqs(), endpoints.queueUrl(), endpoints.deadLetterQueueUrl()),
                new Description.DynamoDb(endpoints.dynamoDb(), Endpoints.CATALOG, Endpoints.EMBEDDINGS),
                new Description.OpenSearch(endpoints.openSearch(), Endpoints.ALIAS, index.word()), children);
    }

    private static List<Description.Child> children(LambdaFunction function) {
        List<Long> pids = function.state().pids();
        String state = name(function, pids);
        return (pids.isEmpty() ? List.of(0L) : pids).stream().map(pid -> new Description.Child(
                function.spec().name(), "function", pid, born(pid), 0, function.log(), state)).toList();
    }

    private static long born(long pid) {
        return ProcessHandle.of(pid).map(DataDirectory::born).orElse(0L);
    }
}
