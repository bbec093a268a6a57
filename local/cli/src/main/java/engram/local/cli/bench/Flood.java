package engram.local.cli.bench;

import engram.local.cli.Failure;
import engram.local.cli.bench.Ledger.Turn;
import engram.local.cli.remote.Bucket;
import engram.local.cli.remote.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Very many small documents, put as fast as the bucket takes them and ingest follows.
final class Flood implements AutoCloseable {

    private static final int UPLOADERS = 4;
    /// What the local queue holds in its memory is bounded.
    private static final int MOST_UNDER_WAY = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Bucket bucket;
    private final Ledger ledger;
    private final String workspace;
    private final int documents;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Void>> uploaders = new ArrayList<>();
    private long moved = System.nanoTime();
    private long indexed;
    private long embedded;

    private Flood(Running running, String workspace, int documents) {
        this.bucket = running.documents();
        this.ledger = new Ledger(running.data());
        this.workspace = workspace;
        this.documents = documents;
    }

    /// @param text of the document with that number
    static Flood begin(Running running, String workspace, int documents, IntFunction<String> text) throws IOException {
        Flood flood = new Flood(running, workspace, documents);
        flood.ledger.fresh();
        for (int i = 0; i < UPLOADERS; i++) {
            flood.uploaders.add(flood.threads.submit(() -> flood.upload(text)));
        }
        return flood;
    }

    private Void upload(IntFunction<String> text) throws IOException, InterruptedException {
        for (int i = next.getAndIncrement(); i < documents; i = next.getAndIncrement()) {
            room.acquire();
            bucket.put(
                    "%s/%03d/%06d.md".formatted(workspace, i / 1000, i),
                    ("# Note\n\n" + text.apply(i) + "\n").getBytes(StandardCharsets.UTF_8),
                    "text/markdown");
        }
        return null;
    }

    /// Looks at what was indexed since the last look.
    ///
    /// @return whether that was the rest
    boolean isOver() throws IOException {
        int fresh = 0;
        for (Turn turn : ledger.fresh()) {
            if (turn.isIndexed() && turn.document().startsWith(workspace + "/")) {
                fresh++;
                embedded += turn.embedded();
            }
        }
        indexed += fresh;
        room.release(fresh);
        requireMovement(fresh > 0);
        return indexed >= documents;
    }

    private void requireMovement(boolean moves) throws IOException {
        for (Future<Void> uploader : uploaders) {
            if (uploader.state() == Future.State.FAILED) {
                throw new IOException("a document could not be put into the bucket: " + uploader.exceptionNow().getMessage(),
                        uploader.exceptionNow());
            }
        }
        if (moves) {
            moved = System.nanoTime();
        } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
            throw Failure.failed("nothing was indexed for %d minutes, after %d documents".formatted(PATIENCE.toMinutes(), indexed));
        }
    }

    long indexed() {
        return indexed;
    }

    /// Texts that the model was asked for.
    long embedded() {
        return embedded;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
