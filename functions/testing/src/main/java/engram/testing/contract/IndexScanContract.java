package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.domain.ChunkIndex;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.IndexScan;
import engram.domain.IndexScan.Entry;
import engram.domain.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What [IndexScan] promises.
public abstract class IndexScanContract {

    protected abstract IndexScan scan();

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
