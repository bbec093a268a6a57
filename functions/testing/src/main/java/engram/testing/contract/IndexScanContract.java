package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.domain.ChunkIndex;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.IndexContent;
import engram.domain.IndexContent.Content;
import engram.domain.IndexScan;
import engram.domain.IndexScan.Entry;
import engram.domain.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What [IndexScan] and [IndexContent] promise.
public abstract class IndexScanContract {

    protected abstract IndexScan scan();

    protected abstract IndexContent content();

    /// The way to write the same index.
    protected abstract ChunkIndex index();

    /// Length of the vectors that the index takes.
    protected abstract int dimension();

    /// Soon, by the clock of the index.
    protected abstract Instant soon();

    private final Workspace workspace = Samples.workspace();

    @Test
    void everyEntryIsListedByPathAndSlot() {
        List<DocumentId> documents = Stream.of("b.md", "a/z.md", "Z.md", "\uFF5E.md", "\uD83D\uDE00.md")
                .map(name -> Samples.document(workspace, name)).toList();
        List<Entry> written = new ArrayList<>();
        for (DocumentId id : documents) {
            written.addAll(write(id, 7, 10, 2, 0));
        }
        written.sort((a, b) -> a.path().equals(b.path()) ? Integer.compare(a.slot(), b.slot()) : a.path().compareTo(b.path()));

        assertThat(scan().entries(workspace, Optional.empty(), 1_000)).isEqualTo(written);
        assertThat(scan().workspaces()).contains(workspace);
    }

    @Test
    void aListGoesOnBehindAnyEntryAndEndsWithNothing() {
        List<Entry> written = write(Samples.document(workspace, "a.md"), 5, 0, 1, 2, 3, 10);
        List<Entry> found = new ArrayList<>();
        Optional<Entry> last = Optional.empty();
        for (List<Entry> page = page(last); !page.isEmpty(); page = page(last)) {
            found.addAll(page);
            last = Optional.of(found.getLast());
        }

        assertThat(found).isEqualTo(written);
    }

    @Test
    void aDocumentsEntriesAreItsOwn() {
        DocumentId id = Samples.document(workspace, "a.md");
        List<Entry> written = write(id, 5, 0, 3);
        write(Samples.document(workspace, "a.md2"), 5, 0);

        assertThat(scan().of(id)).isEqualTo(written);
        assertThat(scan().of(Samples.document(workspace, "b.md"))).isEmpty();
        assertThat(scan().entries(Samples.workspace(), Optional.empty(), 5)).isEmpty();
    }

    @Test
    void aDocumentsContentsAreWhatWasWritten() {
        DocumentId id = Samples.document(workspace, "a.md");
        Chunk plain = Samples.chunk("plain");
        Chunk rich = new Chunk(5, 9, "täxt", "A \"title\"", List.of("One", "Two\\"), "A title. täxt", "text/markdown",
                Map.of("tags", List.of("x", "ü"), "a.b", List.of("dots"), "none", List.of(),
                        "long", List.of("v".repeat(IndexContent.MOST_OF_METADATA - 4), "v".repeat(IndexContent.MOST_OF_METADATA - 3))));
        write(Samples.document(workspace, "a.md2"), 5, 0);
        index().write(id, 7, List.of(
                new ChunkWrite.Upsert(3, rich, Samples.embedding(dimension(), 0.1)),
                new ChunkWrite.Upsert(0, plain, Samples.embedding(dimension(), 0.2))), true, soon());

        List<Content> contents = content().contents(id);

        assertThat(contents).extracting(Content::slot).containsExactly(0, 3);
        assertThat(contents).extracting(Content::hash).containsExactly(plain.hash(), rich.hash());
        assertThat(contents).extracting(Content::generation).containsOnly(7L);
        assertThat(contents).extracting(Content::text).containsExactly(plain.text(), rich.text());
        assertThat(contents.getFirst().hasDetailsOf(plain)).isTrue();
        assertThat(contents.getFirst().hasDetailsOf(rich)).isFalse();
        assertThat(contents.getLast().hasDetailsOf(rich)).isTrue();
        assertThat(contents.getLast().metadata().get("long")).hasSize(1);
        assertThat(content().contents(Samples.document(workspace, "b.md"))).isEmpty();
    }

    @Test
    void contentsOfManyChunksAreAllThere() {
        DocumentId id = Samples.document(workspace, "a.md");
        int[] slots = IntStream.range(0, 1_001).toArray();
        List<Entry> written = write(id, 5, slots);

        assertThat(content().contents(id)).extracting(Content::slot).containsExactlyElementsOf(written.stream().map(Entry::slot).toList());
    }

    private List<Entry> page(Optional<Entry> after) {
        return scan().entries(workspace, after, 2);
    }

    private List<Entry> write(DocumentId id, long generation, int... slots) {
        List<Entry> written = new ArrayList<>();
        List<ChunkWrite> writes = new ArrayList<>();
        for (int slot : slots) {
            Chunk chunk = Samples.chunk("chunk in slot " + slot);
            writes.add(new ChunkWrite.Upsert(slot, chunk, Samples.embedding(dimension(), 0.1)));
            written.add(new Entry(id.sourcePath(), slot, chunk.hash(), generation));
        }
        index().write(id, generation, writes, true, soon());
        return written;
    }
}
