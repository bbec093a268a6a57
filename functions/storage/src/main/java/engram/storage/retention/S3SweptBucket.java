package engram.storage.retention;

import engram.domain.Archive;
import engram.domain.BucketListing.Listed;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.retention.Destination;
import engram.domain.retention.Removal;
import engram.domain.retention.Sighting;
import engram.domain.retention.SweptBucket;
import engram.storage.ObjectStates;
import engram.storage.circuit.Circuit;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The documents' bucket in S3, with versions or without.
final class S3SweptBucket implements SweptBucket {

    private static final String REMEDY = "allow the function's role s3:ListBucket, s3:ListBucketVersions, s3:GetObject,"
            + " s3:GetObjectVersion, s3:GetObjectTagging, s3:GetObjectRetention, s3:GetObjectLegalHold, s3:PutObject,"
            + " s3:DeleteObject and s3:DeleteObjectVersion on it, and s3:PutObject on the bucket of archives";

    private final S3Place place;
    private final S3Versions versions;
    private final S3Content content;
    private final InstantSource clock;

    S3SweptBucket(S3Client client, String bucket, Circuit circuit, InstantSource clock) {
        this.clock = clock;
        this.place = S3Place.of(client, bucket, REMEDY, circuit, clock);
        this.versions = new S3Versions(place);
        this.content = new S3Content(place);
    }

    @Override
    public List<Listed> list(String prefix, Optional<SourcePath> after, int limit) {
        return Archive.without(after, behind -> list(request(prefix, behind, limit).build()));
    }

    @Override
    public List<Listed> folder(String folder, Optional<SourcePath> after, int limit) {
        ListObjectsV2Request first = request(folder, after, limit).delimiter("/").build();
        ListObjectsV2Response page = place.ask(() -> place.client().listObjectsV2(first));
        // Common prefixes take places of a page, so that one may hold folders only.
        while (page.contents().isEmpty() && Boolean.TRUE.equals(page.isTruncated())) {
            ListObjectsV2Request next = first.toBuilder().continuationToken(page.nextContinuationToken()).build();
            page = place.ask(() -> place.client().listObjectsV2(next));
        }
        return page.contents().stream().map(S3SweptBucket::listed).toList();
    }

    private ListObjectsV2Request.Builder request(String prefix, Optional<SourcePath> after, int limit) {
        return ListObjectsV2Request.builder()
                .bucket(place.bucket())
                .prefix(prefix)
                .startAfter(after.map(SourcePath::key).orElse(null))
                .encodingType(EncodingType.URL)
                .maxKeys(limit);
    }

    private List<Listed> list(ListObjectsV2Request request) {
        return place.ask(() -> place.client().listObjectsV2(request)).contents().stream()
                .map(S3SweptBucket::listed)
                .toList();
    }

    private static Listed listed(S3Object object) {
        return new Listed(
                new SourcePath(object.key()),
                object.eTag().replace("\"", ""),
                object.size(),
                // As a look at the object tells it.
                object.lastModified().truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public Optional<Sighting> look(SourcePath path) {
        return place.askIfThere(() -> place.client().headObject(head -> head.bucket(place.bucket()).key(path.key())))
                .map(head -> sighting(path, head));
    }

    private Sighting sighting(SourcePath path, HeadObjectResponse head) {
        return new Sighting(
                ObjectStates.of(head),
                content.tags(path, Optional.ofNullable(head.versionId())),
                Optional.ofNullable(head.objectLockRetainUntilDate()),
                head.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON);
    }

    @Override
    public Optional<String> sha256(SourcePath path, ObjectState state) {
        return content.sha256(path, state);
    }

    @Override
    public boolean copy(SourcePath path, ObjectState state, Destination destination, String key) {
        return content.copy(path, state, destination, key);
    }

    @Override
    public Optional<byte[]> read(SourcePath path, ObjectState state) {
        return content.read(path, state);
    }

    @Override
    public boolean replace(SourcePath path, ObjectState state, byte[] bytes, Map<String, String> metadata) {
        return content.replace(path, state, bytes, metadata);
    }

    @Override
    public boolean removeOlder(SourcePath path, Instant youngest) {
        return versions.removeOlder(path, youngest);
    }

    @Override
    public Removal remove(SourcePath path, ObjectState state, boolean allVersions) {
        if (allVersions && state.versionId().isPresent() && versions.anyLocked(path, clock.instant())) {
            return Removal.LOCKED;
        }
        Removal removal = remove(path, state);
        if (allVersions && state.versionId().isPresent() && removal != Removal.CHANGED) {
            boolean all = versions.removeUpTo(path, state.lastModified());
            return all ? removal : removal == Removal.GONE ? Removal.GONE_BUT_HIDDEN : Removal.HIDDEN;
        }
        return removal;
    }

    private Removal remove(SourcePath path, ObjectState state) {
        return place.ask(() -> {
            try {
                place.client()
                        .deleteObject(delete -> delete.bucket(place.bucket()).key(path.key()).ifMatch(S3Content.quoted(state)));
                return Removal.REMOVED;
            } catch (S3Exception e) {
                return switch (e.statusCode()) {
                    case S3Place.NOT_FOUND -> gone();
                    case S3Place.PRECONDITION_FAILED -> Removal.CHANGED;
                    // S3 is at another request for the same key, and has not said which of them counts.
                    case S3Place.CONFLICT -> throw new TransientFailure(
                            "%s (%s) was busy with another request for the same key".formatted(place.dependency().name(), place.dependency().place()), e);
                    default -> throw e;
                };
            }
        });
    }

    private Removal gone() {
        place.requireBucket();
        return Removal.GONE;
    }
}
