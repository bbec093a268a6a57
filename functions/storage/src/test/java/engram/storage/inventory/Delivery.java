package engram.storage.inventory;

import engram.domain.BucketListing.Listed;
import engram.storage.TestStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Delivers inventories to a bucket as S3 does: in no order, over several files.
final class Delivery {

    static final S3Client CLIENT = TestStores.s3(TestStores.servers().s3());
    static final String BUCKET = "inventories";
    static final String SCHEMA = "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass";
    private static final int FILES = 3;

    private final String source;
    private final String prefix;
    private final Random random;
    private int made;

    /// @param prefix below which folders are delivered, with a "/" at its end
    Delivery(String source, String prefix, long seed) {
        this.source = source;
        this.prefix = prefix;
        this.random = new Random(seed);
        if (CLIENT.listBuckets().buckets().stream().noneMatch(bucket -> bucket.name().equals(BUCKET))) {
            CLIENT.createBucket(create -> create.bucket(BUCKET));
        }
    }

    static String line(String source, Listed object, boolean latest, boolean marker) {
        return "\"%s\",\"%s\",\"v%d\",\"%b\",\"%b\",\"%s\",\"%s\",\"%s\",\"STANDARD\"".formatted(
                source, URLEncoder.encode(object.path().key(), StandardCharsets.UTF_8), object.hashCode(), latest, marker,
                marker ? "" : object.size(), object.lastModified(), marker ? "" : object.eTag());
    }

    String line(Listed object) {
        return line(source, object, true, false);
    }

    /// @param folder when it was made, like `2026-11-21T01-00Z`
    void deliver(String folder, Instant created, List<String> lines) {
        List<String> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, random);
        List<String> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            StringBuilder text = new StringBuilder();
            for (int at = i; at < shuffled.size(); at += FILES) {
                text.append(shuffled.get(at)).append('\n');
            }
            byte[] bytes = gzip(text.toString());
            String key = prefix + "data/" + ++made + ".csv.gz";
            put(key, bytes);
            files.add(file(key, bytes.length, md5(bytes)));
        }
        manifest(folder, manifest(created, "CSV", SCHEMA, files));
    }

    String manifest(Instant created, String format, String schema, List<String> files) {
        return """
                {"sourceBucket":"%s","destinationBucket":"arn:aws:s3:::%s","version":"2016-11-30","creationTimestamp":"%d",
                "fileFormat":"%s","fileSchema":"%s","files":[%s]}"""
                .formatted(source, BUCKET, created.toEpochMilli(), format, schema, String.join(",", files));
    }

    static String file(String key, long size, String md5) {
        return "{\"key\":\"%s\",\"size\":%d,\"MD5checksum\":\"%s\"}".formatted(key, size, md5);
    }

    void manifest(String folder, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        put(prefix + folder + "/manifest.json", bytes);
        put(prefix + folder + "/manifest.checksum", (md5(bytes) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    static void put(String key, byte[] bytes) {
        CLIENT.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
    }

    static void remove(String key) {
        CLIENT.deleteObject(delete -> delete.bucket(BUCKET).key(key));
    }

    static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(DataLines.md5().digest(bytes));
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
