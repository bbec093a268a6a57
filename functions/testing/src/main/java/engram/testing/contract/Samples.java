package engram.testing.contract;

import engram.domain.CatalogDocument;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.Chunk;
import engram.domain.ChunkHash;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.PipelineVersion;
import engram.domain.Reason;
import engram.domain.Rejection;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// Values for the contracts.
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final ModelVersion MODEL = new ModelVersion("model-1");
    static final ObjectState OBJECT = new ObjectState(
            "5d41402abc4b2a76b9719d911017c592",
            Optional.of("3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"),
            1234,
            Instant.parse("2026-11-20T10:11:12Z"),
            "text/markdown",
            Map.of("author", "Zoë", "review", "2026"));

    private Samples() {}

    /// A workspace that no other test uses.
    static Workspace workspace() {
        return new Workspace("w-" + UUID.randomUUID());
    }

    /// A document in a workspace that no other test uses.
    static DocumentId document() {
        return document(workspace(), "guide.md");
    }

    static DocumentId document(Workspace workspace, String name) {
        return new DocumentId(workspace, new SourcePath(workspace + "/" + name));
    }

    static CatalogDocument indexed(DocumentId id, long generation, int chunks) {
        return new CatalogDocument(
                id,
                generation,
                Status.INDEXED,
                Optional.empty(),
                Optional.of(OBJECT),
                new PipelineVersion("pipeline-1"),
                MODEL,
                "A guide",
                entries(chunks),
                NOW.plusNanos(123_456_789),
                Optional.empty());
    }

    static CatalogDocument empty(DocumentId id, long generation) {
        return of(id, generation, Status.EMPTY, Optional.empty());
    }

    static CatalogDocument failed(DocumentId id, long generation) {
        Rejection why = new Rejection(Reason.CORRUPT, "expected UTF-8, found byte 0xff at 17");
        return of(id, generation, Status.FAILED, Optional.of(why));
    }

    static CatalogDocument deleted(DocumentId id, long generation) {
        return of(id, generation, Status.DELETED, Optional.empty());
    }

    private static CatalogDocument of(DocumentId id, long generation, Status status, Optional<Rejection> rejection) {
        boolean gone = status == Status.DELETED;
        return new CatalogDocument(
                id,
                generation,
                status,
                rejection,
                gone ? Optional.empty() : Optional.of(OBJECT),
                new PipelineVersion("pipeline-1"),
                MODEL,
                "",
                List.of(),
                NOW,
                gone ? Optional.of(NOW.plus(Duration.ofDays(30))) : Optional.empty());
    }

    /// Chunks that overlap, as those of a splitter do.
    private static List<ChunkEntry> entries(int count) {
        Random random = new Random(count);
        List<ChunkEntry> entries = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < count; i++) {
            int length = 200 + random.nextInt(1_000);
            entries.add(new ChunkEntry(new ChunkHash(random.nextLong(), random.nextLong()), start, start + length));
            start += length - random.nextInt(150);
        }
        return entries;
    }

    static Chunk chunk(String text) {
        return new Chunk(
                100,
                100 + text.length(),
                text,
                "A guide",
                List.of("First things", "Then the rest"),
                "A guide\n" + text,
                "text/markdown",
                Map.of("author", List.of("Zoë"), "tags", List.of("a", "b")));
    }

    /// A unit vector that points mostly along one axis: the nearer the axes, the nearer the vectors.
    static Embedding embedding(int dimension, double angle) {
        float[] values = new float[dimension];
        values[0] = (float) Math.cos(angle);
        values[1] = (float) Math.sin(angle);
        return Embedding.normalised(values);
    }
}
