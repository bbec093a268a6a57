package engram.retention.sweep;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How far the sweep is, whoever goes on with it.
///
/// @param number of the sweep, from 1
/// @param cursor where its phase goes on; absent: at the start
/// @param objects that the walk has seen
/// @param dueUpTo what is due then is acted on; absent before that was counted
/// @param approvedBy who allowed it to do more than the limits
/// @param asks what it wants to be told before it goes on
/// @param done how many of what, by outcome
public record SweepState(
        long number,
        Phase phase,
        Instant startedAt,
        Optional<String> cursor,
        long objects,
        Optional<Instant> dueUpTo,
        Optional<String> approvedBy,
        Optional<Ask> asks,
        Map<String, Long> done,
        Optional<Instant> endedAt) {

    public enum Phase {
        /// Marks what rules fit.
        WALK,
        /// Acts on the marks that are due.
        ACT,
        /// Looks whether what was done has arrived in catalog and index.
        PROVE,
        /// The sweep has ended.
        ENDED
    }

    /// A sweep that would do more than the limits.
    ///
    /// @param token stands for exactly the deeds that it is about
    /// @param due how many they are
    /// @param objects in the bucket
    /// @param upTo what was due then
    public record Ask(String token, long due, long objects, Instant upTo) {}

    public SweepState {
        done = Map.copyOf(done);
    }

    static SweepState begin(long number, Instant now) {
        return new SweepState(number, Phase.WALK, now, Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(),
                Optional.empty());
    }

    /// Goes on where the one before asked.
    SweepState approved(Ask ask, String by) {
        return new SweepState(number, Phase.ACT, startedAt, Optional.empty(), ask.objects(), Optional.empty(), Optional.of(by),
                Optional.of(ask), done, Optional.empty());
    }

    SweepState at(String nextCursor, long moreObjects) {
        return new SweepState(number, phase, startedAt, Optional.of(nextCursor), objects + moreObjects, dueUpTo, approvedBy, asks, done,
                endedAt);
    }

    SweepState in(Phase next) {
        return new SweepState(number, next, startedAt, Optional.empty(), objects, dueUpTo, approvedBy, asks, done, endedAt);
    }

    SweepState actingUpTo(Instant due, Optional<String> approver) {
        return new SweepState(number, phase, startedAt, Optional.empty(), objects, Optional.of(due), approver, Optional.empty(), done,
                endedAt);
    }

    SweepState asking(Ask ask, Instant now) {
        return new SweepState(number, Phase.ENDED, startedAt, Optional.empty(), objects, Optional.empty(), Optional.empty(),
                Optional.of(ask), done, Optional.of(now));
    }

    SweepState ended(Instant now) {
        return new SweepState(number, Phase.ENDED, startedAt, Optional.empty(), objects, dueUpTo, approvedBy, asks, done, Optional.of(now));
    }

    SweepState counting(Map<String, Long> more) {
        Map<String, Long> sum = new TreeMap<>(done);
        more.forEach((what, count) -> sum.merge(what, count, Long::sum));
        return new SweepState(number, phase, startedAt, cursor, objects, dueUpTo, approvedBy, asks, sum, endedAt);
    }
}
