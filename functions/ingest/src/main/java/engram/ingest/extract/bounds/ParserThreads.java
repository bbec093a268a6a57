package engram.ingest.extract.bounds;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.TransientFailure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs parsers that may hang, overflow or eat all memory: each on a thread of its own, so many at once, so long.
///
/// A parser that is late is interrupted, and its file is rejected. A thread that goes on all the same cannot be ended by
/// Java: it is left behind as *stuck*, gives its place to the next, and is counted. Once more than `maxStuck` are, the next
/// call asks for the end of the process: all others have settled by then, or are taken over as after any crash.
public final class ParserThreads {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ParserBounds bounds;
    private final Runnable endOfProcess;
    private final Semaphore places;
    private final AtomicInteger stuck = new AtomicInteger();

    /// @param endOfProcess ends the process; it need not return
    public ParserThreads(ParserBounds bounds, Runnable endOfProcess) {
        this.bounds = bounds;
        this.endOfProcess = endOfProcess;
        this.places = new Semaphore(bounds.atOnce());
    }

    /// @throws PermanentFailure what the parser threw; else PARSE_TIMEOUT, TOO_LARGE if memory ran out, TOO_DEEP if the
    ///     stack did, CORRUPT for whatever else it died of
    /// @throws TransientFailure if all places are taken for as long as a parser may take
    public <T> T run(String contentType, Callable<T> parser) {
        if (stuck.get() > bounds.maxStuck()) {
            endOfProcess.run();
            throw new TransientFailure(stuck.get() + " parsers hang; the process should have ended");
        }
        takePlace();
        Place place = new Place();
        CountDownLatch ended = new CountDownLatch(1);
        FutureTask<T> task = new FutureTask<>(parser);
        Thread.ofPlatform().daemon().name("parser").start(() -> {
            try {
                task.run();
            } finally {
                ended.countDown();
                place.leave();
            }
        });
        return result(contentType, task, ended, place);
    }

    /// One of those at once; left once, by its thread or by whoever gave the thread up.
    private final class Place {
        private final AtomicBoolean left = new AtomicBoolean();

        void leave() {
            if (left.compareAndSet(false, true)) {
                places.release();
            }
        }
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(bounds.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TransientFailure("all parsers were busy for " + bounds.timeout().toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private <T> T result(String contentType, FutureTask<T> task, CountDownLatch ended, Place place) {
        try {
            return task.get(bounds.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw rejection(contentType, e.getCause());
        } catch (TimeoutException late) {
            task.cancel(true);
            awaitEnd(ended, place);
            throw new PermanentFailure(Reason.PARSE_TIMEOUT,
                    contentType + " took longer than " + bounds.timeout().toSeconds() + " s", late);
        } catch (InterruptedException e) {
            task.cancel(true);
            throw interrupted(e);
        }
    }

    private void awaitEnd(CountDownLatch ended, Place place) {
        try {
            if (!ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                stuck.incrementAndGet();
                place.leave();
                Thread.ofVirtual().start(() -> countUntil(ended));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void countUntil(CountDownLatch ended) {
        try {
            ended.await();
            stuck.decrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException rejection(String contentType, Throwable cause) {
        return switch (cause) {
            case PermanentFailure failure -> failure;
            case TransientFailure failure -> failure;
            case OutOfMemoryError _ -> new PermanentFailure(
                    Reason.TOO_LARGE, contentType + " needs more memory to be read than there is", cause);
            case StackOverflowError _ -> new PermanentFailure(
                    Reason.TOO_DEEP, contentType + " is nested deeper than its parser can go", cause);
            default -> new PermanentFailure(
                    Reason.CORRUPT, contentType + " cannot be read: " + cause.getClass().getSimpleName(), cause);
        };
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while a file was parsed", e);
    }
}
