package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Chunk;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opensearch.client.json.JsonpMapper;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;

class BulkPartTest {

    private static final DocumentId ID = new DocumentId(new Workspace("w"), new SourcePath("w/a.md"));
    private static final JsonpMapper JSON = new JacksonJsonpMapper();
    private static final String MEBIBYTE = "x".repeat(1 << 20);

    @Test
    void partsHoldAllWritesInTheirOrderWithinTheirBounds() {
        List<ChunkWrite> writes = new ArrayList<>();
        for (int slot = 0; slot < 12; slot++) {
            writes.add(upsert(slot, MEBIBYTE));
        }
        for (int slot = 12; slot < 2_500; slot++) {
            writes.add(new ChunkWrite.Delete(slot));
        }

        List<BulkPart> parts = new ArrayList<>();
        parts(writes).forEachRemaining(parts::add);

        assertThat(parts.stream().mapToInt(BulkPart::writes).sum()).isEqualTo(writes.size());
        assertThat(parts).allMatch(part -> part.body().length <= BulkPart.MAX_BYTES && part.writes() <= BulkPart.MAX_WRITES);
        assertThat(parts.getFirst().upserts()).isTrue();
        assertThat(parts.getLast().upserts()).isFalse();
        String all = parts.stream().map(part -> new String(part.body())).reduce("", String::concat);
        int at = -1;
        for (ChunkWrite write : writes) {
            int next = all.indexOf('"' + ID.chunkKey(write.slot()) + '"', at + 1);
            assertThat(next).as("slot %d behind the one before", write.slot()).isGreaterThan(at);
            at = next;
        }
    }

    @Test
    void aWriteThatIsLargerThanAPartIsOneByItself() {
        List<ChunkWrite> writes = List.of(upsert(0, MEBIBYTE.repeat(6)), upsert(1, "small"));

        List<BulkPart> parts = new ArrayList<>();
        parts(writes).forEachRemaining(parts::add);

        assertThat(parts).extracting(BulkPart::writes).containsExactly(1, 1);
    }

    /// A thousand chunks that bear much metadata are gigabytes of JSON.
    @Test
    void aPartIsMadeWhenItIsAskedForAndNotBefore() {
        List<Integer> looked = new ArrayList<>();
        List<ChunkWrite> writes = new AbstractList<>() {
            @Override
            public ChunkWrite get(int slot) {
                looked.add(slot);
                return upsert(slot, MEBIBYTE);
            }

            @Override
            public int size() {
                return 1_000;
            }
        };

        Iterator<BulkPart> parts = parts(writes);
        parts.next();
        parts.next();

        assertThat(looked).allMatch(slot -> slot < 12);
    }

    private static ChunkWrite upsert(int slot, String text) {
        Chunk chunk = new Chunk(0, text.length(), text, "", List.of(), text, "text/plain", Map.of());
        return new ChunkWrite.Upsert(slot, chunk, Embedding.of(1, 0));
    }

    private static Iterator<BulkPart> parts(List<ChunkWrite> writes) {
        return BulkPart.of(writes.size(), at -> OpenSearchChunkIndex.operation(ID, 7, writes.get(at)), JSON);
    }
}
