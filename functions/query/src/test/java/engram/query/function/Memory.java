package engram.query.function;

import engram.domain.Bucket;
import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.ChunkSearch;
import engram.domain.DocumentId;
import engram.domain.Embedder;
import engram.domain.Embedding;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.Tokenizer;
import engram.domain.audit.AuditEvent;
import engram.domain.audit.AuditTrail;
import engram.domain.retention.Retrievals;
import engram.query.Shelf;
import engram.testing.WordTokenizer;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// The world of most tests that speak HTTP: a shelf in memory, and what goes wrong with it. Selected in
/// application.properties. It outlives a test class: whoever needs a shelf that is empty and without trouble clears it first.
@Singleton
@Alternative
public final class Memory {

    Shelf shelf = new Shelf();
    /// Happens whenever a store is asked.
    Runnable trouble = () -> {};
    /// Happens whenever the index is asked.
    public Runnable indexTrouble = () -> {};
    /// Happens whenever the catalog is asked.
    public Runnable catalogTrouble = () -> {};
    /// Happens whenever the model is asked.
    Runnable modelTrouble = () -> {};

    /// What was noted as retrieved.
    final BlockingQueue<DocumentId> retrieved = new LinkedBlockingQueue<>();

    /// What the audit trail was told.
    final List<AuditEvent> audited = new CopyOnWriteArrayList<>();

    public void clear() {
        audited.clear();
        retrieved.clear();
        shelf = new Shelf();
        trouble = () -> {};
        indexTrouble = () -> {};
        catalogTrouble = () -> {};
        modelTrouble = () -> {};
    }

    @Produces
    @Singleton
    AuditTrail auditTrail() {
        return audited::add;
    }

    @Produces
    @Singleton
    Retrievals retrievals() {
        return new Retrievals() {
            @Override
            public Optional<Noting> noting() {
                throw new UnsupportedOperationException("query notes, and asks nothing");
            }

            @Override
            public void begin(Instant now, Duration interval) {}

            @Override
            public void end() {}

            @Override
            public void note(DocumentId id, Instant at, Duration interval) {
                trouble.run();
                retrieved.add(id);
            }

            @Override
            public Retrieved of(DocumentId id) {
                throw new UnsupportedOperationException("query notes, and asks nothing");
            }
        };
    }

    @Produces
    @Singleton
    ChunkSearch index() {
        return probe -> {
            trouble.run();
            indexTrouble.run();
            return shelf.index.search(probe);
        };
    }

    @Produces
    @Singleton
    Catalog catalog() {
        return new Catalog() {
            @Override
            public Map<DocumentId, CatalogDocument> find(Collection<DocumentId> ids) {
                trouble.run();
                if (!ids.isEmpty()) {
                    catalogTrouble.run();
                }
                return shelf.catalog.find(ids);
            }

            @Override
            public Optional<DocumentView> view(DocumentId id) {
                trouble.run();
                catalogTrouble.run();
                return shelf.catalog.view(id);
            }

            @Override
            public Page list(Listing listing) {
                trouble.run();
                catalogTrouble.run();
                return shelf.catalog.list(listing);
            }
        };
    }

    @Produces
    @Singleton
    Bucket bucket() {
        return new Bucket() {
            @Override
            public Optional<ObjectState> find(SourcePath path) {
                trouble.run();
                return shelf.bucket.find(path);
            }

            @Override
            public Optional<byte[]> read(SourcePath path, ObjectState state) {
                return shelf.bucket.read(path, state);
            }

            @Override
            public void delete(SourcePath path) {
                trouble.run();
                shelf.bucket.delete(path);
            }
        };
    }

    @Produces
    @Singleton
    Embedder embedder() {
        return new Embedder() {
            @Override
            public ModelVersion modelVersion() {
                return shelf.embedder.modelVersion();
            }

            @Override
            public int dimension() {
                return shelf.embedder.dimension();
            }

            @Override
            public Embedding embedQuery(String question) {
                modelTrouble.run();
                return shelf.embedder.embedQuery(question);
            }

            @Override
            public List<Embedding> embedPassages(List<String> passages) {
                return shelf.embedder.embedPassages(passages);
            }
        };
    }

    @Produces
    @Singleton
    Tokenizer tokenizer() {
        return new WordTokenizer(300);
    }
}
