package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import engram.testing.lambda.Reply;

/// What every error has in common.
final class Problems {

    private Problems() {}

    /// @param field empty if the problem names none
    static void assertProblem(Reply reply, int status, String code, String field) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.header("x-request-id")).isEqualTo(Function.REQUEST_ID);
        JsonNode problem = reply.json();
        assertThat(problem.path("type").asText()).isEqualTo("about:blank");
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("field").asText("")).isEqualTo(field);
        assertThat(problem.path("requestId").asText()).isEqualTo(Function.REQUEST_ID);
    }
}
