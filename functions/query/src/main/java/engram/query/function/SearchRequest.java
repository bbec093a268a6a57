package engram.query.function;

import engram.query.Search;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The body of a search for the API's description; [SearchBody] is what reads it.
@Schema(name = "Search")
record SearchRequest(
        @Schema(
                required = true,
                description = "The question: at most 2000 characters and 254 tokens of the model",
                examples = "How long are deletions remembered?")
        String query,
        @Schema(
                description = "By meaning, by words, or by both",
                enumeration = {"semantic", "lexical", "hybrid"},
                defaultValue = "hybrid")
        String mode,
        @Schema(description = "Most hits", minimum = "1", maximum = "100", defaultValue = "10") int k,
        FilterRequest filter) {

    @Schema(name = "Filter", description = "Which documents may be found; all parts must hold")
    record FilterRequest(
            @Schema(description = "Source paths that start so, at most 1024 characters")
            String sourcePathPrefix,
            @Schema(description = "Media type that the document was read as", examples = "text/markdown")
            String contentType) {}
}
