package engram.retention.sweep;

import engram.domain.Printable;
import engram.domain.pii.PiiKind;
import engram.domain.retention.Sighting;
import engram.domain.retention.SweptBucket;
import engram.retention.Hashes;
import engram.retention.redact.Redactor.Result;
import engram.retention.redact.Redactor;
import engram.retention.rules.Action;
import engram.retention.sweep.Mark.Bits;
import engram.retention.sweep.Mark.Stage;
import engram.retention.sweep.Marks.Read;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Writes objects back without what tells who somebody is. What it wrote names the deed in its metadata, so that it is known again after a crash.
final class Rewriting {

    /// The deed that an object was rewritten by.
    static final String DEED = "engram-redacted";

    private static final System.Logger LOG = System.getLogger("engram.retention");
    private static final String CREATED = "created";
    private static final String OWN = "engram-";

    private final SweptBucket bucket;
    private final Steps steps;
    private final Cleared cleared;

    Rewriting(SweptBucket bucket, Steps steps, Cleared cleared) {
        this.bucket = bucket;
        this.steps = steps;
        this.cleared = cleared;
    }

    Outcome redact(Read read, Sighting found, Action.Redact action) {
        return rewrite(read, found, action, false, _ -> true);
    }

    /// What rules and retention itself go by stays.
    Outcome anonymise(Read read, Sighting found, Action.Anonymise action) {
        return rewrite(read, found, action.redaction(), true, name ->
                action.keepMetadata().contains(name) || name.equals(CREATED) || name.startsWith(OWN));
    }

    private Outcome rewrite(Read read, Sighting found, Action.Redact action, boolean anonymises, Predicate<String> keeps) {
        Mark mark = read.mark();
        String refusal = Redactor.refusal(mark.sourcePath(), found.state());
        if (!refusal.isEmpty()) {
            return refused(read, refusal);
        }
        Optional<byte[]> bytes = bucket.read(mark.sourcePath(), found.state());
        if (bytes.isEmpty()) {
            return steps.drop(read, Outcome.CHANGED);
        }
        Map<String, String> metadata = new HashMap<>(found.state().metadata());
        metadata.keySet().removeIf(keeps.negate());
        return switch (new Redactor(action.kinds()).redact(mark.sourcePath(), found.state(), bytes.get(), metadata)) {
            case Result.Clean _ -> clear(read, Outcome.CLEAN);
            case Result.Refused(String why) -> refused(read, why);
            case Result.Redacted redacted -> steps.announced(
                    read,
                    bits(found, bytes.get(), redacted, anonymises, action.allVersions()),
                    bucket,
                    announced -> put(announced, found, redacted));
        };
    }

    private Outcome refused(Read read, String why) {
        LOG.log(System.Logger.Level.WARNING, Printable.of(read.mark().path() + " cannot be redacted: " + why));
        return clear(read, Outcome.REFUSED);
    }

    private Outcome clear(Read read, Outcome why) {
        cleared.put(read.mark());
        return steps.drop(read, why);
    }

    private Bits bits(Sighting found, byte[] before, Result.Redacted redacted, boolean anonymises, boolean allVersions) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Map.Entry<PiiKind, Integer> each : redacted.found().entrySet()) {
            counts.put(each.getKey().name(), each.getValue());
        }
        return new Bits(
                found.state().versionId(),
                Hashes.sha256(before),
                allVersions,
                steps.approvedBy(),
                Optional.empty(),
                Optional.of(new Mark.Rewriting(anonymises, Hashes.sha256(redacted.bytes()), counts)),
                Optional.empty());
    }

    private Outcome put(Read read, Sighting found, Result.Redacted redacted) {
        Map<String, String> metadata = new HashMap<>(redacted.metadata());
        metadata.put(DEED, read.mark().deed());
        boolean put = bucket.replace(read.mark().sourcePath(), found.state(), redacted.bytes(), metadata)
                // It may be this very request that was sent twice.
                || bucket.look(read.mark().sourcePath()).filter(now -> isBy(read.mark(), now)).isPresent();
        return put ? written(read) : replaced(read);
    }

    /// Whether it is what that deed wrote.
    static boolean isBy(Mark mark, Sighting object) {
        return mark.deed().equals(object.state().metadata().get(DEED));
    }

    private Outcome written(Read read) {
        boolean done = !allVersions(read) || bucket.removeOlder(read.mark().sourcePath(), read.mark().lastModified());
        return done ? steps.finished(read, Stage.DONE) : steps.finished(read, Stage.DONE, Steps.LOCKED_VERSIONS);
    }

    /// Somebody else was faster.
    private Outcome replaced(Read read) {
        return allVersions(read)
                ? steps.finished(read, Stage.VANISHED, "it was written anew or removed meanwhile: its older versions were left")
                : steps.finished(read, Stage.VANISHED);
    }

    private static boolean allVersions(Read read) {
        return read.mark().bits().orElseThrow().allVersions();
    }

    /// What was announced by a dead process: its work is there, or somebody else's, who may have replaced the object before that or after.
    Outcome resume(Read read, Optional<Sighting> found) {
        if (found.filter(object -> isBy(read.mark(), object)).isEmpty()) {
            return replaced(read);
        }
        return allVersions(read) && steps.mayHaveBeenHeld(read.mark())
                ? steps.finished(read, Stage.DONE, Steps.HELD_VERSIONS)
                : written(read);
    }
}
