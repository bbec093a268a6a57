package engram.storage.retention;

import engram.domain.retention.Ledger;
import engram.storage.circuit.Circuit;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Retention's own bucket in S3.
final class S3Ledger implements Ledger {

    private static final String JSON = "application/json";

    private final S3Place place;

    S3Ledger(S3Client client, String bucket, Circuit circuit) {
        this.place = S3Place.of(
                client,
                bucket,
                "set ENGRAM_LEDGER_BUCKET to a bucket that exists and is not the documents', and allow the function's role"
                        + " s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket on it",
                circuit,
                InstantSource.system());
    }

    @Override
    public Optional<byte[]> read(String key) {
        return place.askIfThere(() -> place.client()
                .getObjectAsBytes(get -> get.bucket(place.bucket()).key(key))
                .asByteArrayUnsafe());
    }

    @Override
    public boolean create(String key, byte[] content) {
        return place.ask(() -> {
            try {
                place.client()
                        .putObject(
                                put -> put.bucket(place.bucket())
                                        .key(key)
                                        .contentType(JSON)
                                        .ifNoneMatch("*"),
                                RequestBody.fromBytes(content));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == S3Place.PRECONDITION_FAILED || e.statusCode() == S3Place.CONFLICT) {
                    return false;
                }
                throw S3Place.saysBucketMissing(e) ? place.missing(e) : e;
            }
        });
    }

    @Override
    public void write(String key, byte[] content) {
        place.ask(() -> place.client()
                .putObject(
                        put -> put.bucket(place.bucket()).key(key).contentType(JSON),
                        RequestBody.fromBytes(content)));
    }

    @Override
    public void remove(String key) {
        place.ask(() -> place.client().deleteObject(delete -> delete.bucket(place.bucket()).key(key)));
    }

    @Override
    public List<String> keys(String prefix, Optional<String> after, int limit) {
        return place.ask(() -> place.client()
                .listObjectsV2(list -> list.bucket(place.bucket())
                        .prefix(prefix)
                        .startAfter(after.orElse(null))
                        .encodingType(EncodingType.URL)
                        .maxKeys(limit))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList());
    }
}
