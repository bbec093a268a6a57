package engram.local.system.lambda;

import java.util.ArrayDeque;
import java.util.Deque;

/// Invocations that wait for an execution environment, oldest first.
final class Backlog {

    /// Most invocations that may wait; more are throttled.
    static final int LARGEST = 1_000;

    private final Deque<Invocation> waiting = new ArrayDeque<>();

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

    synchronized int size() {
        return waiting.size();
    }

    synchronized boolean remove(Invocation invocation) {
        return waiting.remove(invocation);
    }

    /// The oldest one, waiting for one as long as it takes.
    synchronized Invocation take() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        return waiting.removeFirst();
    }
}
