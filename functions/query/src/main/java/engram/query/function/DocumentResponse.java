package engram.query.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import engram.domain.Catalog.Page;
import engram.domain.DocumentSummary;
import engram.domain.ObjectState;
import engram.domain.Reason;
import engram.domain.Rejection;
import engram.domain.SourcePath;
import engram.query.Documents;
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
                        + " DELETED: the object is gone. PENDING: the object is there, no pass has ended yet",
                enumeration = {"INDEXED", "EMPTY", "FAILED", "DELETED", "PENDING"})
        String status,
        @Schema(description = "Why it is FAILED") Optional<Reason> reason,
        @Schema(description = "What was expected and what was found") Optional<String> detail,
        @Schema(description = "Passages in the index") int chunks,
        Optional<String> title,
        @Schema(description = "In bytes") Optional<Long> size,
        @Schema(description = "As the uploader declared it") Optional<String> contentType,
        Optional<String> eTag,
        @Schema(description = "Left out on a bucket without versioning") Optional<String> versionId,
        Optional<Instant> lastModified,
        @Schema(description = "When the last pass ended") Optional<Instant> indexedAt,
        Optional<String> modelVersion,
        Optional<String> pipelineVersion) {

    static final String PENDING = "PENDING";

    static DocumentResponse of(DocumentSummary document) {
        Optional<ObjectState> object = document.object();
        return new DocumentResponse(
                document.id().sourcePath().key(),
                document.status().name(),
                document.rejection().map(Rejection::reason),
                document.rejection().map(Rejection::detail),
                document.chunks(),
                Optional.of(document.title()).filter(title -> !title.isEmpty()),
                object.map(ObjectState::size),
                object.map(ObjectState::contentType),
                object.map(ObjectState::eTag),
                object.flatMap(ObjectState::versionId),
                object.map(ObjectState::lastModified),
                Optional.of(document.indexedAt()),
                Optional.of(document.modelVersion().value()),
                Optional.of(document.pipelineVersion().value()));
    }

    /// A document before its first pass has ended.
    static DocumentResponse pending(SourcePath path) {
        return new DocumentResponse(
                path.key(), PENDING, Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /// A page of documents.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Documents", description = "A page of a workspace's documents, in the order of their source paths")
    record PageResponse(
            List<DocumentResponse> documents,
            @Schema(description = "For the next page; left out on the last one") Optional<String> cursor) {

        static PageResponse of(Page page) {
            return new PageResponse(
                    page.documents().stream().map(DocumentResponse::of).toList(), page.next());
        }
    }
}
