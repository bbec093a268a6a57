package engram.local.system.queue;

import java.time.Duration;

/// When a message comes back whose function died, threw or hung: `first` after its first receive, three times as long after
/// each further one, at most 5 minutes. AWS would wait for the queue's visibility timeout each time; nobody wants to wait
/// that long at a desk.
public record RetryDelay(Duration first) {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    public RetryDelay {
        if (first.isNegative()) {
            throw new IllegalArgumentException("a retry delay is not negative, got " + first);
        }
    }

    Duration after(int receives) {
        Duration delay = first.multipliedBy((long) Math.pow(3, Math.clamp(receives - 1L, 0, 8)));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
