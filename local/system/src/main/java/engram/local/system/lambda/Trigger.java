package engram.local.system.lambda;

import java.time.Duration;
import java.util.List;

/// What makes a function run.
public sealed interface Trigger {

    /// Messages of a queue, in batches (SQS event source mapping with `ReportBatchItemFailures`).
    ///
    /// @param batchSize most messages an invocation, 1 to 10000
    /// @param window    how long to wait for a batch to fill, counted from its first message; up to 300 s
    record Queue(int batchSize, Duration window) implements Trigger {
        public Queue {
            if (batchSize < 1 || batchSize > 10_000) {
                throw new IllegalArgumentException("batch size is 1 to 10000, got " + batchSize);
            }
            if (window.isNegative() || window.compareTo(Duration.ofMinutes(5)) > 0) {
                throw new IllegalArgumentException("batch window is 0 to 300 s, got " + window);
            }
        }
    }

    /// HTTP requests whose path starts with `prefix` (HTTP API, payload format 2.0).
    record Http(String prefix) implements Trigger {
        public Http {
            if (!prefix.startsWith("/")) {
                throw new IllegalArgumentException("a path prefix starts with '/', got '" + prefix + "'");
            }
        }
    }

    /// Nothing but somebody who invokes it: its process starts when that happens first.
    record Calls() implements Trigger {}

    /// The clock, by schedules that each have a rate of their own (EventBridge schedules).
    ///
    /// @param rates at least one
    record Schedules(List<Rate> rates) implements Trigger {
        public Schedules {
            rates = List.copyOf(rates);
            if (rates.isEmpty()) {
                throw new IllegalArgumentException("a function on schedule has a schedule");
            }
        }
    }

    /// A fixed rate.
    ///
    /// @param event the constant input that the function gets each time, JSON
    record Rate(Duration every, String event) {
        public Rate {
            if (!every.isPositive()) {
                throw new IllegalArgumentException("a schedule needs a positive rate, got " + every);
            }
        }
    }
}
