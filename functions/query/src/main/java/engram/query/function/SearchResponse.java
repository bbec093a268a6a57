package engram.query.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.ObjectState;
import engram.query.Answer.Hit;
import engram.query.Answer.Origin;
import engram.query.Answer;
import engram.query.Question;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Answer to a search, as JSON.
@Schema(description = "Passages that answer the question, best first")
record SearchResponse(
        @Schema(description = "How it was asked", enumeration = {"semantic", "lexical", "hybrid"})
        String mode,
        @Schema(description = "Most hits that were asked for") int k,
        @Schema(description = "Time from the question to the answer, in milliseconds") long took,
        @Schema(description = "Entries of the index that the catalog does not know and that were left out: drift")
        int dropped,
        List<HitView> hits) {

    static SearchResponse of(Question question, Answer answer) {
        return new SearchResponse(
                question.mode().name().toLowerCase(Locale.ROOT),
                question.k(),
                answer.took().toMillis(),
                answer.dropped(),
                answer.hits().stream().map(HitView::of).toList());
    }

    /// A passage.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Hit", description = "A passage. ordinal, start, end, versionId, eTag and lastModified are left out while an"
            + " update of the document is under way and the passage is newer than what the catalog knows")
    record HitView(
            @Schema(description = "Key of the object in the bucket") String sourcePath,
            @Schema(description = "Place of the passage in its document, from 0") Optional<Integer> ordinal,
            @Schema(description = "semantic: (1 + cosine) / 2; lexical: BM25; hybrid: 0 to 1")
            double score,
            String text,
            @Schema(description = "Extracts of the text with the words of the question in <em>…</em>; not escaped")
            List<String> highlights,
            @Schema(description = "Of the document, empty if it has none") String title,
            @Schema(description = "Headings above the passage, outermost first") List<String> headingPath,
            @Schema(description = "Media type that the document was read as") String contentType,
            @Schema(description = "First character in the extracted text, in UTF-16 code units")
            Optional<Integer> start,
            @Schema(description = "The character behind the last one") Optional<Integer> end,
            @Schema(description = "Of the object; also left out on a bucket without versioning")
            Optional<String> versionId,
            Optional<String> eTag,
            Optional<Instant> lastModified) {

        static HitView of(Hit hit) {
            Candidate passage = hit.passage();
            Optional<ChunkEntry> entry = hit.origin().map(Origin::entry);
            Optional<ObjectState> object = hit.origin().flatMap(Origin::object);
            return new HitView(
                    passage.document().sourcePath().key(),
                    hit.origin().map(Origin::ordinal),
                    hit.score(),
                    passage.text(),
                    passage.highlights(),
                    passage.title(),
                    passage.headingPath(),
                    passage.contentType(),
                    entry.map(ChunkEntry::start),
                    entry.map(ChunkEntry::end),
                    object.flatMap(ObjectState::versionId),
                    object.map(ObjectState::eTag),
                    object.map(ObjectState::lastModified));
        }
    }
}
