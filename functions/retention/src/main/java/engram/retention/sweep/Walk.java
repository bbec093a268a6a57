package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import engram.domain.Printable;
import engram.domain.RequestRefused;
import engram.domain.SourcePath;
import engram.domain.retention.SweptBucket;
import engram.retention.rules.Rule;
import engram.retention.rules.Rules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Walks through the bucket and marks what rules fit, in the order of keys; memory does not grow with the bucket.
final class Walk {

    private static final System.Logger LOG = System.getLogger("engram.retention");
    private static final int PAGE = 1_000;

    private final SweptBucket bucket;
    private final Marks marks;
    private final Cleared cleared;
    private final Rules rules;
    private final Budget budget;
    private final Supplier<Judge> judges;
    private final String marker;

    /// @param judges a new one for each page
    /// @param marker of the invocation, which no other one is called
    Walk(SweptBucket bucket, Marks marks, Cleared cleared, Rules rules, Budget budget, Supplier<Judge> judges, String marker) {
        this.bucket = bucket;
        this.marks = marks;
        this.cleared = cleared;
        this.rules = rules;
        this.budget = budget;
        this.judges = judges;
        this.marker = marker;
    }

    /// One page further, or as far as the time goes: one object at least.
    ///
    /// @param fresh whether the invocation has all its time yet: what takes longer then is passed over
    /// @return the same state with another cursor, or the next phase
    SweepState page(SweepState state, boolean fresh) {
        List<Listed> page = bucket.list("", state.cursor().map(SourcePath::new), PAGE);
        if (page.isEmpty()) {
            return state.in(SweepState.Phase.ACT);
        }
        Judge judge = judges.get();
        Map<String, Long> counts = new HashMap<>();
        SweepState next = state;
        long seen = 0;
        for (Listed object : page) {
            if (seen > 0 && budget.isOver()) {
                break;
            }
            try {
                mark(judge, object, counts);
            } catch (FolderTooLarge e) {
                if (seen > 0 || !fresh) {
                    break;
                }
                next = next.skipping(e.getMessage());
            }
            seen++;
            next = next.at(object.path().key(), 1);
        }
        return next.counting(counts);
    }

    private void mark(Judge judge, Listed object, Map<String, Long> counts) {
        try {
            judge.rule(rules, Rule::acts, judge.at(object))
                    .filter(rule -> !cleared.holds(object, rule) && isMarkedAnew(object, rule, judge))
                    .ifPresent(_ -> counts.merge("marked", 1L, Long::sum));
        } catch (RequestRefused e) {
            LOG.log(System.Logger.Level.WARNING, Printable.of(object.path() + " cannot be looked at, and is left alone: " + e.getMessage()));
            counts.merge("refused", 1L, Long::sum);
        }
    }

    private boolean isMarkedAnew(Listed object, Rule rule, Judge judge) {
        Mark mark = Mark.of(object, rule, marker, judge.now());
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
