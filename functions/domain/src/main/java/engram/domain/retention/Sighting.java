package engram.domain.retention;

import engram.domain.ObjectState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// An object as it is now, with all that may keep it from being touched.
///
/// @param tags the object's tags
/// @param lockedUntil until when Object Lock keeps this version; absent: it does not
/// @param legalHold whether S3's own legal hold lies on this version
public record Sighting(
        ObjectState state, Map<String, String> tags, Optional<Instant> lockedUntil, boolean legalHold) {

    public Sighting {
        tags = Map.copyOf(tags);
    }
}
