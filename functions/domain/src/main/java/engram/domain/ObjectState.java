package engram.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What S3 says of an object, without its bytes.
///
/// @param eTag without quotes
/// @param versionId absent on a bucket without versioning
/// @param size in bytes
/// @param contentType as the uploader declared it, a hint and no more
/// @param metadata user metadata (`x-amz-meta-*`), names in lower case
public record ObjectState(
        String eTag,
        Optional<String> versionId,
        long size,
        Instant lastModified,
        String contentType,
        Map<String, String> metadata) {

    public ObjectState {
        if (eTag.isEmpty() || eTag.startsWith("\"")) {
            throw new IllegalArgumentException("an eTag is not empty and has no quotes, got " + eTag);
        }
        if (size < 0) {
            throw new IllegalArgumentException("a size is not negative, got " + size);
        }
        metadata = Map.copyOf(metadata);
    }

    /// Whether a document made of the one equals a document made of the other, dates and versions aside.
    public boolean sameContentAs(ObjectState other) {
        return eTag.equals(other.eTag)
                && size == other.size
                && contentType.equals(other.contentType)
                && metadata.equals(other.metadata);
    }
}
