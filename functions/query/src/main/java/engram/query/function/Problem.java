package engram.query.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Body of every error, `application/problem+json` (RFC 9457).
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@RegisterForReflection
@Schema(description = "An error (RFC 9457)")
record Problem(
        @Schema(description = "Names the kind of problem; about:blank, as `code` says it", examples = "about:blank")
        String type,
        String title,
        @Schema(description = "The response's status") int status,
        @Schema(description = "What is wrong with this request, and what to do about it") String detail,
        Code code,
        @Schema(description = "The field or parameter that is wrong") Optional<String> field,
        @Schema(description = "Also in the header X-Request-Id, and in the log") String requestId) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(Refusal refusal, String requestId) {
        return new Problem(
                "about:blank",
                refusal.code().title(),
                refusal.status(),
                refusal.getMessage(),
                refusal.code(),
                refusal.field(),
                requestId);
    }
}
