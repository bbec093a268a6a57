package engram.retention.sweep;

import engram.domain.ObjectState;
import engram.domain.retention.Removal;
import engram.domain.retention.Sighting;
import engram.domain.retention.SweptBucket;
import engram.retention.hold.HoldBook;
import engram.retention.ledger.Chain;
import engram.retention.rules.Action;
import engram.retention.rules.Rule;
import engram.retention.rules.Rules;
import engram.retention.sweep.Mark.Bits;
import engram.retention.sweep.Mark.Stage;
import engram.retention.sweep.Marks.Read;
import java.util.Map;
import java.util.Optional;

/// Acts on one mark after the other. The mark says what is about to be done before it is, so that whoever comes after a crash knows.
///
/// A hold is looked for after the mark says so: either the sweep sees a hold, or whoever puts it sees the deed that is under way.
final class Acting {

    private final SweptBucket bucket;
    private final Marks marks;
    private final HoldBook holdBook;
    private final Receipts receipts;
    private final Rules rules;
    private final Judge judge;
    private final Budget budget;
    private final Deeds deeds;
    private HoldBook.Known holds;

    Acting(SweptBucket bucket, Marks marks, HoldBook holdBook, Chain chain, Rules rules, Judge judge, Budget budget, Deeds deeds) {
        this.bucket = bucket;
        this.marks = marks;
        this.holdBook = holdBook;
        this.receipts = new Receipts(marks, chain, deeds.by());
        this.rules = rules;
        this.judge = judge;
        this.budget = budget;
        this.deeds = deeds;
        this.holds = holdBook.all();
    }

    /// On whose behalf it acts.
    ///
    /// @param owner of the lease
    /// @param by who had the sweep run
    /// @param approvedBy who allowed it to do more than the limits
    record Deeds(String owner, String by, Optional<String> approvedBy) {}

    enum Outcome {
        DELETED,
        ARCHIVED,
        /// Found gone or replaced after the deed had begun.
        VANISHED,
        /// Gone before anything was done, or no rule wants it any more.
        LAPSED,
        /// Another object than was marked.
        CHANGED,
        HELD,
        /// S3 refused it.
        LOCKED,
        /// Another process has the mark.
        TAKEN
    }

    Outcome act(Read read) {
        return switch (read.mark().stage()) {
            case MARKED -> begin(read);
            case ACTING -> resume(read);
            case DONE, VANISHED -> finish(read);
        };
    }

    private Outcome begin(Read read) {
        Mark mark = read.mark();
        Optional<Rule> rule = ruleOf(mark);
        Optional<Sighting> found = bucket.look(mark.sourcePath());
        if (rule.isEmpty() || found.isEmpty()) {
            return drop(read, Outcome.LAPSED);
        }
        if (!mark.isOf(found.get().state())) {
            return drop(read, Outcome.CHANGED);
        }
        if (!judge.fits(rule.get(), mark.listed(), found.get())) {
            return drop(read, Outcome.LAPSED);
        }
        if (isHeld(mark, found.get())) {
            return Outcome.HELD;
        }
        Optional<String> hash = bucket.sha256(mark.sourcePath(), found.get().state());
        return hash.isEmpty() ? drop(read, Outcome.CHANGED) : announce(read, rule.get(), found.get(), hash.get());
    }

    private Optional<Rule> ruleOf(Mark mark) {
        return rules.named(mark.rule()).filter(rule -> rule.acts() && rule.version().equals(mark.ruleVersion()));
    }

    private Outcome drop(Read read, Outcome why) {
        return marks.erase(read) ? why : Outcome.TAKEN;
    }

    private boolean isHeld(Mark mark, Sighting object) {
        holds = holdBook.now(holds);
        return holds.holds().on(mark.sourcePath(), object, judge.now()).isPresent();
    }

    private Outcome announce(Read read, Rule rule, Sighting found, String hash) {
        budget.pace();
        Bits bits = new Bits(found.state().versionId(), hash, deeds.approvedBy(), false);
        Optional<Read> announced = marks.change(read, read.mark().acting(deeds.owner(), bits));
        if (announced.isEmpty()) {
            return Outcome.TAKEN;
        }
        if (isHeld(read.mark(), found)) {
            return back(announced.get(), Outcome.HELD);
        }
        return switch (rule.action()) {
            case Action.Delete(boolean all) -> judged(announced.get(), bucket.remove(read.mark().sourcePath(), found.state(), all));
            case Action.Archive archive -> archive(announced.get(), found.state(), archive);
        };
    }

    private Outcome archive(Read read, ObjectState state, Action.Archive archive) {
        if (!bucket.copy(read.mark().sourcePath(), state, archive.to())) {
            return drop(read, Outcome.CHANGED);
        }
        Bits bits = read.mark().bits().orElseThrow();
        Mark copied = read.mark().acting(deeds.owner(), new Bits(bits.versionId(), bits.sha256(), bits.approvedBy(), true));
        return marks.change(read, copied)
                .map(now -> judged(now, bucket.remove(copied.sourcePath(), state, false)))
                .orElse(Outcome.TAKEN);
    }

    private Outcome judged(Read read, Removal removal) {
        return switch (removal) {
            case REMOVED -> finished(read, Stage.DONE);
            // Perhaps it was this very request that was sent twice.
            case GONE, CHANGED -> finished(read, Stage.VANISHED);
            case LOCKED -> back(read, Outcome.LOCKED);
        };
    }

    private Outcome back(Read read, Outcome why) {
        return marks.change(read, read.mark().backToMarked()).isPresent() ? why : Outcome.TAKEN;
    }

    private Outcome finished(Read read, Stage stage) {
        return marks.change(read, read.mark().at(stage)).map(this::finish).orElse(Outcome.TAKEN);
    }

    private Outcome finish(Read read) {
        return receipts.write(read.mark(), ruleOf(read.mark()), budget.now());
    }

    /// Somebody died at it. Taking the mark fences him, should he only have slept.
    private Outcome resume(Read read) {
        Optional<Read> mine = marks.change(read, read.mark().acting(deeds.owner(), read.mark().bits().orElseThrow()));
        if (mine.isEmpty()) {
            return Outcome.TAKEN;
        }
        Optional<Sighting> found = bucket.look(read.mark().sourcePath());
        if (found.filter(object -> read.mark().isOf(object.state())).isPresent()) {
            return marks.change(mine.get(), read.mark().backToMarked()).map(this::begin).orElse(Outcome.TAKEN);
        }
        if (found.isEmpty()) {
            removeRest(read.mark());
        }
        return finished(mine.get(), Stage.VANISHED);
    }

    /// The older versions of what is gone already.
    private void removeRest(Mark mark) {
        holds = holdBook.now(holds);
        boolean held = holds.holds().all().stream().anyMatch(hold -> hold.concerns(mark.sourcePath()));
        if (!held && ruleOf(mark).map(Rule::action).equals(Optional.of(new Action.Delete(true)))) {
            bucket.remove(
                    mark.sourcePath(),
                    new ObjectState(mark.eTag(), mark.bits().flatMap(Bits::versionId), mark.size(), mark.lastModified(), "", Map.of()),
                    true);
        }
    }
}
