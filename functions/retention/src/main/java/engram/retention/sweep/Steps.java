package engram.retention.sweep;

import engram.domain.retention.Sighting;
import engram.domain.retention.SweptBucket;
import engram.retention.ledger.Chain;
import engram.retention.rules.Rule;
import engram.retention.rules.Rules;
import engram.retention.sweep.Mark.Bits;
import engram.retention.sweep.Mark.Stage;
import engram.retention.sweep.Marks.Read;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// The steps of a mark that all deeds have in common, each a conditional change of it: who finds it changed by another process leaves it alone.
///
/// A hold is looked for after the mark says what is about to be done: either the sweep sees a hold, or whoever puts it sees the deed that is
/// under way.
final class Steps {

    static final String LOCKED_VERSIONS = "older versions are locked, and hold it still";
    static final String HELD_VERSIONS = "older versions were left, since a hold may be meant for them";

    private final Marks marks;
    private final LatestHolds holds;
    private final Receipts receipts;
    private final Vectors vectors;
    private final Rules rules;
    private final Instant now;
    private final Budget budget;
    private final Deeds deeds;

    Steps(
            Marks marks, LatestHolds holds, Chain chain, Vectors vectors, Rules rules, Instant now, Budget budget, Deeds deeds) {
        this.marks = marks;
        this.holds = holds;
        this.receipts = new Receipts(marks, chain, deeds.by());
        this.vectors = vectors;
        this.rules = rules;
        this.now = now;
        this.budget = budget;
        this.deeds = deeds;
    }

    /// The rule that made the mark, if it is still in force.
    Optional<Rule> ruleOf(Mark mark) {
        return rules.named(mark.rule()).filter(rule -> rule.acts() && rule.version().equals(mark.ruleVersion()));
    }

    Outcome drop(Read read, Outcome why) {
        forgetVectors(read);
        return marks.erase(read) ? why : Outcome.TAKEN;
    }

    boolean isHeld(Mark mark, Sighting object) {
        return holds.now().on(mark.sourcePath(), object, now).isPresent();
    }

    /// Whether a hold may be meant for what was there.
    boolean mayHaveBeenHeld(Mark mark) {
        return holds.now().all().stream().anyMatch(hold -> hold.concerns(mark.sourcePath()));
    }

    Instant deadline() {
        return budget.deadline();
    }

    Optional<String> approvedBy() {
        return deeds.approvedBy();
    }

    /// Does the deed, after the mark says that it is about to be done, and after a last look: a hold that was put on the object itself since it was
    /// looked at first, by a tag or by S3's own, counts.
    Outcome announced(Read read, Bits bits, SweptBucket bucket, Function<Read, Outcome> deed) {
        budget.pace();
        Optional<Read> announced = noted(read, bits);
        if (announced.isEmpty()) {
            return Outcome.TAKEN;
        }
        vectors.note(read.mark());
        Optional<Sighting> found = bucket.look(read.mark().sourcePath()).filter(now -> read.mark().isOf(now.state()));
        if (found.isEmpty()) {
            return drop(announced.get(), Outcome.CHANGED);
        }
        return isHeld(read.mark(), found.get()) ? back(announced.get(), Outcome.HELD) : deed.apply(announced.get());
    }

    /// What was noted of the document's vectors is there as long as a deed is announced; it goes before the mark does, so that a crash leaves none.
    private void forgetVectors(Read read) {
        if (read.mark().stage() != Stage.MARKED) {
            vectors.forget(read.mark());
        }
    }

    /// The mark as this process's, with that in it; empty if another one was faster.
    Optional<Read> noted(Read read, Bits bits) {
        return marks.change(read, read.mark().acting(deeds.owner(), bits));
    }

    Outcome back(Read read, Outcome why) {
        return again(read).isPresent() ? why : Outcome.TAKEN;
    }

    /// The mark as if nothing had begun.
    Optional<Read> again(Read read) {
        forgetVectors(read);
        return marks.change(read, read.mark().backToMarked());
    }

    Outcome finished(Read read, Stage stage) {
        return marks.change(read, read.mark().at(stage)).map(this::finish).orElse(Outcome.TAKEN);
    }

    /// @param remark for people, in the receipt
    Outcome finished(Read read, Stage stage, String remark) {
        return noted(read, read.mark().bits().orElseThrow().remarked(remark))
                .map(remarked -> finished(remarked, stage))
                .orElse(Outcome.TAKEN);
    }

    Outcome finish(Read read) {
        return receipts.write(read.mark(), budget.now());
    }
}
