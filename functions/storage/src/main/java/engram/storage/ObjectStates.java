package engram.storage;

import engram.domain.ObjectState;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// What S3 says of an object, in the domain's words.
public final class ObjectStates {

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    /// S3 calls a version so that was written while versioning was off; unlike others it can be overwritten.
    private static final String NO_VERSION = "null";

    private ObjectStates() {}

    public static ObjectState of(HeadObjectResponse head) {
        return new ObjectState(
                head.eTag().replace("\"", ""),
                Optional.ofNullable(head.versionId()).filter(version -> !version.equals(NO_VERSION)),
                head.contentLength(),
                head.lastModified(),
                Optional.ofNullable(head.contentType())
                        .filter(type -> !type.isBlank())
                        .orElse(UNKNOWN_TYPE),
                metadata(head));
    }

    private static Map<String, String> metadata(HeadObjectResponse head) {
        return head.metadata().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                        Map.Entry::getValue,
                        (one, other) -> one + "," + other));
    }
}
