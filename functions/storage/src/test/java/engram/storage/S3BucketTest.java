package engram.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Bucket;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.storage.circuit.Store;
import engram.testing.contract.BucketContract;
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
}
