package engram.storage.retention;

import engram.domain.NotAfter;
import engram.domain.OutOfTime;
import engram.domain.TransientFailure;
import engram.storage.Dependency;
import engram.storage.Service;
import engram.storage.circuit.Circuit;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A bucket by name: calls to it, and what its refusals mean.
///
/// @param dependency that calls go through
record S3Place(S3Client client, String bucket, Dependency dependency, InstantSource clock) {

    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int GONE_OR_MARKER = 405;
    static final int CONFLICT = 409;
    static final int PRECONDITION_FAILED = 412;
    static final int NOT_IMPLEMENTED = 501;

    private static final String BUCKET_MISSING = "NoSuchBucket";

    static S3Place of(S3Client client, String bucket, String remedy, Circuit circuit, InstantSource clock) {
        Service service = Service.of("S3 bucket " + bucket, client.serviceClientConfiguration(), remedy);
        return new S3Place(client, bucket, new Dependency(service.name(), service.place(), service.remedy(), circuit), clock);
    }

    /// @throws OutOfTime if the work that the call is part of has no time left, by [NotAfter]
    <T> T ask(Supplier<T> call) {
        if (!clock.instant().isBefore(NotAfter.moment())) {
            throw new OutOfTime(dependency.name() + " was not asked: no time is left");
        }
        return dependency.ask(call);
    }

    /// The answer, or nothing if what was asked for is not there or is not as the request wants it. A missing bucket is trouble, not
    /// a missing object.
    <T> Optional<T> askIfThere(Supplier<T> call) {
        return ask(() -> {
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

    void requireBucket() {
        try {
            client.headBucket(head -> head.bucket(bucket));
        } catch (S3Exception e) {
            throw e.statusCode() == NOT_FOUND ? missing(e) : e;
        }
    }

    TransientFailure missing(S3Exception e) {
        return new TransientFailure(
                "%s (%s) does not exist: %s".formatted(dependency.name(), dependency.place(), dependency.remedy()), e);
    }

    static boolean saysBucketMissing(S3Exception e) {
        return e.awsErrorDetails() != null && BUCKET_MISSING.equals(e.awsErrorDetails().errorCode());
    }
}
