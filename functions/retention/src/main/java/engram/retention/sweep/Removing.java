package engram.retention.sweep;

import engram.domain.ObjectState;
import engram.domain.retention.Removal;
import engram.domain.retention.Sighting;
import engram.domain.retention.SweptBucket;
import engram.retention.rules.Action;
import engram.retention.rules.Rule;
import engram.retention.sweep.Mark.Bits;
import engram.retention.sweep.Mark.Stage;
import engram.retention.sweep.Marks.Read;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Deletes objects, after a copy of them was archived or without.
final class Removing {

    private final SweptBucket bucket;
    private final Steps steps;

    Removing(SweptBucket bucket, Steps steps) {
        this.bucket = bucket;
        this.steps = steps;
    }

    Outcome delete(Read read, Sighting found, Action.Delete action) {
        return hashed(read, found, announced ->
                judged(announced, bucket.remove(read.mark().sourcePath(), found.state(), action.allVersions())));
    }

    Outcome archive(Read read, Sighting found, Action.Archive action) {
        return hashed(read, found, announced -> archived(announced, found.state(), action));
    }

    private Outcome hashed(Read read, Sighting found, Function<Read, Outcome> deed) {
        return bucket.sha256(read.mark().sourcePath(), found.state())
                .map(hash -> new Bits(found.state().versionId(), hash, steps.approvedBy(), Optional.empty(), Optional.empty(), Optional.empty()))
                .map(bits -> steps.announced(read, found, bits, deed))
                .orElseGet(() -> steps.drop(read, Outcome.CHANGED));
    }

    private Outcome archived(Read read, ObjectState state, Action.Archive action) {
        Mark mark = read.mark();
        if (!bucket.copy(mark.sourcePath(), state, action.to())) {
            return steps.drop(read, Outcome.CHANGED);
        }
        String to = "s3://" + action.to().bucket() + "/" + action.to().keyOf(mark.sourcePath());
        return steps.noted(read, mark.bits().orElseThrow().archived(to))
                .map(copied -> judged(copied, bucket.remove(mark.sourcePath(), state, false)))
                .orElse(Outcome.TAKEN);
    }

    private Outcome judged(Read read, Removal removal) {
        return switch (removal) {
            case REMOVED -> steps.finished(read, Stage.DONE);
            case HIDDEN -> steps.noted(read, read.mark().bits().orElseThrow().remarked(Steps.LOCKED_VERSIONS))
                    .map(remarked -> steps.finished(remarked, Stage.DONE))
                    .orElse(Outcome.TAKEN);
            // Perhaps it was this very request that was sent twice.
            case GONE, CHANGED -> steps.finished(read, Stage.VANISHED);
            case LOCKED -> steps.back(read, Outcome.LOCKED);
        };
    }

    /// What was announced is not there any more.
    Outcome resume(Read read, Optional<Sighting> found) {
        if (found.isEmpty()) {
            removeRest(read.mark());
        }
        return steps.finished(read, Stage.VANISHED);
    }

    /// The older versions of what is gone already.
    private void removeRest(Mark mark) {
        boolean all = steps.ruleOf(mark).map(Rule::action).equals(Optional.of(new Action.Delete(true)));
        if (all && !steps.mayHaveBeenHeld(mark)) {
            bucket.remove(
                    mark.sourcePath(),
                    new ObjectState(mark.eTag(), mark.bits().flatMap(Bits::versionId), mark.size(), mark.lastModified(), "", Map.of()),
                    true);
        }
    }
}
