package engram.domain;

import engram.domain.CatalogDocument.ChunkEntry;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where a document's chunks are in the index: n chunks in the slots 0 to n - 1, in any order. A slot is a chunk's
/// identity there, and not its place in the document: so a paragraph that is put in at the beginning moves no chunk.
public final class Slots {

    private Slots() {}

    /// The chunks by slot: who has a slot already keeps it, the others take what is free, in the order of the document.
    ///
    /// @param chunks in the order of the document
    /// @param before what is in the slots, nothing to be kept if empty
    public static List<Chunk> assign(List<Chunk> chunks, List<ChunkEntry> before) {
        Map<ChunkHash, Deque<Integer>> homes = new HashMap<>();
        for (int slot = 0; slot < Math.min(chunks.size(), before.size()); slot++) {
            homes.computeIfAbsent(before.get(slot).hash(), _ -> new ArrayDeque<>()).add(slot);
        }
        Chunk[] slots = new Chunk[chunks.size()];
        Deque<Chunk> homeless = new ArrayDeque<>();
        for (Chunk chunk : chunks) {
            Deque<Integer> home = homes.get(chunk.hash());
            if (home == null || home.isEmpty()) {
                homeless.add(chunk);
            } else {
                slots[home.remove()] = chunk;
            }
        }
        Arrays.setAll(slots, slot -> slots[slot] == null ? homeless.remove() : slots[slot]);
        return List.of(slots);
    }
}
