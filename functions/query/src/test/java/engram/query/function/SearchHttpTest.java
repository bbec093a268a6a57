package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.domain.TransientFailure;
import engram.query.Shelf;
import engram.testing.lambda.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SearchHttpTest {

    private static final int PATIENCE = 60;

    @Inject
    Memory memory;

    @BeforeEach
    void empty() {
        memory.clear();
    }

    @Test
    void whatWasAmongTheAnswersIsNotedOnce() throws InterruptedException {
        memory.shelf.put("acme/noted-once.md", "The tide does turn at noon.");

        Function.call(Function.event("query-search.json"));
        assertThat(memory.retrieved.poll(PATIENCE, TimeUnit.SECONDS)).isEqualTo(Shelf.id("acme/noted-once.md"));

        memory.shelf.put("acme/noted-later.md", "When does the tide turn?");
        Function.call(Function.event("query-search.json"));
        assertThat(memory.retrieved.poll(PATIENCE, TimeUnit.SECONDS)).isEqualTo(Shelf.id("acme/noted-later.md"));
        assertThat(memory.retrieved).isEmpty();
    }

    @Test
    void aBodyInBase64IsReadAsWhatItIs() {
        memory.shelf.put("acme/tides.md", "Wann kippt die Tide? Am Mittag.");

        Reply reply = Function.call(Function.event("query-search-base64.json"));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("hits")).hasSize(1);
    }

    @Test
    void theSampleEventIsAnsweredWithPassagesAndWhereTheyComeFrom() {
        memory.shelf.put("acme/tides.md", "The tide does turn at noon.", "Boats leave.");

        Reply reply = Function.call(Function.event("query-search.json"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.header("x-request-id")).isEqualTo(Function.REQUEST_ID);
        JsonNode answer = reply.json();
        assertThat(answer.path("mode").asText()).isEqualTo("hybrid");
        assertThat(answer.path("k").asInt()).isEqualTo(5);
        assertThat(answer.path("took").isIntegralNumber()).isTrue();
        assertThat(answer.path("dropped").asInt()).isZero();
        JsonNode hit = answer.path("hits").get(0);
        assertThat(hit.path("sourcePath").asText()).isEqualTo("acme/tides.md");
        assertThat(hit.path("ordinal").asInt()).isZero();
        assertThat(hit.path("score").asDouble()).isEqualTo(1);
        assertThat(hit.path("text").asText()).isEqualTo("The tide does turn at noon.");
        assertThat(hit.path("highlights")).isNotEmpty();
        assertThat(hit.path("headingPath").get(0).asText()).isEqualTo("Top");
        assertThat(hit.path("contentType").asText()).isEqualTo("text/plain");
        assertThat(hit.path("start").asInt()).isZero();
        assertThat(hit.path("end").asInt()).isEqualTo(27);
        assertThat(hit.path("versionId").asText()).isEqualTo("v1");
        assertThat(hit.path("eTag").asText()).hasSize(32);
        assertThat(hit.path("lastModified").asText()).isEqualTo("2026-11-21T12:00:01Z");
    }

    @Test
    void nothingFoundIsAnEmptyAnswer() {
        Reply reply = Function.search("{\"query\":\"tide\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("hits")).isEmpty();
        assertThat(reply.json().path("k").asInt()).isEqualTo(10);
        assertThat(reply.json().path("mode").asText()).isEqualTo("hybrid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"semantic", "lexical", "hybrid"})
    void everyModeFinds(String mode) {
        memory.shelf.put("acme/tides.md", "The tide turns at noon.");

        Reply reply = Function.search("{\"query\":\"tide\",\"mode\":\"" + mode + "\",\"k\":1}");

        assertThat(reply.json().path("mode").asText()).isEqualTo(mode);
        assertThat(reply.json().path("hits")).hasSize(1);
    }

    @Test
    void filtersNarrowTheAnswer() {
        memory.shelf.put("acme/a/tides.md", "The tide turns at noon.");
        memory.shelf.put("acme/b/tides.md", "The tide turns at noon.");

        Reply reply = Function.search("{\"query\":\"tide\",\"filter\":{\"sourcePathPrefix\":\"acme/b/\"}}");
        assertThat(reply.json().path("hits").findValuesAsText("sourcePath")).containsExactly("acme/b/tides.md");

        reply = Function.search("{\"query\":\"tide\",\"filter\":{\"contentType\":\"text/html\"}}");
        assertThat(reply.json().path("hits")).isEmpty();
    }

    @Test
    void anotherWorkspaceSeesNothing() {
        memory.shelf.put("acme/tides.md", "The tide turns at noon.");

        Reply reply = Function.call(Function.event("query-search.json").put("rawPath", "/v1/workspaces/other/search"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("hits")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\u0000', delimiter = '|', textBlock = """
            {"query":                                          | body
            not json                                           | body
            []                                                 | body
            "tide"                                             | body
            {"query":"a"} {}                                   | body
            {"query":"a","query":"b"}                          | body
            {}                                                 | query
            {"query":null}                                     | query
            {"query":"  "}                                     | query
            {"query":7}                                        | query
            {"query":["a"]}                                    | query
            {"query":"\\ud800"}                                | query
            {"query":"a","limit":3}                            | limit
            {"query":"a","mode":"fuzzy"}                       | mode
            {"query":"a","mode":1}                             | mode
            {"query":"a","k":0}                                | k
            {"query":"a","k":101}                              | k
            {"query":"a","k":"10"}                             | k
            {"query":"a","k":1.5}                              | k
            {"query":"a","k":99999999999999999999}             | k
            {"query":"a","filter":"x"}                         | filter
            {"query":"a","filter":{"tag":"x"}}                 | filter.tag
            {"query":"a","filter":{"sourcePathPrefix":1}}      | filter.sourcePathPrefix
            {"query":"a","filter":{"contentType":false}}       | filter.contentType
            """)
    void whatIsWrongWithASearchIsNamed(String body, String field) {
        assertProblem(Function.search(body), 400, "INVALID_INPUT", field);
    }

    @Test
    void theBoundsAreTheDocumentedOnes() {
        assertThat(Function.search(query("a".repeat(2000))).status()).isEqualTo(200);
        assertProblem(Function.search(query("a".repeat(2001))), 400, "INVALID_INPUT", "query");
        assertThat(Function.search(query("a ".repeat(256))).status()).isEqualTo(200);
        assertProblem(Function.search(query("a ".repeat(257))), 400, "INVALID_INPUT", "query");
        assertThat(Function.search("{\"query\":\"a\",\"k\":100}").status()).isEqualTo(200);
        assertThat(Function.search(filter("sourcePathPrefix", 1024)).status()).isEqualTo(200);
        assertProblem(Function.search(filter("sourcePathPrefix", 1025)), 400, "INVALID_INPUT", "filter.sourcePathPrefix");
        assertThat(Function.search(filter("contentType", 255)).status()).isEqualTo(200);
        assertProblem(Function.search(filter("contentType", 256)), 400, "INVALID_INPUT", "filter.contentType");
        String small = query("a");
        assertThat(Function.search(small + " ".repeat(65536 - small.length())).status()).isEqualTo(200);
        assertProblem(Function.search(small + " ".repeat(65537 - small.length())), 413, "INVALID_INPUT", "");
    }

    @Test
    void noProblemRepeatsTheQuestion() {
        for (String body : List.of("{\"query\":\"sesame\",}", "{\"query\":[\"sesame\"]}", query("sesame ".repeat(300)))) {
            assertThat(Function.search(body).body()).doesNotContain("sesame");
        }
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        ObjectNode event = Function.event("query-search.json");
        ((ObjectNode) event.path("headers")).put("content-type", "application/x-www-form-urlencoded");

        assertProblem(Function.call(event), 415, "INVALID_INPUT", "");
    }

    @Test
    void aBodyInBase64IsRead() {
        ObjectNode event = Function.event("query-search.json");
        byte[] body = query("Wie hoch ist die Flut in Tönning?").getBytes(StandardCharsets.UTF_8);
        event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);

        assertThat(Function.call(event).status()).isEqualTo(200);
    }

    @Test
    void noBodyIsNoSearch() {
        ObjectNode event = Function.event("query-search.json");
        event.remove("body");

        assertProblem(Function.call(event), 400, "INVALID_INPUT", "body");
    }

    @Test
    void storesThatDoNotAnswerAreUnavailable() {
        memory.trouble = () -> {
            throw new TransientFailure("the index did not answer");
        };

        Reply reply = Function.search(query("tide"));

        assertProblem(reply, 503, "UNAVAILABLE", "");
        assertThat(reply.header("retry-after")).isEqualTo("1");
    }

    @Test
    void anAnswerThatTookTooLongMayBeAskedForAgain() {
        memory.trouble = () -> {
            throw Refusal.of(Code.QUERY_TIMEOUT, "no answer within 10000 ms");
        };

        Reply reply = Function.search(query("tide"));

        assertProblem(reply, 504, "QUERY_TIMEOUT", "");
        assertThat(reply.header("retry-after")).isEqualTo("1");
    }

    @Test
    void aModelThatFailsIsNamed() {
        memory.modelTrouble = () -> {
            throw new IllegalStateException("tensor of the wrong shape");
        };

        assertProblem(Function.search(query("tide")), 500, "EMBEDDING_FAILED", "");
        assertThat(Function.search("{\"query\":\"tide\",\"mode\":\"lexical\"}").status()).isEqualTo(200);
    }

    @Test
    void anUnexpectedErrorTellsNothingButItsId() {
        memory.trouble = () -> {
            throw new IllegalStateException("internals");
        };

        Reply reply = Function.search(query("tide"));

        assertProblem(reply, 500, "UNAVAILABLE", "");
        assertThat(reply.body()).doesNotContain("internals").contains(Function.REQUEST_ID);
    }

    private static void assertProblem(Reply reply, int status, String code, String field) {
        Problems.assertProblem(reply, status, code, field);
    }

    private static String query(String text) {
        return "{\"query\":\"" + text + "\"}";
    }

    private static String filter(String field, int length) {
        return "{\"query\":\"a\",\"filter\":{\"" + field + "\":\"" + "x".repeat(length) + "\"}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Records\":[]}", "{\"version\":\"0\",\"detail-type\":\"Scheduled Event\"}", "{\"rawPath\":\"/v1\",\"requestContext\":{}}"})
    void anEventThatIsNoRequestIsRefusedAsSuch(String event) throws IOException {
        ObjectNode read = (ObjectNode) new ObjectMapper().readTree(event);

        assertThatThrownBy(() -> Function.call(read)).hasStackTraceContaining("query takes requests");
    }
}
