package engram.retention.hold;

import engram.domain.SourcePath;
import engram.domain.retention.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All holds that there are, and what an object itself says.
public record Holds(List<Hold> all) {

    /// An object with this tag, or this metadata, is held, whatever its value is.
    public static final String TAG = "engram-hold";

    public Holds {
        all = List.copyOf(all);
    }

    /// What keeps the object from being touched, for people; empty: nothing does.
    public Optional<String> on(SourcePath path, Sighting object, Instant now) {
        if (object.legalHold()) {
            return Optional.of("S3 legal hold");
        }
        if (object.tags().containsKey(TAG) || object.state().metadata().containsKey(TAG)) {
            return Optional.of("tag " + TAG);
        }
        Optional<String> lock = object.lockedUntil()
                .filter(until -> until.isAfter(now))
                .map(until -> "Object Lock until " + until);
        return lock.or(() -> all.stream().filter(hold -> hold.isOn(path, object)).findFirst().map(Hold::toString));
    }
}
