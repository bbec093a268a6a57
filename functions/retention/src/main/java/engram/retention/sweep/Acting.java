package engram.retention.sweep;

import engram.domain.NotAfter;
import engram.domain.retention.Sighting;
import engram.domain.retention.SweptBucket;
import engram.retention.rules.Action;
import engram.retention.rules.Rule;
import engram.retention.sweep.Marks.Read;
import java.util.Optional;

/// Acts on one mark after the other. The mark says what is about to be done before it is, so that whoever comes after a crash knows.
final class Acting {

    private final SweptBucket bucket;
    private final Judge judge;
    private final Steps steps;
    private final Removing removing;
    private final Rewriting rewriting;

    Acting(SweptBucket bucket, Judge judge, Steps steps, Cleared cleared) {
        this.bucket = bucket;
        this.judge = judge;
        this.steps = steps;
        this.removing = new Removing(bucket, steps);
        this.rewriting = new Rewriting(bucket, steps, cleared);
    }

    /// @throws engram.domain.OutOfTime if it would take longer than there is time
    Outcome act(Read read) {
        return NotAfter.within(steps.deadline(), () -> step(read));
    }

    private Outcome step(Read read) {
        return switch (read.mark().stage()) {
            case MARKED -> begin(read);
            case ACTING -> resume(read);
            case DONE, VANISHED -> steps.finish(read);
        };
    }

    private Outcome begin(Read read) {
        Mark mark = read.mark();
        Optional<Rule> rule = steps.ruleOf(mark);
        Optional<Sighting> found = bucket.look(mark.sourcePath());
        if (rule.isEmpty() || found.isEmpty()) {
            return steps.drop(read, Outcome.LAPSED);
        }
        if (!mark.isOf(found.get().state())) {
            return steps.drop(read, Outcome.CHANGED);
        }
        if (!judge.fits(rule.get(), mark.listed(), found.get())) {
            return steps.drop(read, Outcome.LAPSED);
        }
        return steps.isHeld(mark, found.get()) ? Outcome.HELD : begin(read, found.get(), rule.get().action());
    }

    private Outcome begin(Read read, Sighting found, Action action) {
        return switch (action) {
            case Action.Delete delete -> removing.delete(read, found, delete);
            case Action.Archive archive -> removing.archive(read, found, archive);
            case Action.Redact redact -> rewriting.redact(read, found, redact);
            case Action.Anonymise anonymise -> rewriting.anonymise(read, found, anonymise);
        };
    }

    /// Somebody died at it. Taking the mark fences him, should he only have slept.
    private Outcome resume(Read read) {
        Optional<Read> mine = steps.noted(read, read.mark().bits().orElseThrow());
        if (mine.isEmpty()) {
            return Outcome.TAKEN;
        }
        Optional<Sighting> found = bucket.look(read.mark().sourcePath());
        boolean untouched = found.filter(object -> read.mark().isOf(object.state()) && !Rewriting.isBy(read.mark(), object)).isPresent();
        if (untouched) {
            return steps.again(mine.get()).map(this::begin).orElse(Outcome.TAKEN);
        }
        return read.mark().bits().orElseThrow().rewriting().isPresent()
                ? rewriting.resume(mine.get(), found)
                : removing.resume(mine.get(), found);
    }
}
