package engram.local.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.Failure;
import engram.local.cli.bench.Ledger.Turn;
import engram.local.cli.remote.Bucket;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Writes one document over and over, as fast as the bucket takes it, while others come.
public final class HotKeyBench {

    private static final String WORKSPACE = "bench";
    private static final String KEY = WORKSPACE + "/hot.md";
    private static final int WRITERS = 8;
    private static final Duration OTHERS = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Terminal terminal;
    private final Running running;
    private final Bucket bucket;
    private final Ledger ledger;
    private final HttpClient http = HttpClient.newHttpClient();

    public HotKeyBench(Terminal terminal, Running running) {
        this.terminal = terminal;
        this.running = running;
        this.bucket = running.documents();
        this.ledger = new Ledger(running.data());
    }

    public ObjectNode run(int events) throws IOException {
        bucket.put("warm-up/a.md", version(0), "text/markdown");
        awaitSettled("warm-up", "warm-up/a.md", "");
        awaitQuiet();
        ledger.fresh();
        long writesBefore = indexWrites();
        try (Bystanders others = Bystanders.begin(running, OTHERS)) {
            long started = System.nanoTime();
            burst(events - 1);
            String last = bucket.put(KEY, version(events), "text/markdown");
            double burst = seconds(started);
            terminal.note("%d events in %.1f s".formatted(events, burst));
            awaitSettled(WORKSPACE, KEY, last);
            double settled = seconds(started);
            ObjectNode waits = others.tell(Json.object());
            awaitQuiet();
            ObjectNode figures = figures(events, burst, settled).put("queue empty after, seconds", Figures.rounded(seconds(started)));
            figures.setAll(waits);
            return figures.put("writes of the document to the index", indexWrites() - writesBefore - others.number());
        }
    }

    private ObjectNode figures(int events, double burst, double settled) throws IOException {
        Map<String, Integer> turns = new TreeMap<>();
        for (Turn turn : ledger.fresh()) {
            if (turn.document().equals(KEY)) {
                turns.merge(turn.outcome(), 1, Integer::sum);
            }
        }
        ObjectNode figures = Json.object()
                .put("events", events)
                .put("burst, seconds", Figures.rounded(burst))
                .put("settled after, seconds", Figures.rounded(settled));
        turns.forEach((outcome, number) -> figures.put("turns of the document, " + outcome, number));
        return figures;
    }

    private void burst(int events) throws IOException {
        List<Callable<Void>> puts = new ArrayList<>();
        for (int i = 1; i <= events; i++) {
            byte[] version = version(i);
            puts.add(() -> {
                bucket.put(KEY, version, "text/markdown");
                return null;
            });
        }
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (Future<Void> put : writers.invokeAll(puts)) {
                put.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("a version could not be put into the bucket: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /// Waits until the catalog speaks of that version.
    private void awaitSettled(String workspace, String key, String eTag) throws IOException {
        long started = System.nanoTime();
        while (!settled(workspace, key, eTag)) {
            if (seconds(started) > PATIENCE.toSeconds()) {
                throw Failure.failed(key + " did not settle within " + PATIENCE.toMinutes() + " minutes");
            }
            Pause.of(LOOK);
        }
    }

    /// Waits until the queue holds no message, late ones included: only then the document has had all its turns.
    private void awaitQuiet() throws IOException {
        long started = System.nanoTime();
        while (!isQuiet(running.client().status().path("queue"))) {
            if (seconds(started) > PATIENCE.toSeconds()) {
                throw Failure.failed("the queue did not become empty within " + PATIENCE.toMinutes() + " minutes");
            }
            Pause.of(LOOK);
        }
    }

    private boolean settled(String workspace, String key, String eTag) throws IOException {
        return running.client().document(workspace, key)
                .filter(document -> document.path("status").asText().equals("INDEXED"))
                .filter(document -> eTag.isEmpty() || document.path("eTag").asText().replace("\"", "").equals(eTag))
                .isPresent();
    }

    /// A queue that does not answer is not known to be empty.
    static boolean isQuiet(JsonNode queue) {
        return queue.isObject()
                && queue.path("visible").asLong() + queue.path("inFlight").asLong() + queue.path("delayed").asLong() == 0;
    }

    private long indexWrites() throws IOException {
        URI stats = URI.create(running.index() + "/" + running.alias() + "/_stats/indexing");
        try {
            byte[] answer = http.send(HttpRequest.newBuilder(stats).build(), BodyHandlers.ofByteArray()).body();
            return Json.read(answer).at("/_all/primaries/indexing/index_total").asLong();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        }
    }

    private static byte[] version(int number) {
        return ("# Hot\n\nThis is version " + number + " of a page that many write.\n").getBytes(StandardCharsets.UTF_8);
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
