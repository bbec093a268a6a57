package engram.retention.sweep;

import engram.domain.OutOfTime;
import engram.domain.Printable;
import engram.domain.RequestRefused;
import engram.domain.TransientFailure;
import engram.retention.Hashes;
import engram.retention.hold.Hold;
import engram.retention.hold.Holds;
import engram.retention.rules.Rule;
import engram.retention.rules.Rules;
import engram.retention.sweep.Mark.Stage;
import engram.retention.sweep.Marks.Read;
import engram.retention.sweep.SweepState.Ask;
import engram.retention.sweep.SweepState.Phase;
import engram.retention.sweep.SweepState.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The phase that acts: counts first what it would do, and asks if that is more than the limits; then acts, page by page.
/// What a store refuses of one object, or what takes too long, keeps nobody from the others.
final class ActPhase {

    private static final System.Logger LOG = System.getLogger("engram.retention");
    private static final int PAGE = 50;
    private static final int COUNTED_AT_ONCE = 500;
    private static final int TOKEN_DIGITS = 12;

    /// So many in a row, and the sweep stops: a store is away.
    private static final int MOST_OUTAGES = 5;

    private final Marks marks;
    private final LatestHolds holds;
    private final Rules rules;
    private final Budget budget;
    private final Function<SweepState, Acting> acting;

    /// @param acting a new one for each page: what it knows of the bucket does not get old
    ActPhase(Marks marks, LatestHolds holds, Rules rules, Budget budget, Function<SweepState, Acting> acting) {
        this.marks = marks;
        this.holds = holds;
        this.rules = rules;
        this.budget = budget;
        this.acting = acting;
    }

    /// One page further, or as far as the time goes: one mark at least.
    ///
    /// @param fresh whether the invocation has all its time yet: what takes longer then is passed over
    SweepState page(SweepState state, boolean fresh) {
        return state.dueUpTo().isEmpty() ? count(state) : act(state, state.dueUpTo().get(), fresh);
    }

    private SweepState count(SweepState state) {
        Tally tally = state.tally().orElseGet(() -> new Tally(state.asks().map(Ask::upTo).orElseGet(budget::now), 0, ""));
        List<Read> page = marks.page(state.cursor(), COUNTED_AT_ONCE);
        if (page.isEmpty()) {
            return counted(state, tally);
        }
        Holds known = holds.now();
        long due = tally.due();
        String deeds = tally.deeds();
        for (Read read : page) {
            if (isDue(read.mark(), tally.upTo()) && !isHeld(known, read.mark())) {
                due++;
                deeds = Hashes.sha256(deeds, read.mark().deed());
            }
        }
        return state.counted(new Tally(tally.upTo(), due, deeds)).at(page.getLast().name(), 0);
    }

    private SweepState counted(SweepState state, Tally tally) {
        if (rules.limits().allow(tally.due(), state.objects())) {
            return state.actingUpTo(tally.upTo(), Optional.empty());
        }
        Ask ask = new Ask(Hashes.sha256(tally.deeds()).substring(0, TOKEN_DIGITS), tally.due(), state.objects(), tally.upTo());
        boolean allowed = state.approvedBy().isPresent()
                && state.asks().map(Ask::token).equals(Optional.of(ask.token()));
        return allowed ? state.actingUpTo(tally.upTo(), state.approvedBy()) : state.asking(ask, budget.now());
    }

    private boolean isDue(Mark mark, Instant upTo) {
        return mark.stage() != Stage.MARKED
                || !mark.due().isAfter(upTo)
                        && rules.named(mark.rule()).filter(Rule::acts).isPresent();
    }

    private static boolean isHeld(Holds holds, Mark mark) {
        return holds.all().stream().anyMatch(hold -> hold.kind() != Hold.Kind.TAG && hold.concerns(mark.sourcePath()));
    }

    private SweepState act(SweepState state, Instant upTo, boolean fresh) {
        List<Read> page = marks.page(state.cursor(), PAGE);
        if (page.isEmpty()) {
            return state.in(Phase.PROVE);
        }
        Acting actor = acting.apply(state);
        SweepState next = state;
        int outages = 0;
        boolean first = fresh;
        for (Read read : page) {
            if (budget.isOver()) {
                break;
            }
            if (read.mark().stage() != Stage.MARKED || !read.mark().due().isAfter(upTo)) {
                Done done = done(actor, read);
                if (done.outOfTime() && !first) {
                    break;
                }
                outages = done.outage().isPresent() ? outages + 1 : 0;
                if (outages == MOST_OUTAGES) {
                    throw done.outage().get();
                }
                next = next.counting(Map.of(done.outcome(), 1L));
                next = done.skipped().map(next::skipping).orElse(next);
                first = false;
            }
            next = next.at(read.name(), 0);
        }
        return next;
    }

    /// What became of a mark.
    ///
    /// @param outcome that is counted
    /// @param outage why nothing may have become of it, and may not of others
    /// @param skipped what there was not enough time for
    private record Done(String outcome, Optional<TransientFailure> outage, Optional<String> skipped) {
        static final String FAILED = "failed";

        static Done skipped(String what) {
            return new Done(FAILED, Optional.empty(), Optional.of(what));
        }

        boolean outOfTime() {
            return skipped.isPresent();
        }
    }

    private static Done done(Acting actor, Read read) {
        String path = read.mark().path();
        try {
            return new Done(actor.act(read).name().toLowerCase(Locale.ROOT), Optional.empty(), Optional.empty());
        } catch (FolderTooLarge e) {
            return Done.skipped(e.getMessage());
        } catch (OutOfTime e) {
            return Done.skipped(path + " takes longer than the function has time for: " + e.getMessage());
        } catch (RequestRefused e) {
            warn(path + " is refused by a store, and left alone until the next sweep: " + e.getMessage());
            return new Done(Done.FAILED, Optional.empty(), Optional.empty());
        } catch (TransientFailure e) {
            warn("a deed failed, the next sweep tries again: " + e.getMessage());
            return new Done(Done.FAILED, Optional.of(e), Optional.empty());
        }
    }

    private static void warn(String what) {
        LOG.log(System.Logger.Level.WARNING, Printable.of(what));
    }
}
