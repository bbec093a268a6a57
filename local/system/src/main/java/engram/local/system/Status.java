package engram.local.system;

import engram.local.system.queue.MessageQueue;
import engram.local.system.replay.CatalogTable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the local system is doing, as `GET /_local/status` tells it.
///
/// @param documents null while the catalog does not answer
/// @param unsettled null while the catalog does not answer
/// @param chunks    of all documents, null while the catalog does not answer
/// @param queue     null while the queue does not answer
public record Status(URI url, long pid, long uptimeSeconds, List<Process> parts, List<Function> functions, Queue queue,
                     Documents documents, Unsettled unsettled, Long chunks) {

    /// @param state    `starting`, `running`, `restarting` or `stopped`
    /// @param pid      0 while it is not running
    /// @param rssBytes memory in RAM
    public record Process(String name, String state, long pid, int port, long rssBytes, long restarts,
                          long uptimeSeconds) {
    }

    /// @param environments processes that live
    /// @param busy         how many of them run an invocation
    /// @param invocations  since the system started
    /// @param errors       invocations that did not return
    public record Function(String name, String state, int environments, int concurrency, int busy, long invocations,
                           long errors, long restarts, long rssBytes, List<Long> pids) {
    }

    /// Messages, roughly.
    public record Queue(long visible, long inFlight, long delayed, long dlq) {
        static Queue of(MessageQueue.Depth hints, MessageQueue.Depth dead) {
            return new Queue(hints.visible(), hints.inFlight(), hints.delayed(), dead.all());
        }
    }

    /// Documents that were hinted at and are not settled yet.
    ///
    /// @param oldestSeconds how long the one has been waiting that has waited longest, 0 if there is none
    public record Unsettled(long count, long oldestSeconds) {
        static Unsettled of(CatalogTable.Unsettled unsettled, Instant now) {
            return new Unsettled(unsettled.count(),
                    unsettled.oldest().map(since -> Math.max(0, Duration.between(since, now).toSeconds())).orElse(0L));
        }
    }

    public record Documents(Map<String, Long> byStatus) {
        static Documents of(CatalogTable.Counts counts) {
            return new Documents(counts.byStatus());
        }
    }
}
