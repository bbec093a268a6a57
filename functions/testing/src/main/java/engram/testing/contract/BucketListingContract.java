package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Archive;
import engram.domain.Bucket;
import engram.domain.BucketListing.Listed;
import engram.domain.BucketListing;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What [BucketListing] promises.
public abstract class BucketListingContract {

    protected abstract BucketListing listing();

    protected abstract Bucket bucket();

    protected abstract void put(SourcePath path, String text);

    private final Workspace workspace = Samples.workspace();

    @Test
    void aListShowsWhatTheObjectsThemselvesSay() {
        SourcePath path = put("a b+c%.md");

        Listed listed = list(Optional.empty(), 10).getFirst();

        assertThat(listed.path()).isEqualTo(path);
        assertThat(listed.isOf(bucket().find(path).orElseThrow())).isTrue();
    }

    @Test
    void aListIsInTheOrderOfTheBytesOfItsKeys() {
        List<SourcePath> paths = Stream.of("b.md", "a/z.md", "a.md", "Z.md", "ä.md", "日.md", "a0.md", "10.md", "9.md")
                .map(this::put).sorted().toList();

        assertThat(list(Optional.empty(), 100)).extracting(Listed::path).containsExactlyElementsOf(paths);
    }

    @Test
    void aListGoesOnBehindAnyPathAndEndsWithNothing() {
        List<SourcePath> paths = Stream.of("1", "2", "3", "4", "5").map(this::put).toList();
        List<SourcePath> found = new ArrayList<>();
        Optional<SourcePath> last = Optional.empty();
        for (List<Listed> page = list(last, 2); !page.isEmpty(); page = list(last, 2)) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(listed -> found.add(listed.path()));
            last = Optional.of(found.getLast());
        }

        assertThat(found).isEqualTo(paths);
        assertThat(list(Optional.of(new SourcePath(workspace + "/3x")), 10)).extracting(Listed::path)
                .containsExactly(paths.get(3), paths.get(4));
    }

    @Test
    void otherPrefixesAreNotListed() {
        put("a.md");

        assertThat(listing().list(workspace + "x/", Optional.empty(), 10)).isEmpty();
        assertThat(listing().list(workspace + "/b", Optional.empty(), 10)).isEmpty();
    }

    @Test
    void whatIsArchivedInTheBucketItselfIsNotListed() {
        Stream.of("1", "2", "3").forEach(name -> put(new SourcePath(Archive.FOLDER + workspace + "/" + name), name));
        put("4");

        assertThat(listing().list(Archive.FOLDER, Optional.empty(), 1)).isEmpty();
        List<Listed> first = listing().list("", Optional.of(new SourcePath(Archive.FOLDER + workspace)), 2);
        assertThat(first).isNotEmpty().noneMatch(listed -> Archive.holds(listed.path()));
    }

    private List<Listed> list(Optional<SourcePath> after, int most) {
        return listing().list(workspace + "/", after, most);
    }

    private SourcePath put(String name) {
        SourcePath path = new SourcePath(workspace + "/" + name);
        put(path, "text of " + name);
        return path;
    }
}
