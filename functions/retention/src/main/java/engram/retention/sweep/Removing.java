package engram.retention.sweep;

import engram.domain.ObjectState;
import engram.domain.retention.Removal;
import engram.domain.retention.Sighting;
import engram.domain.retention.SweptBucket;
import engram.retention.rules.Action;
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
        return hashed(read, found, action.allVersions(), announced ->
                judged(announced, bucket.remove(read.mark().sourcePath(), found.state(), action.allVersions())));
    }

    Outcome archive(Read read, Sighting found, Action.Archive action) {
        return hashed(read, found, false, announced -> archived(announced, found.state(), action));
    }

    private Outcome hashed(Read read, Sighting found, boolean allVersions, Function<Read, Outcome> deed) {
        return bucket.sha256(read.mark().sourcePath(), found.state())
                .map(hash -> new Bits(
                        found.state().versionId(), hash, allVersions, steps.approvedBy(), Optional.empty(), Optional.empty(), Optional.empty()))
                .map(bits -> steps.announced(read, bits, bucket, deed))
                .orElseGet(() -> steps.drop(read, Outcome.CHANGED));
    }

    private Outcome archived(Read read, ObjectState state, Action.Archive action) {
        Mark mark = read.mark();
        String key = action.to().keyOf(mark.sourcePath(), mark.deed());
        if (!bucket.copy(mark.sourcePath(), state, action.to(), key)) {
            return steps.drop(read, Outcome.CHANGED);
        }
        return steps.noted(read, mark.bits().orElseThrow().archived("s3://" + action.to().bucket() + "/" + key))
                .map(copied -> judged(copied, bucket.remove(mark.sourcePath(), state, false)))
                .orElse(Outcome.TAKEN);
    }

    private Outcome judged(Read read, Removal removal) {
        return switch (removal) {
            case REMOVED -> steps.finished(read, Stage.DONE);
            case HIDDEN -> steps.finished(read, Stage.DONE, Steps.LOCKED_VERSIONS);
            // Perhaps it was this very request that was sent twice.
            case GONE -> steps.finished(read, Stage.VANISHED);
            case GONE_BUT_HIDDEN -> steps.finished(read, Stage.VANISHED, Steps.LOCKED_VERSIONS);
            case CHANGED -> changed(read);
            case LOCKED -> steps.back(read, Outcome.LOCKED);
        };
    }

    /// What was announced is not there any more.
    Outcome resume(Read read, Optional<Sighting> found) {
        if (found.isPresent()) {
            return changed(read);
        }
        if (!bits(read).allVersions()) {
            return steps.finished(read, Stage.VANISHED);
        }
        return steps.mayHaveBeenHeld(read.mark())
                ? steps.finished(read, Stage.VANISHED, Steps.HELD_VERSIONS)
                : rest(read);
    }

    private Outcome changed(Read read) {
        return bits(read).allVersions()
                ? steps.finished(read, Stage.VANISHED, "it was written anew meanwhile: its older versions were left")
                : steps.finished(read, Stage.VANISHED);
    }

    /// The older versions of what is gone already.
    private Outcome rest(Read read) {
        Mark mark = read.mark();
        Removal removal = bucket.remove(
                mark.sourcePath(),
                new ObjectState(mark.eTag(), bits(read).versionId(), mark.size(), mark.lastModified(), "", Map.of()),
                true);
        return switch (removal) {
            case REMOVED, GONE -> steps.finished(read, Stage.VANISHED);
            case HIDDEN, GONE_BUT_HIDDEN, LOCKED -> steps.finished(read, Stage.VANISHED, Steps.LOCKED_VERSIONS);
            case CHANGED -> changed(read);
        };
    }

    private static Bits bits(Read read) {
        return read.mark().bits().orElseThrow();
    }
}
