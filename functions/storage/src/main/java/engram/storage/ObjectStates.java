package engram.storage;

import engram.domain.ObjectState;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// What S3 says of an object, in the domain's words.
public final class ObjectStates {

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    /// S3 calls a version so that was written while versioning was off; unlike others it can be overwritten.
    private static final String NO_VERSION = "null";

    private ObjectStates() {}

    public static ObjectState of(HeadObjectResponse head) {
        return of(
                head.eTag(), head.versionId(), head.contentLength(), head.lastModified(), head.contentType(), head.metadata());
    }

    static ObjectState of(GetObjectResponse got) {
        return of(got.eTag(), got.versionId(), got.contentLength(), got.lastModified(), got.contentType(), got.metadata());
    }

    private static ObjectState of(
            String eTag, String version, Long size, Instant lastModified, String type, Map<String, String> metadata) {
        return new ObjectState(
                eTag.replace("\"", ""),
                Optional.ofNullable(version).filter(id -> !id.equals(NO_VERSION)),
                size,
                lastModified,
                Optional.ofNullable(type).filter(known -> !known.isBlank()).orElse(UNKNOWN_TYPE),
                lowerCase(metadata));
    }

    private static Map<String, String> lowerCase(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                        Map.Entry::getValue,
                        (one, other) -> one + "," + other));
    }
}
