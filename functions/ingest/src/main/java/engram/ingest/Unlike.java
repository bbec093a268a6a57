package engram.ingest;

import engram.domain.CatalogDocument;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.Chunk;
import engram.domain.ChunkHash;
import engram.domain.IndexContent.Content;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// In what catalog and index are unlike the document that its object makes.
public enum Unlike {
    /// The catalog says that it is INDEXED, and it has no text, or the other way round, or it cannot be read.
    STATUS_DIFFERS,
    /// The catalog's title is another.
    TITLE_DIFFERS,
    /// The catalog's hashes are not those of its chunks.
    CATALOG_CHUNKS_DIFFER,
    /// The hashes are, but the catalog has its chunks elsewhere in the text.
    OFFSETS_DIFFER,
    /// A slot's hash is not that of its chunk.
    HASH_DIFFERS,
    /// A slot's text is not its chunk's.
    TEXT_DIFFERS,
    /// What else a slot holds is not its chunk's: title, headings, media type, metadata.
    METADATA_DIFFERS,
    /// Slots are empty.
    CHUNKS_MISSING,
    /// Slots hold something behind the last one, or twice.
    CHUNKS_SURPLUS;

    /// None if all is as it should be.
    ///
    /// @param target what the object makes
    static Set<Unlike> of(CatalogDocument document, Target target, List<Content> contents) {
        Set<Unlike> unlike = EnumSet.noneOf(Unlike.class);
        if (document.status() != target.status()) {
            unlike.add(STATUS_DIFFERS);
        } else if (!document.title().equals(target.title())) {
            unlike.add(TITLE_DIFFERS);
        }
        compareCatalog(document, target, unlike);
        compareIndex(document, target, contents, unlike);
        return unlike;
    }

    /// Whose text comes twice may have its places in either order: it is the same chunk.
    private static void compareCatalog(CatalogDocument document, Target target, Set<Unlike> unlike) {
        List<ChunkEntry> made = target.chunks().stream().map(chunk -> new ChunkEntry(chunk.hash(), chunk.start(), chunk.end())).toList();
        if (!counted(made, ChunkEntry::hash).equals(counted(document.chunks(), ChunkEntry::hash))) {
            unlike.add(CATALOG_CHUNKS_DIFFER);
        } else if (!counted(made, Function.identity()).equals(counted(document.chunks(), Function.identity()))) {
            unlike.add(OFFSETS_DIFFER);
        }
    }

    private static <T> Map<T, Long> counted(List<ChunkEntry> chunks, Function<ChunkEntry, T> what) {
        return chunks.stream().collect(Collectors.groupingBy(what, Collectors.counting()));
    }

    private static void compareIndex(CatalogDocument document, Target target, List<Content> contents, Set<Unlike> unlike) {
        Map<ChunkHash, Chunk> made = new HashMap<>();
        target.chunks().forEach(chunk -> made.put(chunk.hash(), chunk));
        Set<Integer> held = new HashSet<>();
        for (Content content : contents) {
            if (document.chunk(content.slot()).isEmpty() || !held.add(content.slot())) {
                unlike.add(CHUNKS_SURPLUS);
                continue;
            }
            ChunkHash expected = document.chunk(content.slot()).get().hash();
            if (!content.hash().equals(expected)) {
                unlike.add(HASH_DIFFERS);
            }
            Chunk chunk = made.get(expected);
            if (chunk != null && !content.text().equals(chunk.text())) {
                unlike.add(TEXT_DIFFERS);
            }
            if (chunk != null && !content.hasDetailsOf(chunk)) {
                unlike.add(METADATA_DIFFERS);
            }
        }
        if (held.size() < document.chunks().size()) {
            unlike.add(CHUNKS_MISSING);
        }
    }
}
