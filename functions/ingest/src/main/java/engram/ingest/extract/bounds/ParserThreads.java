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
import java.util.concurrent.atomic.AtomicInteger;

/// Runs parsers that may hang, overflow or eat all memory: each on a thread of its own, so many at once, so long.
///
/// A parser that is late is interrupted, and its file is rejected; if it had less time than a parser may take, because it was
/// begun too late, nothing is known of its file, which has to be tried again. A thread that goes on all the same cannot be ended by
/// Java: it is left behind as *stuck*, gives its place to the next, and is counted. Once more than `maxStuck` are, the next
/// call asks for the end of the process: all others have settled by then, or are taken over as after any crash.
///
/// Whoever is no longer quick gives its place to the next one as well, and goes on in one of as many places for slow ones: a few
/// files that take all the time they may do not keep the others waiting.
public final class ParserThreads {

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration QUICK = Duration.ofSeconds(1);

    private final ParserBounds bounds;
    private final Runnable endOfProcess;
    private final Semaphore places;
    private final Semaphore slow;
    private final AtomicInteger stuck = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();

    /// @param endOfProcess ends the process; it need not return
    public ParserThreads(ParserBounds bounds, Runnable endOfProcess) {
        this.bounds = bounds;
        this.endOfProcess = endOfProcess;
        this.places = new Semaphore(bounds.atOnce(), true);
        this.slow = new Semaphore(bounds.atOnce());
    }

    /// @throws PermanentFailure what the parser threw; else PARSE_TIMEOUT, TOO_LARGE if memory ran out with no other parser to share it, TOO_DEEP if the
    ///     stack did, CORRUPT for whatever else it died of
    /// @throws TimeLeft.TooLate if no time was left before the parser had as much of it as it may take
    /// @throws TransientFailure if too many parsers hang, or memory ran out beside other parsers: whose fault it was is not known
    public <T> T run(String contentType, TimeLeft time, Callable<T> parser) {
        if (stuck.get() > bounds.maxStuck()) {
            endOfProcess.run();
            throw new TransientFailure(stuck.get() + " parsers hang; the process should have ended");
        }
        Place place = new Place(contentType, time.left());
        Duration left = time.left();
        if (!left.isPositive()) {
            place.leave();
            throw new TimeLeft.TooLate(contentType);
        }
        CountDownLatch ended = new CountDownLatch(1);
        FutureTask<T> task = new FutureTask<>(() -> counted(contentType, parser));
        Thread.ofPlatform().daemon().name("parser").start(() -> {
            try {
                task.run();
            } finally {
                ended.countDown();
                place.leave();
            }
        });
        try {
            return result(contentType, task, left, place);
        } catch (TimeoutException late) {
            task.cancel(true);
            awaitEnd(ended, place);
            throw left.compareTo(bounds.timeout()) < 0
                    ? new TimeLeft.TooLate(contentType)
                    : new PermanentFailure(Reason.PARSE_TIMEOUT,
                            contentType + " took longer than " + bounds.timeout().toSeconds() + " s", late);
        } catch (InterruptedException e) {
            task.cancel(true);
            throw interrupted(e);
        }
    }

    private <T> T counted(String contentType, Callable<T> parser) throws Exception {
        running.incrementAndGet();
        try {
            return parser.call();
        } catch (OutOfMemoryError e) {
            int others = running.get() - 1;
            if (others > 0) {
                throw new TransientFailure("%s: memory ran out beside %d other parsers".formatted(contentType, others), e);
            }
            throw e;
        } finally {
            running.decrementAndGet();
        }
    }

    /// One of those at once; left once, by its thread or by whoever gave the thread up.
    private final class Place {

        private Semaphore mine = places;
        private boolean left;

        Place(String contentType, Duration wait) {
            try {
                if (!places.tryAcquire(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS)) {
                    throw new TimeLeft.TooLate(contentType);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        synchronized void leave() {
            if (!left) {
                left = true;
                mine.release();
            }
        }

        /// Where there is one.
        synchronized void changeForSlow() {
            if (!left && slow.tryAcquire()) {
                mine.release();
                mine = slow;
            }
        }
    }

    private <T> T result(String contentType, FutureTask<T> task, Duration left, Place place)
            throws TimeoutException, InterruptedException {
        Duration allowed = left.compareTo(bounds.timeout()) < 0 ? left : bounds.timeout();
        Duration quick = allowed.compareTo(QUICK) < 0 ? allowed : QUICK;
        try {
            try {
                return task.get(quick.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException slowOne) {
                place.changeForSlow();
                return task.get(allowed.minus(quick).toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            throw rejection(contentType, e.getCause());
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
