package engram.storage.retention;

import engram.storage.TestStores;
import engram.storage.circuit.Circuit;
import engram.storage.circuit.CircuitSettings;
import engram.storage.circuit.Circuits;
import engram.storage.circuit.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Buckets on the real server.
final class TestBuckets {

    static final S3Client CLIENT = TestStores.s3(TestStores.servers().s3());

    private TestBuckets() {}

    static String made(String name) {
        if (CLIENT.listBuckets().buckets().stream().noneMatch(bucket -> bucket.name().equals(name))) {
            CLIENT.createBucket(create -> create.bucket(name));
        }
        return name;
    }

    static Circuit circuit() {
        return new Circuits(new CircuitSettings(5, Duration.ofSeconds(5)), Clock.systemUTC()).of(Store.S3);
    }

    static void put(String bucket, String key, byte[] bytes, String contentType, Map<String, String> metadata) {
        CLIENT.putObject(
                put -> put.bucket(bucket).key(key).contentType(contentType).metadata(metadata),
                RequestBody.fromBytes(bytes));
    }

    static Optional<byte[]> read(String bucket, String key) {
        try {
            return Optional.of(CLIENT.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        }
    }
}
