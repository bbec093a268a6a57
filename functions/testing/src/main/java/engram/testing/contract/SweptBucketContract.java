package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.BucketListing.Listed;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.retention.Destination;
import engram.domain.retention.Removal;
import engram.domain.retention.SweptBucket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every [SweptBucket] does.
public abstract class SweptBucketContract {

    private static final String SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final String mine = UUID.randomUUID() + "/";

    protected abstract SweptBucket bucket();

    protected abstract void put(SourcePath path, byte[] bytes, String contentType, Map<String, String> metadata);

    /// A bucket that things can be archived in.
    protected abstract String archive();

    protected abstract Optional<byte[]> archived(Destination destination, String key);

    @Test
    void objectsAreListedInOrderBehindTheLastOne() {
        put("b", "abc");
        put("a/1 + %41", "abc");
        put("a/2", "abc");

        List<Listed> page = bucket().list(mine, Optional.empty(), 2);
        assertThat(keys(page)).containsExactly(mine + "a/1 + %41", mine + "a/2");
        assertThat(keys(bucket().list(mine, Optional.of(page.getLast().path()), 2))).containsExactly(mine + "b");
        assertThat(bucket().list(mine, Optional.of(path("b")), 2)).isEmpty();
    }

    @Test
    void aFolderListsWhatLiesInItAndNoFolders() {
        put("f/1", "abc");
        put("f/a/1", "abc");
        put("f/a/2", "abc");
        put("f/b/1", "abc");
        put("f/c", "abc");

        List<Listed> first = bucket().folder(mine + "f/", Optional.empty(), 1);
        assertThat(keys(first)).containsExactly(mine + "f/1");
        assertThat(keys(bucket().folder(mine + "f/", Optional.of(path("f/1")), 1))).containsExactly(mine + "f/c");
        assertThat(bucket().folder(mine + "f/", Optional.of(path("f/c")), 1)).isEmpty();
        assertThat(keys(bucket().folder(mine + "f/", Optional.empty(), 1_000))).containsExactly(mine + "f/1", mine + "f/c");
    }

    @Test
    void whatIsListedIsWhatIsSeen() {
        put(path("a"), bytes("abc"), "text/markdown", Map.of("class", "chat"));

        Listed listed = bucket().list(mine, Optional.empty(), 1).getFirst();
        ObjectState seen = state("a");
        assertThat(listed).isEqualTo(new Listed(path("a"), seen.eTag(), seen.size(), seen.lastModified()));
        assertThat(seen.size()).isEqualTo(3);
        assertThat(seen.contentType()).isEqualTo("text/markdown");
        assertThat(seen.metadata()).containsEntry("class", "chat");
        assertThat(bucket().look(path("no"))).isEmpty();
    }

    @Test
    void bytesAreHashedOfThatStateOnly() {
        put("a", "abc");
        ObjectState state = state("a");
        assertThat(bucket().sha256(path("a"), state)).contains(SHA_OF_ABC);

        put("a", "abcd");
        assertThat(bucket().sha256(path("a"), state)).isEmpty();
        assertThat(bucket().sha256(path("no"), state)).isEmpty();
    }

    @Test
    void nothingHasAHashAsWell() {
        put("a", "");
        assertThat(bucket().sha256(path("a"), state("a")))
                .contains("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void anObjectIsRemovedAsItWasSeen() {
        put("a", "abc");
        assertThat(bucket().remove(path("a"), state("a"), false)).isEqualTo(Removal.REMOVED);
        assertThat(bucket().look(path("a"))).isEmpty();
    }

    @Test
    void anObjectThatHasChangedIsLeftAlone() {
        put("a", "abc");
        ObjectState state = state("a");
        put("a", "abcd");
        assertThat(bucket().remove(path("a"), state, false)).isEqualTo(Removal.CHANGED);
        assertThat(state("a").size()).isEqualTo(4);
    }

    @Test
    void anObjectThatIsGoneHasNotChanged() {
        put("a", "abc");
        ObjectState state = state("a");
        bucket().remove(path("a"), state, false);
        assertThat(bucket().remove(path("a"), state, false)).isIn(Removal.GONE, Removal.REMOVED);
    }

    @Test
    void allVersionsOfABucketWithoutThemAreTheObject() {
        put("a", "abc");
        assertThat(bucket().remove(path("a"), state("a"), true)).isEqualTo(Removal.REMOVED);
        assertThat(bucket().look(path("a"))).isEmpty();
    }

    @Test
    void anArchiveHasTheBytesOfThatState() {
        Destination to = new Destination(archive(), "old/", Destination.STANDARD);
        put("a b", "abc");
        ObjectState state = state("a b");
        String key = to.keyOf(path("a b"), "deed-1");
        assertThat(bucket().copy(path("a b"), state, to, key)).isTrue();
        assertThat(archived(to, key)).contains(bytes("abc"));

        put("a b", "abcd");
        assertThat(bucket().copy(path("a b"), state, to, key)).isFalse();
        assertThat(archived(to, key)).contains(bytes("abc"));
        assertThat(bucket().copy(path("no"), state, to, key)).isFalse();
    }

    @Test
    void whatAnEarlierDeedArchivedStays() {
        Destination to = new Destination(archive(), "old/", Destination.STANDARD);
        for (String text : List.of("first", "second")) {
            put("a", text);
            assertThat(bucket().copy(path("a"), state("a"), to, to.keyOf(path("a"), text))).isTrue();
        }

        assertThat(archived(to, to.keyOf(path("a"), "first"))).contains(bytes("first"));
        assertThat(archived(to, to.keyOf(path("a"), "second"))).contains(bytes("second"));
    }

    @Test
    void foldersOfAFolderAreNoPartOfItWhateverTheyAreCalled() {
        String wide = "\ud83d\udc27";
        for (String name : List.of("f/a/x", "f/b", "f/" + wide + "/x", "f/" + wide + wide + "/x", "f/" + wide + "z")) {
            put(name, "abc");
        }

        List<String> seen = new ArrayList<>();
        List<Listed> page = bucket().folder(mine + "f/", Optional.empty(), 1);
        while (!page.isEmpty()) {
            seen.addAll(keys(page));
            page = bucket().folder(mine + "f/", Optional.of(page.getLast().path()), 1);
        }

        assertThat(seen).containsExactly(mine + "f/b", mine + "f/" + wide + "z");
    }

    @Test
    void theSameBytesWithOtherMetadataAreAnotherObject() {
        put("a", "abc");
        ObjectState now = state("a");
        ObjectState before = new ObjectState(
                now.eTag(), now.versionId(), now.size(), now.lastModified().minusSeconds(1), now.contentType(), now.metadata());

        assertThat(bucket().replace(path("a"), before, bytes("xyz"), Map.of())).isFalse();
        assertThat(bucket().read(path("a"), now)).contains(bytes("abc"));
    }

    @Test
    void bytesAreReadOfThatStateOnly() {
        put("a", "abc");
        ObjectState state = state("a");
        assertThat(bucket().read(path("a"), state)).contains(bytes("abc"));

        put("a", "abcd");
        assertThat(bucket().read(path("a"), state)).isEmpty();
        assertThat(bucket().read(path("no"), state)).isEmpty();
    }

    @Test
    void anObjectIsReplacedAsItWasSeen() {
        put(path("a"), bytes("abc"), "text/markdown", Map.of("author", "Ada"));
        ObjectState state = state("a");

        assertThat(bucket().replace(path("a"), state, bytes("xyz"), Map.of("class", "chat"))).isTrue();

        assertThat(bucket().read(path("a"), state("a"))).contains(bytes("xyz"));
        assertThat(state("a").contentType()).isEqualTo("text/markdown");
        assertThat(state("a").metadata()).isEqualTo(Map.of("class", "chat"));
        assertThat(bucket().replace(path("a"), state, bytes("other"), Map.of())).isFalse();
        assertThat(bucket().replace(path("no"), state, bytes("other"), Map.of())).isFalse();
        assertThat(bucket().read(path("a"), state("a"))).contains(bytes("xyz"));
        assertThat(bucket().look(path("no"))).isEmpty();
    }

    @Test
    void withoutVersionsThereAreNoOlderOnes() {
        put("a", "abc");
        assertThat(bucket().removeOlder(path("a"), state("a").lastModified())).isTrue();
        assertThat(bucket().look(path("a"))).isPresent();
    }

    private void put(String name, String text) {
        put(path(name), bytes(text), "text/plain", Map.of());
    }

    private ObjectState state(String name) {
        return bucket().look(path(name)).orElseThrow().state();
    }

    private SourcePath path(String name) {
        return new SourcePath(mine + name);
    }

    private static List<String> keys(List<Listed> page) {
        return page.stream().map(listed -> listed.path().key()).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
