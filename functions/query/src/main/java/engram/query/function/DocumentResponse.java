package engram.query.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import engram.domain.Catalog.Page;
import engram.domain.DocumentSummary;
import engram.domain.ObjectState;
import engram.domain.Reason;
import engram.domain.Rejection;
import engram.domain.SourcePath;
import engram.query.Documents.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A document as the API shows it. What is said of size, content type, eTag, version and date is of the object as it was
/// read by the last pass.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Document", description = "A document, as the last pass over it left it")
record DocumentResponse(
        @Schema(description = "Key of the object in the bucket") String sourcePath,
        @Schema(
                description = "INDEXED: every passage can be found. EMPTY: there is no text in it. FAILED: see reason."
                        + " DELETED: the object is gone. PENDING: no pass over it has ended yet; never in a list",
                enumeration = {"INDEXED", "EMPTY", "FAILED", "DELETED", "PENDING"})
        String status,
        @Schema(description = "Why it is FAILED") Optional<Reason> reason,
        @Schema(description = "What was expected and what was found") Optional<String> detail,
        @Schema(description = "Passages in the index") int chunks,
        @Schema(description = "Left out if it has none") Optional<String> title,
        @Schema(description = "Of the object that was read, in bytes") Optional<Long> size,
        @Schema(description = "As the uploader declared it") Optional<String> contentType,
        @Schema(description = "Of the object that was read") Optional<String> eTag,
        @Schema(description = "Left out on a bucket without versioning") Optional<String> versionId,
        @Schema(description = "Of the object that was read") Optional<Instant> lastModified,
        @Schema(description = "When the last pass ended") Optional<Instant> indexedAt,
        @Schema(description = "Decides what vectors its passages have") Optional<String> modelVersion,
        @Schema(description = "Decides what passages it has") Optional<String> pipelineVersion,
        @Schema(description = "Whether a pass over it is under way, or has to be made again; not in a list")
        Optional<Boolean> underWay,
        @Schema(description = "Whether it was made of the object as that is now; not in a list")
        Optional<Boolean> upToDate,
        @Schema(description = "The object as it is now; left out if there is none; not in a list")
        Optional<ObjectResponse> object) {

    private static final String PENDING = "PENDING";

    static DocumentResponse of(DocumentSummary document) {
        Optional<ObjectState> read = document.object();
        return new DocumentResponse(
                document.id().sourcePath().key(),
                document.status().name(),
                document.rejection().map(Rejection::reason),
                document.rejection().map(Rejection::detail),
                document.chunks(),
                Optional.of(document.title()).filter(title -> !title.isEmpty()),
                read.map(ObjectState::size),
                read.map(ObjectState::contentType),
                read.map(ObjectState::eTag),
                read.flatMap(ObjectState::versionId),
                read.map(ObjectState::lastModified),
                Optional.of(document.indexedAt()),
                Optional.of(document.modelVersion().value()),
                Optional.of(document.pipelineVersion().value()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The document and how it stands to its object.
    static DocumentResponse of(SourcePath path, State state) {
        return state.document()
                .map(DocumentSummary::of)
                .map(DocumentResponse::of)
                .orElseGet(() -> pending(path))
                .with(state);
    }

    private static DocumentResponse pending(SourcePath path) {
        return new DocumentResponse(
                path.key(), PENDING, Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private DocumentResponse with(State state) {
        return new DocumentResponse(
                sourcePath, status, reason, detail, chunks, title, size, contentType, eTag, versionId, lastModified,
                indexedAt, modelVersion, pipelineVersion, Optional.of(state.unsettled()),
                Optional.of(state.upToDate()), state.object().map(ObjectResponse::of));
    }

    /// The object as the bucket holds it now.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Object")
    record ObjectResponse(
            String eTag,
            @Schema(description = "Left out on a bucket without versioning") Optional<String> versionId,
            @Schema(description = "In bytes") long size,
            Instant lastModified,
            String contentType) {

        private static ObjectResponse of(ObjectState object) {
            return new ObjectResponse(
                    object.eTag(), object.versionId(), object.size(), object.lastModified(), object.contentType());
        }
    }

    /// A page of documents.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Documents", description = "A page of a workspace's documents, in the order of their source paths")
    record PageResponse(
            @Schema(description = "May be fewer than asked for, or none, though there is a next page")
            List<DocumentResponse> documents,
            @Schema(description = "For the next page; left out on the last one") Optional<String> cursor) {

        static PageResponse of(Page page) {
            return new PageResponse(
                    page.documents().stream().map(DocumentResponse::of).toList(), page.next());
        }
    }
}
