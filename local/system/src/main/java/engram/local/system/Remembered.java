package engram.local.system;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/// An answer that is asked for again only when it is a second old, or twenty times as old as it took to get: whoever looks
/// often costs next to nothing. A failure to get one is remembered for a second.
final class Remembered<T> {

    private static final long SECOND = 1_000_000_000L;

    private final Callable<T> source;
    private CompletableFuture<T> answer;
    private long until;

    Remembered(Callable<T> source) {
        this.source = source;
    }

    /// What is remembered, or else what comes of asking: the same for all who ask meanwhile.
    synchronized Future<T> ask() {
        if (answer == null || answer.isDone() && System.nanoTime() - until > 0) {
            CompletableFuture<T> fresh = new CompletableFuture<>();
            answer = fresh;
            Thread.ofVirtual().name("remembered").start(() -> fetch(fresh));
        }
        return answer;
    }

    private void fetch(CompletableFuture<T> fresh) {
        long began = System.nanoTime();
        try {
            T found = source.call();
            remember(Math.max(SECOND, 20 * (System.nanoTime() - began)));
            fresh.complete(found);
        } catch (Exception e) {
            remember(SECOND);
            fresh.completeExceptionally(e);
        }
    }

    private synchronized void remember(long nanos) {
        until = System.nanoTime() + nanos;
    }
}
