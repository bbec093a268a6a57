package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Bucket;
import engram.domain.ObjectState;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.storage.circuit.Store;
import engram.testing.contract.BucketContract;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3BucketTest extends BucketContract {

    private static final S3Client CLIENT = Servers.s3(Servers.get().s3());

    @Override
    protected Bucket bucket() {
        return new S3Bucket(CLIENT, "engram", Servers.circuit(Store.S3));
    }

    @Override
    protected void put(SourcePath path, byte[] bytes, Optional<String> contentType, Map<String, String> metadata) {
        CLIENT.putObject(
                put -> put.bucket("engram")
                        .key(path.key())
                        .contentType(contentType.orElse(null))
                        .metadata(metadata),
                RequestBody.fromBytes(bytes));
    }

    @Test
    void aMissingBucketIsNotTakenForAMissingObject() {
        Bucket missing = new S3Bucket(CLIENT, "no-such-bucket", Servers.circuit(Store.S3));
        SourcePath path = new SourcePath("w/a.md");

        assertThatThrownBy(() -> missing.find(path))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("S3 bucket no-such-bucket (http://127.0.0.1:")
                .hasMessageContaining("set ENGRAM_BUCKET");
    }

    @Test
    void anArchivedObjectIsToldFromOneThatMustNotBeRead() throws IOException {
        ObjectState state = new ObjectState("e", Optional.empty(), 1, Instant.EPOCH, "text/plain", Map.of());
        SourcePath path = new SourcePath("w/a.md");
        String archived = "<Error><Code>InvalidObjectState</Code><Message>The operation is not valid for the object's storage class"
                + "</Message><StorageClass>GLACIER</StorageClass></Error>";
        try (FakeServer s3 = FakeServer.saying(403, archived)) {
            Bucket bucket = new S3Bucket(Servers.s3(s3.endpoint()), "engram", Servers.circuit(Store.S3));

            assertThatThrownBy(() -> bucket.read(path, state))
                    .isInstanceOfSatisfying(PermanentFailure.class, failure ->
                            assertThat(failure.rejection().reason()).isEqualTo(Reason.ARCHIVED));
        }
        try (FakeServer s3 = FakeServer.saying(403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>")) {
            Bucket bucket = new S3Bucket(Servers.s3(s3.endpoint()), "engram", Servers.circuit(Store.S3));

            assertThatThrownBy(() -> bucket.read(path, state)).isInstanceOf(TransientFailure.class);
        }
    }
}
