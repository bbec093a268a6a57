package engram.ingest;

import engram.domain.Bucket;
import engram.domain.DocumentId;
import engram.domain.ObjectState;
import engram.domain.PermanentFailure;
import engram.domain.Rejection;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.ingest.extract.bounds.TimeLeft;
import engram.ingest.extract.Extraction;
import engram.ingest.extract.document.Extracted;
import engram.ingest.pii.PiiGuard;
import engram.ingest.split.Splitter;
import java.util.Optional;

/// `fetch → extract → guard → split`: what a document should be, by the object that is there now.
final class Reader {

    private static final int MOST_TRIES = 3;

    private final Bucket bucket;
    private final Extraction extraction;
    private final PiiGuard guard;
    private final Splitter splitter;

    Reader(Bucket bucket, Extraction extraction, PiiGuard guard, Splitter splitter) {
        this.bucket = bucket;
        this.extraction = extraction;
        this.guard = guard;
        this.splitter = splitter;
    }

    Optional<ObjectState> find(SourcePath path) {
        return bucket.find(path);
    }

    /// What to make of the object that was found. Where it was replaced since, of the one that is there instead.
    ///
    /// @throws Deadline.OutOfTime if it was begun too late to say so; the next invocation begins with more time
    Target read(DocumentId id, Optional<ObjectState> found, Deadline deadline) {
        Optional<ObjectState> object = found;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (object.isEmpty()) {
                return Target.gone();
            }
            Optional<Target> target = read(id, object.get(), deadline);
            if (target.isPresent()) {
                return target.get();
            }
            object = bucket.find(id.sourcePath());
        }
        throw new TransientFailure("the object was replaced " + MOST_TRIES + " times while it was read");
    }

    private Optional<Target> read(DocumentId id, ObjectState object, Deadline deadline) {
        Optional<Rejection> tooLarge = extraction.tooLarge(object.size());
        if (tooLarge.isPresent()) {
            return tooLarge.map(why -> Target.rejected(object, why));
        }
        try {
            return bucket.read(id.sourcePath(), object).map(bytes -> target(id, object, bytes, deadline));
        } catch (PermanentFailure failure) {
            return Optional.of(Target.rejected(object, failure.rejection()));
        }
    }

    private Target target(DocumentId id, ObjectState object, byte[] bytes, Deadline deadline) {
        try {
            return extraction.extract(id.sourcePath(), object, bytes, deadline::left, extracted -> {
                Extracted guarded = guard.apply(id.workspace(), extracted);
                return Target.of(object, guarded.title(), splitter.split(guarded));
            });
        } catch (TimeLeft.TooLate tooLate) {
            throw new Deadline.OutOfTime(true);
        }
    }
}
