package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Archive;
import engram.domain.Bucket;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What [Bucket] promises.
public abstract class BucketContract {

    protected abstract Bucket bucket();

    /// Puts an object as an uploader does.
    ///
    /// @param contentType absent: the uploader says nothing of it
    protected abstract void put(
            SourcePath path, byte[] bytes, Optional<String> contentType, Map<String, String> metadata);

    private final SourcePath path = path("guide.md");

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(bucket().find(path)).isEmpty();
    }

    @Test
    void whatIsArchivedIsNotThere() {
        SourcePath archived = new SourcePath(Archive.FOLDER + path.key());
        put(archived, bytes("hello"), Optional.empty(), Map.of());

        assertThat(bucket().find(archived)).isEmpty();
    }

    @Test
    void whatIsThereIsFoundWithAllThatS3SaysOfIt() {
        put(path, bytes("hello"), Optional.of("text/markdown; charset=utf-8"), Map.of("Author", "me", "review", "2026"));

        ObjectState state = find();

        assertThat(state.eTag()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(state.size()).isEqualTo(5);
        assertThat(state.contentType()).isEqualTo("text/markdown; charset=utf-8");
        assertThat(state.metadata()).isEqualTo(Map.of("author", "me", "review", "2026"));
        assertThat(state.lastModified()).isNotNull();
    }

    @Test
    void anObjectWithoutATypeHasTheGeneralOne() {
        put(path, bytes("hello"), Optional.empty(), Map.of());

        assertThat(find().contentType()).isEqualTo("application/octet-stream");
        assertThat(find().metadata()).isEmpty();
    }

    @Test
    void theBytesOfAStateAreReadAsTheyAre() {
        byte[] bytes = new byte[100_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        put(path, bytes, Optional.empty(), Map.of());

        assertThat(bucket().read(path, find())).hasValue(bytes);
    }

    @Test
    void anEmptyObjectIsAnObject() {
        put(path, new byte[0], Optional.of("text/plain"), Map.of());

        assertThat(find().size()).isZero();
        assertThat(bucket().read(path, find())).hasValue(new byte[0]);
    }

    @Test
    void aStateThatWasReplacedIsNeverReadAsItsSuccessor() {
        put(path, bytes("old"), Optional.empty(), Map.of());
        ObjectState old = find();
        put(path, bytes("new"), Optional.empty(), Map.of());

        // A bucket with versions still has it, one without has not.
        assertThat(bucket().read(path, old))
                .satisfiesAnyOf(
                        read -> assertThat(read).isEmpty(), read -> assertThat(read).hasValue(bytes("old")));
        assertThat(bucket().read(path, find())).hasValue(bytes("new"));
        assertThat(find().eTag()).isNotEqualTo(old.eTag());
    }

    @Test
    void whatIsDeletedIsNotFound() {
        put(path, bytes("hello"), Optional.empty(), Map.of());

        bucket().delete(path);

        assertThat(bucket().find(path)).isEmpty();
    }

    @Test
    void deletingWhatIsNotThereIsNoError() {
        bucket().delete(path);
        bucket().delete(path);

        assertThat(bucket().find(path)).isEmpty();
    }

    @Test
    void keysOfEveryKindAreTakenAsTheyAre() {
        for (String name : List.of(
                "a b+c%20d.md", "ä/日本語/😀.md", "q?x=1&y#z.md", "a%2Fb", "(1)'2\"!*.md", "~tilde_-.md", "per%cent", "a:b;c,d=e@f$g")) {
            SourcePath odd = path(name);
            put(odd, bytes(name), Optional.empty(), Map.of());

            ObjectState state = bucket().find(odd).orElseThrow(() -> new AssertionError("not found: " + odd));
            assertThat(bucket().read(odd, state)).as(name).hasValue(bytes(name));
            bucket().delete(odd);
            assertThat(bucket().find(odd)).as(name).isEmpty();
        }
    }

    private ObjectState find() {
        return bucket().find(path).orElseThrow();
    }

    private static SourcePath path(String name) {
        return new SourcePath(Samples.workspace() + "/" + name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
