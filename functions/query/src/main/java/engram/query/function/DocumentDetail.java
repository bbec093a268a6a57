package engram.query.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import engram.domain.ObjectState;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A document, its object, and how the two stand to each other, as the API shows them.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(description = "A document and the object that it is made of")
record DocumentDetail(
        @JsonUnwrapped DocumentResponse document,
        @Schema(description = "Whether a pass over it is under way, or has to be made again") boolean underWay,
        @Schema(description = "Whether the document was made of the object as it is now") boolean upToDate,
        @Schema(description = "The object now; left out if there is none") Optional<ObjectResponse> object) {

    /// The object as the bucket holds it now.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Object")
    record ObjectResponse(
            String eTag,
            @Schema(description = "Left out on a bucket without versioning") Optional<String> versionId,
            @Schema(description = "In bytes") long size,
            Instant lastModified,
            String contentType) {

        static ObjectResponse of(ObjectState object) {
            return new ObjectResponse(
                    object.eTag(), object.versionId(), object.size(), object.lastModified(), object.contentType());
        }
    }
}
