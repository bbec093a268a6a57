package engram.storage.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Archive;
import engram.domain.ObjectState;
import engram.domain.RequestRefused;
import engram.domain.SourcePath;
import engram.domain.retention.Destination;
import engram.domain.retention.SweptBucket;
import engram.testing.contract.SweptBucketContract;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3SweptBucketTest extends SweptBucketContract {

    private static final String DOCUMENTS = TestBuckets.made("engram-swept");
    private static final String ARCHIVE = TestBuckets.made("engram-archive");

    @Override
    protected SweptBucket bucket() {
        return new S3SweptBucket(TestBuckets.CLIENT, DOCUMENTS, TestBuckets.circuit(), InstantSource.system());
    }

    @Override
    protected void put(SourcePath path, byte[] bytes, String contentType, Map<String, String> metadata) {
        TestBuckets.put(DOCUMENTS, path.key(), bytes, contentType, metadata);
    }

    @Override
    protected String archive() {
        return ARCHIVE;
    }

    @Override
    protected Optional<byte[]> archived(Destination destination, String key) {
        return TestBuckets.read(destination.bucket(), key);
    }

    @Test
    void whatIsArchivedInTheSameBucketIsThereAndNotListed() {
        SourcePath path = new SourcePath("w/archived-here.md");
        put(path, new byte[] {1}, "text/plain", Map.of());
        Destination here = new Destination(DOCUMENTS, Archive.FOLDER + "old/", Destination.STANDARD);
        String key = here.keyOf(path, "deed");

        assertThat(bucket().copy(path, bucket().look(path).orElseThrow().state(), here, key)).isTrue();

        assertThat(archived(here, key)).contains(new byte[] {1});
        assertThat(bucket().list(Archive.FOLDER, Optional.empty(), 100)).isEmpty();
    }

    @Test
    void anArchiveThatDoesNotExistIsTroubleAndNotAChangedObject() {
        SourcePath path = new SourcePath("w/archived.md");
        put(path, new byte[] {1}, "text/plain", Map.of());
        ObjectState state = bucket().look(path).orElseThrow().state();
        Destination nowhere = new Destination("no-such-archive", "", Destination.STANDARD);

        assertThatThrownBy(() -> bucket().copy(path, state, nowhere, "w/archived.md"))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("s3://no-such-archive/");
    }
}
