package engram.storage.retention;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.retention.Removal;
import engram.domain.retention.SweptBucket;
import engram.storage.TestStores;
import engram.storage.retention.VersionedS3.Version;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3VersionsTest {

    private static final SourcePath PATH = new SourcePath("w/a");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final ObjectState MARKED =
            new ObjectState("etag", Optional.of("v2"), 3, Instant.parse("2026-11-02T00:00:00Z"), "text/plain", Map.of());

    private VersionedS3 server;
    private SweptBucket bucket;

    @BeforeEach
    void start() throws IOException {
        server = new VersionedS3();
        bucket = new S3SweptBucket(TestStores.s3(server.endpoint()), "documents", TestBuckets.circuit(), InstantSource.fixed(NOW));
        version("w/a", "v1", "2026-11-01T00:00:00Z", false);
        version("w/a", "v2", "2026-11-02T00:00:00Z", true);
        version("w/a.bak", "other", "2026-11-01T00:00:00Z", true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theCurrentVersionIsHiddenOnItsETagAndTheOlderOnesStay() {
        assertThat(bucket.remove(PATH, MARKED, false)).isEqualTo(Removal.REMOVED);
        assertThat(server.deleted).containsExactly("current if \"etag\"");
    }

    @Test
    void allVersionsAreTheObjectsOwnUpToTheOneThatWasMarked() {
        version("w/a", "v3", "2026-11-22T11:59:59Z", false);

        assertThat(bucket.remove(PATH, MARKED, true)).isEqualTo(Removal.REMOVED);
        assertThat(server.deleted).containsExactly("current if \"etag\"", "v1", "v2");
    }

    @Test
    void oneThatIsLockedKeepsAllOfThem() {
        server.versions.set(0, new Version("w/a", "v1", "2026-11-01T00:00:00Z", false, Optional.of("2027-01-01T00:00:00Z"), false));

        assertThat(bucket.remove(PATH, MARKED, true)).isEqualTo(Removal.LOCKED);
        assertThat(server.deleted).isEmpty();
    }

    @Test
    void whatIsHiddenThoughAVersionStaysIsTold() {
        server.versions.set(0, new Version("w/a", "v1", "2026-11-01T00:00:00Z", false, Optional.empty(), true));

        assertThat(bucket.remove(PATH, MARKED, true)).isEqualTo(Removal.HIDDEN);
        assertThat(server.deleted).containsExactly("current if \"etag\"", "v2");
    }

    @Test
    void aLockThatHasRunOutKeepsNothing() {
        server.versions.set(0, new Version("w/a", "v1", "2026-11-01T00:00:00Z", false, Optional.of("2026-11-22T11:00:00Z"), false));

        assertThat(bucket.remove(PATH, MARKED, true)).isEqualTo(Removal.REMOVED);
    }

    @Test
    void olderVersionsOfWhatWasRewrittenGoAndTheCurrentOneStays() {
        assertThat(bucket.removeOlder(PATH, MARKED.lastModified())).isTrue();
        assertThat(server.deleted).containsExactly("v1");
    }

    @Test
    void anOlderVersionThatS3DoesNotLetGoIsTold() {
        server.versions.set(0, new Version("w/a", "v1", "2026-11-01T00:00:00Z", false, Optional.empty(), true));

        assertThat(bucket.removeOlder(PATH, MARKED.lastModified())).isFalse();
    }

    private void version(String key, String id, String lastModified, boolean latest) {
        server.versions.add(new Version(key, id, lastModified, latest, Optional.empty(), false));
    }
}
