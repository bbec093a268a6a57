package engram.retention.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How far the sweep is, whoever goes on with it.
///
/// @param number of the sweep, from 1
/// @param cursor where its phase goes on; absent: at the start
/// @param objects that the walk has seen
/// @param dueUpTo what is due then is acted on; absent before that was counted
/// @param approvedBy who allowed it to do more than the limits
/// @param tally of what is due, as far as that was counted; absent where nobody counts
/// @param asks what it wants to be told before it goes on
/// @param done how many of what, by outcome
/// @param skipped what it could not look at in the time of an invocation, for people, each once
public record SweepState(
        long number,
        Phase phase,
        Instant startedAt,
        Optional<String> cursor,
        long objects,
        Optional<Instant> dueUpTo,
        Optional<String> approvedBy,
        Optional<Tally> tally,
        Optional<Ask> asks,
        Map<String, Long> done,
        List<String> skipped,
        Optional<Instant> endedAt) {

    /// More are not told, and looked at in vain by every invocation.
    private static final int MOST_SKIPPED = 100;

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

    /// What is due by then, up to the cursor.
    ///
    /// @param deeds hash of which they are
    public record Tally(Instant upTo, long due, String deeds) {}

    public SweepState {
        done = Map.copyOf(done);
        skipped = skipped == null ? List.of() : List.copyOf(skipped);
    }

    static SweepState begin(long number, Instant now) {
        return new SweepState(number, Phase.WALK, now, Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Map.of(), List.of(), Optional.empty());
    }

    /// Goes on where the one before asked.
    SweepState approved(Ask ask, String by) {
        return new SweepState(number, Phase.ACT, startedAt, Optional.empty(), ask.objects(), Optional.empty(), Optional.of(by), Optional.empty(),
                Optional.of(ask), done, skipped, Optional.empty());
    }

    SweepState at(String nextCursor, long moreObjects) {
        return new SweepState(number, phase, startedAt, Optional.of(nextCursor), objects + moreObjects, dueUpTo, approvedBy, tally, asks, done,
                skipped, endedAt);
    }

    SweepState in(Phase next) {
        return new SweepState(number, next, startedAt, Optional.empty(), objects, dueUpTo, approvedBy, tally, asks, done, skipped, endedAt);
    }

    SweepState counted(Tally soFar) {
        return new SweepState(number, phase, startedAt, cursor, objects, dueUpTo, approvedBy, Optional.of(soFar), asks, done, skipped, endedAt);
    }

    SweepState actingUpTo(Instant due, Optional<String> approver) {
        return new SweepState(number, phase, startedAt, Optional.empty(), objects, Optional.of(due), approver, Optional.empty(), Optional.empty(),
                done, skipped, endedAt);
    }

    SweepState asking(Ask ask, Instant now) {
        return new SweepState(number, Phase.ENDED, startedAt, Optional.empty(), objects, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(ask), done, skipped, Optional.of(now));
    }

    SweepState ended(Instant now) {
        return new SweepState(number, Phase.ENDED, startedAt, Optional.empty(), objects, dueUpTo, approvedBy, tally, asks, done, skipped,
                Optional.of(now));
    }

    SweepState counting(Map<String, Long> more) {
        Map<String, Long> sum = new TreeMap<>(done);
        more.forEach((what, count) -> sum.merge(what, count, Long::sum));
        return new SweepState(number, phase, startedAt, cursor, objects, dueUpTo, approvedBy, tally, asks, sum, skipped, endedAt);
    }

    SweepState skipping(String what) {
        List<String> more = Stream.concat(skipped.stream(), Stream.of(what)).distinct().limit(MOST_SKIPPED).toList();
        return new SweepState(number, phase, startedAt, cursor, objects, dueUpTo, approvedBy, tally, asks, done, more, endedAt);
    }
}
