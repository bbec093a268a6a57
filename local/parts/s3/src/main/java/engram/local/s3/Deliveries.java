package engram.local.s3;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Brings the notifications of the spool to the queue, one after the other, until each is taken.
final class Deliveries implements Closeable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Spool spool;
    private final Recovery recovery;
    private final HintQueue queue;
    private final Thread thread = Thread.ofPlatform().name("notifications").daemon().unstarted(this::run);

    Deliveries(Spool spool, Recovery recovery, HintQueue queue) {
        this.spool = spool;
        this.recovery = recovery;
        this.queue = queue;
    }

    void start() {
        thread.start();
    }

    /// Stops; what was not delivered stays in the spool.
    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                deliver(spool.oldest());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Path notification) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (!delivered(notification, pause.equals(FIRST_PAUSE))) {
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean delivered(Path notification, boolean say) throws InterruptedException {
        try {
            Optional<String> body = recovery.body(notification);
            if (body.isPresent()) {
                queue.send(body.get());
            } else {
                System.err.println("the notification " + notification + " is empty, as after a power failure: left out");
            }
            spool.done(notification);
            return true;
        } catch (IOException | RuntimeException e) {
            if (say) {
                System.err.println("a notification could not be sent to " + queue + ", trying again until it is: " + e);
            }
            return false;
        }
    }
}
