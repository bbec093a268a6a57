package engram.storage;

import static engram.storage.CatalogNames.CHUNKS;
import static engram.storage.CatalogNames.CHUNK_HASHES;
import static engram.storage.CatalogNames.CHUNK_OFFSETS;
import static engram.storage.CatalogNames.CONTENT_TYPE;
import static engram.storage.CatalogNames.DETAIL;
import static engram.storage.CatalogNames.DOCUMENT;
import static engram.storage.CatalogNames.DOCUMENT_KIND;
import static engram.storage.CatalogNames.EXPIRES_AT;
import static engram.storage.CatalogNames.E_TAG;
import static engram.storage.CatalogNames.GENERATION;
import static engram.storage.CatalogNames.INDEXED_AT;
import static engram.storage.CatalogNames.KIND;
import static engram.storage.CatalogNames.LAST_MODIFIED;
import static engram.storage.CatalogNames.METADATA;
import static engram.storage.CatalogNames.MODEL_VERSION;
import static engram.storage.CatalogNames.PIPELINE_VERSION;
import static engram.storage.CatalogNames.REASON;
import static engram.storage.CatalogNames.SIZE;
import static engram.storage.CatalogNames.SOURCE_PATH;
import static engram.storage.CatalogNames.STATUS;
import static engram.storage.CatalogNames.TITLE;
import static engram.storage.CatalogNames.VERSION_ID;
import static engram.storage.CatalogNames.WORKSPACE;

import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.DocumentSummary;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.PermanentFailure;
import engram.domain.PipelineVersion;
import engram.domain.Reason;
import engram.domain.Rejection;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.Workspace;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A document as the catalog table holds it, in full or as its index `documents` shows it.
record DocumentRow(Attributes attributes) {

    static DocumentRow of(Map<String, AttributeValue> values) {
        return new DocumentRow(new Attributes(values));
    }

    static Map<String, AttributeValue> key(DocumentId id) {
        return Map.of(DOCUMENT, Attributes.of(LeaseRow.partition(id)), KIND, Attributes.of(DOCUMENT_KIND));
    }

    /// @throws PermanentFailure if there are so many chunks that DynamoDB will not take the row
    static Map<String, AttributeValue> write(CatalogDocument document) {
        Map<String, AttributeValue> row = new HashMap<>(key(document.id()));
        row.put(WORKSPACE, Attributes.of(document.id().workspace().name()));
        row.put(SOURCE_PATH, Attributes.of(document.id().sourcePath().key()));
        row.put(GENERATION, Attributes.of(document.generation()));
        row.put(STATUS, Attributes.of(document.status().name()));
        row.put(PIPELINE_VERSION, Attributes.of(document.pipelineVersion().value()));
        row.put(MODEL_VERSION, Attributes.of(document.modelVersion().value()));
        row.put(TITLE, Attributes.of(document.title()));
        row.put(INDEXED_AT, Attributes.of(document.indexedAt()));
        document.expiresAt().ifPresent(at -> row.put(EXPIRES_AT, Attributes.of(at.getEpochSecond())));
        document.rejection().ifPresent(rejection -> {
            row.put(REASON, Attributes.of(rejection.reason().name()));
            row.put(DETAIL, Attributes.of(rejection.detail()));
        });
        document.object().ifPresent(object -> write(object, row));
        ChunkTable chunks = ChunkTable.of(document.chunks());
        row.put(CHUNKS, Attributes.of(document.chunks().size()));
        row.put(CHUNK_HASHES, Attributes.of(chunks.hashes()));
        row.put(CHUNK_OFFSETS, Attributes.of(chunks.offsets()));
        requireThatItFits(row, document);
        return row;
    }

    private static void write(ObjectState object, Map<String, AttributeValue> row) {
        row.put(E_TAG, Attributes.of(object.eTag()));
        object.versionId().ifPresent(version -> row.put(VERSION_ID, Attributes.of(version)));
        row.put(SIZE, Attributes.of(object.size()));
        row.put(LAST_MODIFIED, Attributes.of(object.lastModified()));
        row.put(CONTENT_TYPE, Attributes.of(object.contentType()));
        row.put(METADATA, Attributes.of(object.metadata()));
    }

    private static void requireThatItFits(Map<String, AttributeValue> row, CatalogDocument document) {
        int bytes = RowSize.of(row);
        if (bytes > RowSize.MAX_BYTES) {
            throw new PermanentFailure(
                    Reason.TOO_MANY_CHUNKS,
                    "the catalog needs %d bytes for %d chunks, and has %d"
                            .formatted(bytes, document.chunks().size(), RowSize.MAX_BYTES));
        }
    }

    DocumentId id() {
        return new DocumentId(
                new Workspace(attributes.text(WORKSPACE)), new SourcePath(attributes.text(SOURCE_PATH)));
    }

    CatalogDocument document() {
        return new CatalogDocument(
                id(),
                attributes.number(GENERATION),
                status(),
                rejection(),
                object(),
                new PipelineVersion(attributes.text(PIPELINE_VERSION)),
                new ModelVersion(attributes.text(MODEL_VERSION)),
                attributes.text(TITLE),
                new ChunkTable(attributes.bytes(CHUNK_HASHES), attributes.bytes(CHUNK_OFFSETS)).chunks(),
                attributes.moment(INDEXED_AT),
                attributes.has(EXPIRES_AT)
                        ? Optional.of(Instant.ofEpochSecond(attributes.number(EXPIRES_AT)))
                        : Optional.empty());
    }

    DocumentSummary summary() {
        return new DocumentSummary(
                id(),
                attributes.number(GENERATION),
                status(),
                rejection(),
                object(),
                new PipelineVersion(attributes.text(PIPELINE_VERSION)),
                new ModelVersion(attributes.text(MODEL_VERSION)),
                attributes.text(TITLE),
                Math.toIntExact(attributes.number(CHUNKS)),
                attributes.moment(INDEXED_AT));
    }

    private Status status() {
        return Status.valueOf(attributes.text(STATUS));
    }

    private Optional<Rejection> rejection() {
        return attributes
                .textIfAny(REASON)
                .map(reason -> rejection(reason, attributes.text(DETAIL)));
    }

    /// Functions are deployed one after the other: a row may have been written by a newer one, and rolled back from.
    private static Rejection rejection(String reason, String detail) {
        return Stream.of(Reason.values())
                .filter(known -> known.name().equals(reason))
                .findFirst()
                .map(known -> new Rejection(known, detail))
                .orElseGet(() -> new Rejection(Reason.OTHER, reason + ": " + detail));
    }

    private Optional<ObjectState> object() {
        return attributes
                .textIfAny(E_TAG)
                .map(eTag -> new ObjectState(
                        eTag,
                        attributes.textIfAny(VERSION_ID),
                        attributes.number(SIZE),
                        attributes.moment(LAST_MODIFIED),
                        attributes.text(CONTENT_TYPE),
                        attributes.texts(METADATA)));
    }
}
