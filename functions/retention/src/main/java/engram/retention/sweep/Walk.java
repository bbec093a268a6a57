package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import engram.domain.SourcePath;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.Retrievals;
import engram.domain.retention.SweptBucket;
import engram.retention.rules.Rule;
import engram.retention.rules.Rules;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Walks through the bucket and marks what rules fit, in the order of keys; memory does not grow with the bucket.
final class Walk {

    private static final int PAGE = 1_000;

    private final SweptBucket bucket;
    private final WorkspaceMapping workspaces;
    private final Retrievals retrievals;
    private final Marks marks;
    private final Cleared cleared;
    private final String marker;

    Walk(
            SweptBucket bucket, WorkspaceMapping workspaces, Retrievals retrievals, Marks marks, Cleared cleared, String marker) {
        this.retrievals = retrievals;
        this.cleared = cleared;
        this.marker = marker;
        this.bucket = bucket;
        this.workspaces = workspaces;
        this.marks = marks;
    }

    /// One page further.
    ///
    /// @return the same state with another cursor, or the next phase
    SweepState page(SweepState state, Rules rules, Instant now) {
        List<Listed> page = bucket.list("", state.cursor().map(SourcePath::new), PAGE);
        if (page.isEmpty()) {
            return state.in(SweepState.Phase.ACT);
        }
        Judge judge = new Judge(bucket, workspaces, retrievals, now);
        Map<String, Long> counts = new HashMap<>();
        for (Listed object : page) {
            judge.rule(rules, Rule::acts, object)
                    .filter(rule -> !cleared.holds(object, rule) && mark(object, rule, now))
                    .ifPresent(_ -> counts.merge("marked", 1L, Long::sum));
        }
        return state.at(page.getLast().path().key(), page.size()).counting(counts);
    }

    /// @return whether it was marked anew
    private boolean mark(Listed object, Rule rule, Instant now) {
        Mark mark = Mark.of(object, rule, marker, now);
        Optional<Marks.Read> there = marks.of(object.path().key());
        if (there.isEmpty()) {
            return marks.put(mark);
        }
        // What is being acted on is finished first.
        return there.get().mark().stage() == Mark.Stage.MARKED
                && !there.get().mark().stillSays(object, rule)
                && marks.change(there.get(), mark).isPresent();
    }
}
