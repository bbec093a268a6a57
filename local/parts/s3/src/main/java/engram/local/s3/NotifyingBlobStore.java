package engram.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// A store that has a notification on disk for every change of an object in its bucket before the change is acknowledged.
///
/// An intent is written first, so that a process that dies between the change and its notification leaves a trace.
/// s3proxy deletes in bulk by [#removeBlob] of each key, so that bulk deletion is covered.
final class NotifyingBlobStore extends ForwardingBlobStore {
    /// Objects that s3proxy itself keeps while a multipart upload is under way.
    private static final String UPLOAD_STUB = ".s3proxy-mpu-stub-";

    private final Bucket bucket;
    private final Spool spool;
    private final Clock clock;

    NotifyingBlobStore(BlobStore files, Bucket bucket, Spool spool, Clock clock) {
        super(files);
        this.bucket = bucket;
        this.spool = spool;
        this.clock = clock;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        return created("Put", request.bucket(), request.key(), () -> super.putBlob(request, payload));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return created("Copy", request.destinationBucket(), request.destinationKey(), () -> super.copyBlob(request));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return created("CompleteMultipartUpload", upload.containerName(), upload.blobName(),
                () -> super.completeMultipartUpload(upload, request));
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return notified(request.bucket(), request.key(), () -> super.removeBlob(request),
                () -> ObjectEvent.removed(bucket, request.key(), clock.instant()));
    }

    private <T> T created(String how, String container, String key, Supplier<T> change) {
        return notified(container, key, change, () -> {
            HeadObjectResponse now = delegate().blobMetadataIfPresent(container, key);
            return now == null
                    ? ObjectEvent.removed(bucket, key, clock.instant())
                    : ObjectEvent.created(how, bucket, key, clock.instant(), now.contentLength(), now.eTag());
        });
    }

    private <T> T notified(String container, String key, Supplier<T> change, Supplier<ObjectEvent> event) {
        if (!container.equals(bucket.name()) || key.startsWith(UPLOAD_STUB)) {
            return change.get();
        }
        try (Spool.Intent intent = spool.intend(new ObjectName(container, key))) {
            T result = change.get();
            intent.changed();
            intent.fulfil(event.get());
            return result;
        } catch (IOException e) {
            throw Refusal.notWritten(e);
        }
    }
}
