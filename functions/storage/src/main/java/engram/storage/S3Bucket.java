package engram.storage;

import engram.domain.Archive;
import engram.domain.Bucket;
import engram.domain.BucketListing;
import engram.domain.ObjectState;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.storage.circuit.Circuit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A bucket in S3, with versions or without.
final class S3Bucket implements Bucket, BucketListing {

    private static final int NOT_FOUND = 404;
    private static final int GONE_OR_MARKER = 405;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client client;
    private final String name;
    private final Dependency dependency;
    private final CallLimit limit;
    private volatile boolean there;

    S3Bucket(S3Client client, String name, Circuit circuit) {
        this.client = client;
        this.name = name;
        this.limit = CallLimit.of(client.serviceClientConfiguration());
        this.dependency = Dependency.of(
                "S3 bucket " + name,
                client.serviceClientConfiguration(),
                "set ENGRAM_BUCKET to a bucket that exists and allow the function's role s3:GetObject, s3:GetObjectVersion,"
                        + " s3:DeleteObject and s3:ListBucket on it (without the last S3 answers 403 for what is missing)",
                circuit);
    }

    @Override
    public Optional<ObjectState> find(SourcePath path) {
        return Archive.holds(path) ? Optional.empty() : ifThere(() -> ObjectStates.of(client.headObject(
                head -> head.bucket(name).key(path.key()).overrideConfiguration(limit.now()))));
    }

    @Override
    public Optional<byte[]> read(SourcePath path, ObjectState state) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(name)
                .key(path.key())
                .ifMatch('"' + state.eTag() + '"')
                .versionId(state.versionId().orElse(null))
                .overrideConfiguration(limit.now())
                .build();
        return ifThere(() -> {
            try {
                return client.getObjectAsBytes(request);
            } catch (InvalidObjectStateException e) {
                throw new PermanentFailure(
                        Reason.ARCHIVED, "storage class %s: it can be read once it is restored".formatted(e.storageClassAsString()), e);
            }
        })
                // Other metadata leave the ETag as it is.
                .filter(bytes -> state.sameContentAs(ObjectStates.of(bytes.response())))
                .map(ResponseBytes::asByteArrayUnsafe);
    }

    @Override
    public List<Listed> list(String prefix, Optional<SourcePath> after, int most) {
        return Archive.without(after, behind -> page(prefix, behind, most));
    }

    private List<Listed> page(String prefix, Optional<SourcePath> after, int most) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(name)
                .prefix(prefix)
                .startAfter(after.map(SourcePath::key).orElse(null))
                .maxKeys(most)
                .build();
        return dependency.ask(() -> client.listObjectsV2(request)).contents().stream().map(S3Bucket::listed).toList();
    }

    private static Listed listed(S3Object object) {
        return new Listed(
                new SourcePath(object.key()), object.eTag().replace("\"", ""), object.size(), object.lastModified());
    }

    @Override
    public void delete(SourcePath path) {
        if (Archive.holds(path)) {
            return;
        }
        dependency.ask(() -> client.deleteObject(delete -> delete.bucket(name).key(path.key())));
    }

    private <T> Optional<T> ifThere(Supplier<T> call) {
        return dependency.ask(() -> {
            try {
                return Optional.of(call.get());
            } catch (S3Exception e) {
                switch (e.statusCode()) {
                    case NOT_FOUND -> requireBucket();
                    case GONE_OR_MARKER, PRECONDITION_FAILED -> {}
                    default -> throw e;
                }
                return Optional.empty();
            }
        });
    }

    /// A missing bucket answers like a missing object. Whoever took the one for the other would delete all that is
    /// indexed.
    private void requireBucket() {
        if (!there) {
            try {
                client.headBucket(head -> head.bucket(name));
                there = true;
            } catch (S3Exception e) {
                throw e.statusCode() == NOT_FOUND ? missing(e) : dependency.failure(e);
            }
        }
    }

    private TransientFailure missing(S3Exception e) {
        return new TransientFailure(
                "%s (%s) does not exist: %s".formatted(dependency.name(), dependency.place(), dependency.remedy()), e);
    }
}
