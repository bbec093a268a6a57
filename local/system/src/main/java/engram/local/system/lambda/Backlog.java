package engram.local.system.lambda;

import java.util.ArrayDeque;
import java.util.Deque;

/// Invocations that wait for an execution environment, oldest first, and environments that wait for one.
final class Backlog {

    /// Most invocations that may wait; more are throttled.
    static final int LARGEST = 1_000;

    private final Deque<Invocation> waiting = new ArrayDeque<>();
    private int idle;

    /// @return false if too many wait already
    synchronized boolean offer(Invocation invocation) {
        if (waiting.size() >= LARGEST) {
            return false;
        }
        waiting.addLast(invocation);
        notifyAll();
        return true;
    }

    synchronized void putBack(Invocation invocation) {
        waiting.addFirst(invocation);
        notifyAll();
    }

    synchronized boolean remove(Invocation invocation) {
        return waiting.remove(invocation);
    }

    synchronized Invocation take() throws InterruptedException {
        idle++;
        try {
            while (waiting.isEmpty()) {
                wait();
            }
            return waiting.removeFirst();
        } finally {
            idle--;
        }
    }

    /// How many more environments would have something to do.
    synchronized int shortage() {
        return Math.max(0, waiting.size() - idle);
    }
}
