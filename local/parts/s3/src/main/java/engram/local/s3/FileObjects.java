package engram.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Objects as files, under keys that stand for one file each: see [KeyRules].
final class FileObjects extends ForwardingBlobStore {
    private static final String ETAG_OF_NOTHING = "\"d41d8cd98f00b204e9800998ecf8427e\"";

    private final KeyRules rules;

    FileObjects(BlobStore files, KeyRules rules) {
        super(files);
        this.rules = rules;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        rules.requireUsable(request.bucket(), request.key());
        rules.requireSmall(request.metadata());
        InputStream content = request.key().endsWith("/") ? requireEmpty(payload) : payload;
        return written(() -> super.putBlob(request, content));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        requireThere(request.sourceBucket(), request.sourceKey());
        rules.requireUsable(request.destinationBucket(), request.destinationKey());
        rules.requireSmall(request.metadata());
        return written(() -> super.copyBlob(request));
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        rules.requireUsable(request.bucket(), request.key());
        rules.requireSmall(request.metadata());
        return super.initiateMultipartUpload(request);
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request, InputStream payload) {
        return written(() -> super.uploadMultipartPart(upload, request, payload));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return written(() -> super.completeMultipartUpload(upload, request));
    }

    @Override
    public boolean blobExists(String bucket, String key) {
        return rules.mayExist(bucket, key) && super.blobExists(bucket, key);
    }

    /// What stands for a folder has no ETag in the file store.
    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        requireThere(request.bucket(), request.key());
        HeadObjectResponse response = super.blobMetadata(request);
        return response.eTag() == null ? response.toBuilder().eTag(ETAG_OF_NOTHING).build() : response;
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        requireThere(request.bucket(), request.key());
        ResponseInputStream<GetObjectResponse> object = super.getBlob(request);
        return object.response().eTag() == null
                ? new ResponseInputStream<>(object.response().toBuilder().eTag(ETAG_OF_NOTHING).build(), object)
                : object;
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return rules.mayExist(request.bucket(), request.key())
                ? super.removeBlob(request)
                : DeleteObjectResponse.builder().build();
    }

    private void requireThere(String bucket, String key) {
        if (!rules.mayExist(bucket, key)) {
            throw S3Exceptions.noSuchKey(bucket, key, null);
        }
    }

    private static <T> T written(Supplier<T> change) {
        try {
            return change.get();
        } catch (RuntimeException e) {
            throw e.getCause() instanceof IOException failure ? Refusal.notWritten(failure) : e;
        }
    }

    private static InputStream requireEmpty(InputStream payload) {
        try {
            int first = payload.read();
            if (first >= 0) {
                throw Refusal.of(400, "InvalidArgument", "this local store keeps objects as files: a key that ends with / "
                        + "stands for a folder and can have no content");
            }
            return payload;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
