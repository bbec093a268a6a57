package engram.local.system;

import java.util.concurrent.Callable;

/// An answer that is asked for again only when it is a second old, or twenty times as old as it took to get: whoever looks
/// often costs next to nothing.
final class Remembered<T> {

    private static final long SECOND = 1_000_000_000L;

    private final Callable<T> source;
    private T last;
    private long until;

    Remembered(Callable<T> source) {
        this.source = source;
    }

    synchronized T get() throws Exception {
        long now = System.nanoTime();
        if (last == null || now - until > 0) {
            last = source.call();
            long end = System.nanoTime();
            until = end + Math.max(SECOND, 20 * (end - now));
        }
        return last;
    }
}
