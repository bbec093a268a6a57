package engram.domain;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.CatalogDocument.ChunkEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void aNewDocumentIsInItsOwnOrder() {
        assertThat(texts(Slots.assign(chunks("a", "b", "c"), List.of()))).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsPutInGoesToTheEnd() {
        assertThat(texts(Slots.assign(chunks("new", "a", "b"), slots("a", "b")))).containsExactly("a", "b", "new");
    }

    @Test
    void whatIsReplacedGoesIntoThePlaceOfTheOld() {
        assertThat(texts(Slots.assign(chunks("a", "new", "c"), slots("a", "b", "c")))).containsExactly("a", "new", "c");
    }

    @Test
    void whatWasPastTheNewEndMovesIntoAFreeSlot() {
        assertThat(texts(Slots.assign(chunks("b", "c"), slots("a", "b", "c")))).containsExactly("c", "b");
    }

    @Test
    void theSameTextTwiceHasTwoSlots() {
        assertThat(texts(Slots.assign(chunks("a", "b", "a"), slots("a", "a", "a")))).containsExactly("a", "a", "b");
    }

    /// Every chunk has exactly one slot, and no more slots change than chunks came or lay past the end.
    @Test
    void anyEditChangesAsFewSlotsAsItCan() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            String[] before = words(random);
            String[] after = words(random);

            List<String> slots = texts(Slots.assign(chunks(after), slots(before)));

            assertThat(slots).as("seed %d", seed).containsExactlyInAnyOrder(after);
            List<String> gone = new ArrayList<>(List.of(before).subList(0, Math.min(before.length, after.length)));
            List<String> fresh = new ArrayList<>();
            for (String text : after) {
                if (!gone.remove(text)) {
                    fresh.add(text);
                }
            }
            int changed = 0;
            for (int slot = 0; slot < slots.size(); slot++) {
                changed += slot < before.length && before[slot].equals(slots.get(slot)) ? 0 : 1;
            }
            assertThat(changed).as("seed %d", seed).isEqualTo(fresh.size());
        }
    }

    private static String[] words(Random random) {
        return random.ints(random.nextInt(12), 0, 8).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private static List<Chunk> chunks(String... texts) {
        List<Chunk> chunks = new ArrayList<>();
        for (String text : texts) {
            chunks.add(new Chunk(chunks.size(), chunks.size() + text.length(), text, "", List.of(), text, "text/plain", Map.of()));
        }
        return chunks;
    }

    private static List<ChunkEntry> slots(String... texts) {
        return chunks(texts).stream().map(chunk -> new ChunkEntry(chunk.hash(), chunk.start(), chunk.end())).toList();
    }

    private static List<String> texts(List<Chunk> chunks) {
        return chunks.stream().map(Chunk::text).toList();
    }
}
