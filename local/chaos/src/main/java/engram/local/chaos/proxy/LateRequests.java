package engram.local.chaos.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Requests that wait to arrive late. Those that wait when the proxy is closed never do.
final class LateRequests {

    private final int most;
    private final Semaphore free;
    private final ExecutorService threads;
    private final CountDownLatch closing;

    LateRequests(int most, ExecutorService threads, CountDownLatch closing) {
        this.most = most;
        this.free = new Semaphore(most);
        this.threads = threads;
        this.closing = closing;
    }

    @FunctionalInterface
    interface Delivery {
        void deliver() throws IOException;
    }

    int waiting() {
        return most - free.availablePermits();
    }

    /// @return false if there is no room for it
    boolean submit(Duration time, Delivery delivery) {
        if (!free.tryAcquire()) {
            return false;
        }
        try {
            threads.submit(() -> {
                try {
                    if (!closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                        delivery.deliver();
                    }
                } finally {
                    free.release();
                }
                return null;
            });
            return true;
        } catch (RejectedExecutionException e) {
            // The proxy is being closed.
            free.release();
            return false;
        }
    }
}
