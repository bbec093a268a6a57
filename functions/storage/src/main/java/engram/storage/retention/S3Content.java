package engram.storage.retention;

import engram.domain.ObjectState;
import engram.domain.RequestRefused;
import engram.domain.SourcePath;
import engram.domain.retention.Destination;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/// What objects of a bucket hold, each request for exactly one state of one.
final class S3Content {

    /// Large enough that a request's own time counts for little, small enough for its time limit.
    private static final long PART = 8 << 20;

    private final S3Place place;

    S3Content(S3Place place) {
        this.place = place;
    }

    /// A store that knows no tags has none; one that refuses to tell them may hide a hold.
    Map<String, String> tags(SourcePath path, Optional<String> version) {
        return place.askIfThere(() -> {
                    try {
                        return place.client()
                                .getObjectTagging(get -> get.bucket(place.bucket())
                                        .key(path.key())
                                        .versionId(version.orElse(null)))
                                .tagSet()
                                .stream()
                                .collect(Collectors.toMap(Tag::key, Tag::value));
                    } catch (S3Exception e) {
                        if (e.statusCode() == S3Place.NOT_IMPLEMENTED) {
                            return Map.<String, String>of();
                        }
                        throw e;
                    }
                })
                .orElse(Map.of());
    }

    Optional<String> sha256(SourcePath path, ObjectState state) {
        MessageDigest digest = digest();
        for (long from = 0; from < state.size(); from += PART) {
            Optional<byte[]> part = place.askIfThere(get(path, state, from));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            digest.update(part.get());
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private Supplier<byte[]> get(SourcePath path, ObjectState state, long from) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(place.bucket())
                .key(path.key())
                .ifMatch(quoted(state))
                .versionId(state.versionId().orElse(null))
                .range("bytes=" + from + "-" + (Math.min(from + PART, state.size()) - 1))
                .build();
        return () -> place.client().getObjectAsBytes(request).asByteArrayUnsafe();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    boolean copy(SourcePath path, ObjectState state, Destination destination, String key) {
        boolean copied = place.askIfThere(() -> place.client()
                        .copyObject(copy -> copy.sourceBucket(place.bucket())
                                .sourceKey(path.key())
                                .sourceVersionId(state.versionId().orElse(null))
                                .copySourceIfMatch(quoted(state))
                                .destinationBucket(destination.bucket())
                                .destinationKey(key)
                                .metadataDirective(MetadataDirective.COPY)
                                .storageClass(destination.storageClass().equals(Destination.STANDARD)
                                        ? null
                                        : destination.storageClass())))
                .isPresent();
        if (!copied) {
            requireThere(destination);
        }
        return copied;
    }

    /// A missing bucket of archives answers like a missing object.
    private void requireThere(Destination destination) {
        place.ask(() -> {
            try {
                return place.client().headBucket(head -> head.bucket(destination.bucket()));
            } catch (S3Exception e) {
                if (e.statusCode() == S3Place.NOT_FOUND) {
                    throw new RequestRefused(
                            "the archive " + destination + " does not exist: make its bucket, or mend the rule that names it", e);
                }
                throw e;
            }
        });
    }

    Optional<byte[]> read(SourcePath path, ObjectState state) {
        return place.askIfThere(() -> place.client()
                .getObjectAsBytes(get -> get.bucket(place.bucket())
                        .key(path.key())
                        .ifMatch(quoted(state))
                        .versionId(state.versionId().orElse(null)))
                .asByteArray());
    }

    boolean replace(SourcePath path, ObjectState state, byte[] bytes, Map<String, String> metadata) {
        Optional<HeadObjectResponse> head = place.askIfThere(() -> place.client()
                .headObject(ask -> ask.bucket(place.bucket()).key(path.key()).ifMatch(quoted(state))));
        // An eTag is of the bytes alone: with other metadata it is another object.
        return head.filter(now -> now.lastModified().truncatedTo(ChronoUnit.SECONDS).equals(state.lastModified())).isPresent()
                && put(path, state, head.get(), bytes, metadata);
    }

    private boolean put(SourcePath path, ObjectState state, HeadObjectResponse head, byte[] bytes, Map<String, String> metadata) {
        Map<String, String> tags = tags(path, Optional.ofNullable(head.versionId()));
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(place.bucket())
                .key(path.key())
                .ifMatch(quoted(state))
                .contentType(head.contentType())
                .contentDisposition(head.contentDisposition())
                .contentLanguage(head.contentLanguage())
                .cacheControl(head.cacheControl())
                .storageClass(head.storageClassAsString())
                .serverSideEncryption(head.serverSideEncryptionAsString())
                .ssekmsKeyId(head.ssekmsKeyId())
                .tagging(tags.isEmpty() ? null : Tagging.builder().tagSet(set(tags)).build())
                .metadata(metadata)
                .build();
        return place.askIfThere(() -> place.client().putObject(request, RequestBody.fromBytes(bytes))).isPresent();
    }

    private static List<Tag> set(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    static String quoted(ObjectState state) {
        return '"' + state.eTag() + '"';
    }
}
