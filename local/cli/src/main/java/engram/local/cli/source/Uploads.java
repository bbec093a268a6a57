package engram.local.cli.source;

import engram.local.cli.remote.Bucket;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Files on their way into the bucket, several at a time. A file whose bytes the bucket has already is not sent.
public final class Uploads implements AutoCloseable {

    private static final int AT_A_TIME = 8;

    private final Bucket bucket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore turns = new Semaphore(AT_A_TIME);
    private final Map<String, String> present;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();
    private final Map<String, String> eTags = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    /// @param present ETags of what the bucket holds, by key
    public Uploads(Bucket bucket, Map<String, String> present) {
        this.bucket = bucket;
        this.present = Map.copyOf(present);
    }

    /// ETags of what the bucket holds under a prefix, by key.
    public static Map<String, String> present(Bucket bucket, String prefix) throws IOException {
        Map<String, String> present = new HashMap<>();
        bucket.list(prefix, object -> present.put(object.key(), object.eTag()));
        return present;
    }

    /// Begins to send these files; returns at once.
    public void begin(List<Source> sources) {
        for (Source source : sources) {
            threads.submit(() -> inTurn(source));
        }
    }

    private void inTurn(Source source) {
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            send(source);
        } catch (IOException e) {
            failures.put(source.key(), Reason.of(e));
        } finally {
            turns.release();
        }
    }

    private void send(Source source) throws IOException {
        String known = present.get(source.key());
        if (known != null && known.equals(Checksum.md5(source.file()))) {
            eTags.put(source.key(), known);
            unchanged.incrementAndGet();
            return;
        }
        eTags.put(source.key(), bucket.put(source.key(), source.file(), ContentType.of(source.key())));
        sent.incrementAndGet();
    }

    /// How many files are through, one way or another.
    public int done() {
        return sent.get() + unchanged.get() + failures.size();
    }

    /// Waits until so many files are through.
    public void awaitDone(int files) throws IOException {
        try {
            while (done() < files) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    public int sent() {
        return sent.get();
    }

    public int unchanged() {
        return unchanged.get();
    }

    /// ETags of what is in the bucket now, by key; grows while files are sent.
    public Map<String, String> eTags() {
        return eTags;
    }

    /// Why a file is not in the bucket, by key.
    public Map<String, String> failures() {
        return new TreeMap<>(failures);
    }

    /// Drops what has not been begun.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
