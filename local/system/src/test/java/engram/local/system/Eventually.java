package engram.local.system;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for a condition, looking twenty times a second.
public final class Eventually {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private Eventually() {
    }

    public static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + LONGEST.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }
}
