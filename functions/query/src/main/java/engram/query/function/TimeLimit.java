package engram.query.function;

import engram.domain.NotAfter;
import engram.domain.TransientFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Bounds how long work may take and how much of it there is at once. Work that is out of time is interrupted, and
/// counts until it has really ended, so that a store that hangs does not pile up threads; the log says where it hangs.
final class TimeLimit {

    private static final Logger LOG = Logger.getLogger(TimeLimit.class);
    private static final int FRAMES = 12;

    private final ThreadFactory threads;
    private final Duration limit;
    private final int concurrent;
    private final Semaphore places;
    private final InstantSource clock;

    /// @param threads one is made for each piece of work
    TimeLimit(ThreadFactory threads, Duration limit, int concurrent, InstantSource clock) {
        this.threads = threads;
        this.limit = limit;
        this.concurrent = concurrent;
        this.places = new Semaphore(concurrent);
        this.clock = clock;
    }

    /// What the work returns, or throws.
    ///
    /// @throws Refusal QUERY_TIMEOUT or RATE_LIMIT_EXCEEDED
    <T> T within(Callable<T> work) {
        if (!places.tryAcquire()) {
            throw Refusal.of(
                    Code.RATE_LIMIT_EXCEEDED, concurrent + " requests are worked on already; try again later");
        }
        FutureTask<T> task = new FutureTask<>(() -> NotAfter.call(clock.instant().plus(limit), work));
        Thread thread = threads.newThread(() -> {
            try {
                task.run();
            } finally {
                places.release();
            }
        });
        thread.start();
        return await(task, thread);
    }

    private <T> T await(FutureTask<T> task, Thread thread) {
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.warnf("out of time at %s", Arrays.stream(thread.getStackTrace()).limit(FRAMES).toList());
            throw Refusal.of(Code.QUERY_TIMEOUT, "no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while waiting for the answer", e);
        } finally {
            task.cancel(true);
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        return switch (cause) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException(cause);
        };
    }
}
