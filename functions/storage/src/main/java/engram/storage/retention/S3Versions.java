package engram.storage.retention;

import engram.domain.SourcePath;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// All versions of an object that a bucket holds, the current one among them. A store that knows no versions has none.
final class S3Versions {

    private final S3Place place;

    S3Versions(S3Place place) {
        this.place = place;
    }

    /// Whether Object Lock or a legal hold keeps one of them.
    boolean anyLocked(SourcePath path, Instant now) {
        return of(path).stream()
                .map(version -> place.askIfThere(() -> head(path, version)))
                .flatMap(Optional::stream)
                .anyMatch(head -> head.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON
                        || head.objectLockRetainUntilDate() != null
                                && head.objectLockRetainUntilDate().isAfter(now));
    }

    private HeadObjectResponse head(SourcePath path, ObjectVersion version) {
        return place.client()
                .headObject(head -> head.bucket(place.bucket()).key(path.key()).versionId(version.versionId()));
    }

    /// Removes those that are not younger than that. Delete markers stay.
    ///
    /// @return whether S3 let it
    boolean removeUpTo(SourcePath path, Instant youngest) {
        return removeEach(path, of(path).stream().filter(version -> isUpTo(version, youngest)));
    }

    /// To the second, as a look at the object tells it.
    private static boolean isUpTo(ObjectVersion version, Instant youngest) {
        return !version.lastModified().truncatedTo(ChronoUnit.SECONDS).isAfter(youngest);
    }

    /// The same, but for the current one.
    ///
    /// @return whether S3 let it
    boolean removeOlder(SourcePath path, Instant youngest) {
        return removeEach(path, of(path).stream()
                .filter(version -> !Boolean.TRUE.equals(version.isLatest()))
                .filter(version -> isUpTo(version, youngest)));
    }

    /// Also those behind one that S3 keeps.
    private boolean removeEach(SourcePath path, Stream<ObjectVersion> versions) {
        return versions.map(version -> remove(path, version)).reduce(true, Boolean::logicalAnd);
    }

    private boolean remove(SourcePath path, ObjectVersion version) {
        return place.ask(() -> {
            try {
                place.client()
                        .deleteObject(delete -> delete.bucket(place.bucket())
                                .key(path.key())
                                .versionId(version.versionId()));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == S3Place.FORBIDDEN) {
                    return false;
                }
                throw e;
            }
        });
    }

    private List<ObjectVersion> of(SourcePath path) {
        List<ObjectVersion> versions = new ArrayList<>();
        Optional<ListObjectVersionsResponse> page = page(path, Optional.empty());
        while (page.isPresent()) {
            page.get().versions().stream()
                    .filter(version -> version.key().equals(path.key()))
                    .forEach(versions::add);
            // Other keys that start so come behind it.
            boolean more = Boolean.TRUE.equals(page.get().isTruncated())
                    && path.key().equals(page.get().nextKeyMarker());
            page = more ? page(path, page) : Optional.empty();
        }
        return versions;
    }

    private Optional<ListObjectVersionsResponse> page(SourcePath path, Optional<ListObjectVersionsResponse> last) {
        return place.ask(() -> {
            try {
                return Optional.of(place.client()
                        .listObjectVersions(list -> list.bucket(place.bucket())
                                .prefix(path.key())
                                .keyMarker(last.map(ListObjectVersionsResponse::nextKeyMarker).orElse(null))
                                .versionIdMarker(
                                        last.map(ListObjectVersionsResponse::nextVersionIdMarker).orElse(null))));
            } catch (S3Exception e) {
                if (e.statusCode() == S3Place.NOT_IMPLEMENTED) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }
}
