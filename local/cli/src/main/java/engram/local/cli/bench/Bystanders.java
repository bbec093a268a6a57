package engram.local.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.Failure;
import engram.local.cli.remote.Api;
import engram.local.cli.remote.Bucket;
import engram.local.cli.remote.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Small documents that are put one after another while something else goes on, and how long each of them waits.
final class Bystanders implements AutoCloseable {

    private static final String WORKSPACE = "others";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Bucket bucket;
    private final Api api;
    private final Map<String, Instant> put = new ConcurrentSkipListMap<>();
    private final Thread thread;
    private volatile IOException failure;

    private Bystanders(Running running, Duration every) {
        this.bucket = running.documents();
        this.api = running.client();
        this.thread = Thread.ofVirtual().name("bystanders").start(() -> go(every));
    }

    static Bystanders begin(Running running, Duration every) {
        return new Bystanders(running, every);
    }

    private void go(Duration every) {
        try {
            for (int i = 0; !Thread.interrupted(); i++) {
                String key = "%s/%05d.md".formatted(WORKSPACE, i);
                bucket.put(key, ("# Other " + i + "\n\nA note that somebody else has written.\n").getBytes(StandardCharsets.UTF_8), "text/markdown");
                put.put(key, Instant.now());
                Thread.sleep(every);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failure = e;
        }
    }

    int number() {
        return put.size();
    }

    /// Puts no more, and waits until all are indexed.
    ///
    /// @return how long each took, from its put to its commit, shortest first
    private List<Duration> waits() throws IOException {
        close();
        if (failure != null) {
            throw failure;
        }
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            List<Duration> waits = new ArrayList<>();
            api.documents(WORKSPACE, Optional.of("INDEXED"), "", document -> waits.add(Duration.between(
                    put.get(document.path("sourcePath").asText()), Instant.parse(document.path("indexedAt").asText()))));
            if (waits.size() == put.size()) {
                return waits.stream().sorted().toList();
            }
            if (Instant.now().isAfter(deadline)) {
                throw Failure.failed("%d of %d other documents were not indexed within %d minutes"
                        .formatted(put.size() - waits.size(), put.size(), PATIENCE.toMinutes()));
            }
            Pause.of(POLL);
        }
    }

    /// Puts no more, and tells how long they waited.
    ObjectNode tell(ObjectNode figures) throws IOException {
        List<Duration> waits = waits();
        return figures.put("other documents", waits.size())
                .put("their wait, median, seconds", seconds(waits.get(waits.size() / 2)))
                .put("their wait, longest, seconds", seconds(waits.getLast()));
    }

    private static double seconds(Duration wait) {
        return Figures.rounded(Math.max(0, wait.toMillis()) / 1e3);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
