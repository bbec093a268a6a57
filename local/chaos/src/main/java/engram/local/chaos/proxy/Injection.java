package engram.local.chaos.proxy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A fault that some of the requests meet, until it is closed: then whoever waits because of it goes on.
public final class Injection implements AutoCloseable {

    private final Fault fault;
    private final double share;
    private final String path;
    private final Runnable removal;
    private final AtomicLong met = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);

    Injection(Fault fault, double share, String path, Consumer<Injection> removal) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is above 0 and at most 1, got " + share);
        }
        this.fault = fault;
        this.share = share;
        this.path = path;
        this.removal = () -> removal.accept(this);
    }

    Fault fault() {
        return fault;
    }

    double share() {
        return share;
    }

    boolean concerns(Head request) {
        return request.lines().getFirst().contains(path);
    }

    void meet() {
        met.incrementAndGet();
    }

    /// How many requests it has met.
    public long met() {
        return met.get();
    }

    boolean ended() {
        return ended.getCount() == 0;
    }

    /// Waits so long, or until the fault ends.
    void pause(Duration time) throws InterruptedException {
        ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        removal.run();
        ended.countDown();
    }
}
