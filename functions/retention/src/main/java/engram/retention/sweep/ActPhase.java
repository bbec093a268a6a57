package engram.retention.sweep;

import engram.domain.Printable;
import engram.domain.TransientFailure;
import engram.retention.Hashes;
import engram.retention.hold.Hold;
import engram.retention.hold.HoldBook;
import engram.retention.hold.Holds;
import engram.retention.rules.Rule;
import engram.retention.rules.Rules;
import engram.retention.sweep.Mark.Stage;
import engram.retention.sweep.Marks.Read;
import engram.retention.sweep.SweepState.Ask;
import engram.retention.sweep.SweepState.Phase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The phase that acts: counts first what it would do, and asks if that is more than the limits; then acts, page by page.
final class ActPhase {

    private static final System.Logger LOG = System.getLogger("engram.retention");
    private static final int PAGE = 50;
    private static final int COUNTED_AT_ONCE = 500;
    private static final int TOKEN_DIGITS = 12;

    /// Failures in a row after which a store, and not an object, is taken to be the reason.
    private static final int MOST_FAILURES = 5;

    private final Marks marks;
    private final HoldBook holdBook;
    private final Rules rules;
    private final Budget budget;
    private final Supplier<Acting> acting;

    /// @param acting a new one for each page: what it knows of the bucket does not get old
    ActPhase(Marks marks, HoldBook holdBook, Rules rules, Budget budget, Supplier<Acting> acting) {
        this.marks = marks;
        this.holdBook = holdBook;
        this.rules = rules;
        this.budget = budget;
        this.acting = acting;
    }

    SweepState page(SweepState state) {
        return state.dueUpTo().isEmpty() ? count(state) : act(state, state.dueUpTo().get());
    }

    private SweepState count(SweepState state) {
        Instant upTo = state.asks().map(Ask::upTo).orElseGet(budget::now);
        Holds holds = holdBook.all().holds();
        long due = 0;
        String deeds = "";
        List<Read> page = marks.page(Optional.empty(), COUNTED_AT_ONCE);
        while (!page.isEmpty()) {
            for (Read read : page) {
                if (isDue(read.mark(), upTo) && !isHeld(holds, read.mark())) {
                    due++;
                    deeds = Hashes.sha256(deeds, read.mark().deed());
                }
            }
            page = marks.page(Optional.of(page.getLast().name()), COUNTED_AT_ONCE);
        }
        if (rules.limits().allow(due, state.objects())) {
            return state.actingUpTo(upTo, Optional.empty());
        }
        Ask ask = new Ask(Hashes.sha256(deeds).substring(0, TOKEN_DIGITS), due, state.objects(), upTo);
        boolean allowed = state.approvedBy().isPresent()
                && state.asks().map(Ask::token).equals(Optional.of(ask.token()));
        return allowed ? state.actingUpTo(upTo, state.approvedBy()) : state.asking(ask, budget.now());
    }

    private boolean isDue(Mark mark, Instant upTo) {
        return mark.stage() != Stage.MARKED
                || !mark.due().isAfter(upTo)
                        && rules.named(mark.rule()).filter(Rule::acts).isPresent();
    }

    private static boolean isHeld(Holds holds, Mark mark) {
        return holds.all().stream().anyMatch(hold -> hold.kind() != Hold.Kind.TAG && hold.concerns(mark.sourcePath()));
    }

    private SweepState act(SweepState state, Instant upTo) {
        List<Read> page = marks.page(state.cursor(), PAGE);
        if (page.isEmpty()) {
            return state.in(Phase.PROVE);
        }
        Acting actor = acting.get();
        Map<String, Long> counts = new HashMap<>();
        String last = state.cursor().orElse("");
        int failures = 0;
        for (Read read : page) {
            if (budget.isOver()) {
                break;
            }
            if (read.mark().stage() != Stage.MARKED || !read.mark().due().isAfter(upTo)) {
                String outcome = outcome(actor, read, failures);
                failures = outcome.equals("failed") ? failures + 1 : 0;
                counts.merge(outcome, 1L, Long::sum);
            }
            last = read.name();
        }
        return last.isEmpty() ? state : state.at(last, 0).counting(counts);
    }

    private static String outcome(Acting actor, Read read, int failures) {
        try {
            return actor.act(read).name().toLowerCase(Locale.ROOT);
        } catch (TransientFailure e) {
            if (failures + 1 >= MOST_FAILURES) {
                throw e;
            }
            LOG.log(System.Logger.Level.WARNING, Printable.of("a deed failed, the next sweep tries again: " + e.getMessage()));
            return "failed";
        }
    }
}
