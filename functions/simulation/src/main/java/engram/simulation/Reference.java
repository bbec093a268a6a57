package engram.simulation;

import engram.domain.Chunk;
import engram.domain.ChunkHash;
import engram.domain.ObjectState;
import engram.domain.PermanentFailure;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.ingest.extract.Extraction;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.bounds.TimeLeft;
import engram.ingest.split.SplitSettings;
import engram.ingest.split.Splitter;
import engram.testing.InMemoryBucket;
import engram.testing.WordTokenizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a fresh index would make of an object.
final class Reference {

    static final Extraction EXTRACTION = new Extraction(ExtractionSettings.DEFAULT);
    /// So small that each paragraph of [Texts] is a chunk.
    static final Splitter SPLITTER = new Splitter(new WordTokenizer(24), new SplitSettings(26, 0, 0, 2_000, 100));

    private final InMemoryBucket bucket;
    private final Map<ObjectState, Made> made = new HashMap<>();

    /// @param hashes of the chunks
    record Made(Status status, List<Chunk> chunks, Set<ChunkHash> hashes) {
        static Made of(Status status, List<Chunk> chunks) {
            return new Made(status, chunks, chunks.stream().map(Chunk::hash).collect(Collectors.toUnmodifiableSet()));
        }
    }

    Reference(InMemoryBucket bucket) {
        this.bucket = bucket;
    }

    /// @param object a version that was there when this is first asked
    Made of(SourcePath path, ObjectState object) {
        return made.computeIfAbsent(object, _ -> make(path, object));
    }

    private Made make(SourcePath path, ObjectState object) {
        try {
            byte[] bytes = bucket.read(path, object).orElseThrow();
            List<Chunk> chunks = EXTRACTION.extract(path, object, bytes, TimeLeft.unlimited(), SPLITTER::split);
            return Made.of(chunks.isEmpty() ? Status.EMPTY : Status.INDEXED, chunks);
        } catch (PermanentFailure _) {
            return Made.of(Status.FAILED, List.of());
        }
    }
}
