package engram.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

class SpoolTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final Bucket BUCKET = new Bucket("engram");

    @TempDir
    private Path directory;

    private BlobStore files;
    private Sequencer sequencer;

    @BeforeEach
    void open() throws IOException {
        files = new FilesystemNio2BlobStore(Files.createDirectories(directory.resolve("objects")).toString());
        BUCKET.createIn(files);
        sequencer = new Sequencer(directory.resolve("sequencer"), CLOCK);
    }

    @Test
    void aChangeLeavesItsNotification() throws Exception {
        Spool spool = spool(10);
        change(spool, "a");
        assertThat(body(spool.oldest())).contains("\"key\":\"a\"").contains("ObjectCreated:Put");
    }

    @Test
    void notificationsAreDeliveredInTheirOrderAlsoByTheNextProcess() throws Exception {
        Spool spool = spool(20);
        for (int i = 0; i < 12; i++) {
            change(spool, "key" + i);
        }
        Spool next = spool(20);
        for (int i = 0; i < 12; i++) {
            Path oldest = next.oldest();
            assertThat(body(oldest)).contains("\"key\":\"key" + i + "\"");
            next.done(oldest);
        }
        assertThat(left()).isZero();
    }

    @Test
    void aChangeThatFailedLeavesNothing() throws Exception {
        Spool spool = spool(1);
        for (int i = 0; i < 3; i++) {
            spool.intend(new ObjectName("engram", "refused")).close();
        }
        assertThat(left()).isZero();
    }

    @Test
    void aProcessThatDiedAfterTheChangeLeavesANotificationOfWhatIsThere() throws Exception {
        spool(10).intend(new ObjectName("engram", "dir/written before the end"));
        put("dir/written before the end");
        assertThat(body(spool(10).oldest())).contains("ObjectCreated:Put").contains("\"key\":\"dir/written+before+the+end\"")
                .contains("\"size\":4,\"eTag\":\"1cb251ec0d568de6a929b520c4aed8d1\"");
    }

    @Test
    void aProcessThatDiedBeforeTheChangeLeavesANotificationOfNothing() throws Exception {
        spool(10).intend(new ObjectName("engram", "never written"));
        assertThat(body(spool(10).oldest())).contains("ObjectRemoved:Delete").contains("never+written");
    }

    @Test
    void aFileThatLostItsContentStandsInNobodysWay() throws Exception {
        change(spool(10), "a");
        Files.writeString(spool(10).oldest(), "");
        assertThat(body(spool(10).oldest())).isEmpty();
    }

    @Test
    void aFullSpoolRefusesChangesUntilOneIsDelivered() throws Exception {
        Spool spool = spool(2);
        change(spool, "a");
        change(spool, "b");
        assertThatThrownBy(() -> change(spool, "c"))
                .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503))
                .hasMessageContaining("2 notifications wait");
        spool.done(spool.oldest());
        change(spool, "c");
    }

    private void change(Spool spool, String key) throws IOException {
        try (Spool.Intent intent = spool.intend(new ObjectName("engram", key))) {
            intent.changed();
            intent.fulfil(ObjectEvent.created("Put", BUCKET, key, CLOCK.instant(), 1, "\"e\""));
        }
    }

    private void put(String key) throws IOException {
        files.putBlob(PutObjectRequest.builder().bucket("engram").key(key).contentLength(4L).build(),
                RequestBody.fromString("text").contentStreamProvider().newStream());
    }

    private Spool spool(int most) throws IOException {
        return Spool.open(directory.resolve("notifications"), sequencer, most);
    }

    private String body(Path file) throws IOException {
        return new Recovery(files, sequencer, CLOCK).body(file).orElse("");
    }

    private long left() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("notifications"))) {
            return all.count();
        }
    }
}
