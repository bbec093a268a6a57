package engram.query.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.domain.TransientFailure;
import engram.storage.AwsCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of `query` that nobody uses yet.
final class NewVersion {

    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:lambda:[^:]+:\\d{12}:function:([A-Za-z0-9_-]{1,64}):(\\d+)");

    /// Longer than the function's own timeout and the start before it.
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    /// How often it is asked to search, and how long after it was asked, or could not, before: an index that sleeps takes half a minute to
    /// wake up, and a search ends, without an answer, sooner; one whose policy is not in force yet refuses at once, for a minute.
    private static final int SEARCHES = 3;
    private static final Duration AFTER_ASKED = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final int OK = 200;

    /// A store did not answer; the function had no time left to say so.
    private static final Set<Integer> PASSING = Set.of(503, 504);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsCall lambda;
    private final String path;
    private final String workspace;
    private final InstantSource clock;
    private final Consumer<Duration> pause;

    /// What is wrong with an answer.
    ///
    /// @param passing whether it may be gone a moment later
    private record Wrong(String why, boolean passing) {
        static Wrong forGood(String why) {
            return new Wrong(why, false);
        }
    }

    /// @param arn       of the function, with the version's number
    /// @param workspace one that it shows
    /// @param pause     lets time pass
    /// @throws IllegalArgumentException if it is no such ARN
    NewVersion(AwsCall lambda, String arn, String workspace, InstantSource clock, Consumer<Duration> pause) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "ENGRAM_SMOKE_FUNCTION is the ARN of a function with the number of a version, got " + arn);
        }
        this.lambda = lambda;
        this.path = "/2015-03-31/functions/%s/invocations?Qualifier=%s".formatted(parts.group(1), parts.group(2));
        this.workspace = workspace;
        this.clock = clock;
        this.pause = pause;
    }

    /// Searches, with vectors and words, which needs the model and the index, and the catalog if anything is found; then lists documents,
    /// which needs the catalog whatever is in it.
    ///
    /// @return what is wrong with the answers, if anything is; nothing found is nothing wrong
    Optional<String> ask() {
        return search().or(this::list).map(Wrong::why);
    }

    private Optional<Wrong> search() {
        ObjectNode event = event("POST", "/v1/workspaces/" + workspace + "/search", "")
                .put("body", "{\"query\": \"Is anybody there?\", \"mode\": \"hybrid\", \"k\": 1}");
        Instant begin = clock.instant();
        Optional<Wrong> wrong = ask("search", "hits", event);
        for (int asked = 1; asked < SEARCHES && wrong.filter(Wrong::passing).isPresent(); asked++) {
            pause.accept(untilNext(begin));
            begin = clock.instant();
            wrong = ask("search", "hits", event);
        }
        return wrong;
    }

    private Duration untilNext(Instant begin) {
        Duration rest = Duration.between(clock.instant(), begin.plus(AFTER_ASKED));
        return rest.compareTo(PAUSE) > 0 ? rest : PAUSE;
    }

    private Optional<Wrong> list() {
        return ask("list of documents", "documents", event("GET", "/v1/workspaces/" + workspace + "/documents", "limit=1"));
    }

    private Optional<Wrong> ask(String what, String field, ObjectNode event) {
        try {
            return judge(what, field, lambda.post(
                    path, Map.of("Content-Type", "application/json"), JSON.writeValueAsBytes(event), PATIENCE));
        } catch (TransientFailure e) {
            return Optional.of(Wrong.forGood(e.getMessage()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is always written", e);
        }
    }

    /// As the HTTP API sends it, with its path decoded.
    private static ObjectNode event(String method, String asked, String query) {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", asked)
                .put("rawQueryString", query)
                .put("isBase64Encoded", false);
        event.putObject("headers").put("content-type", "application/json");
        ObjectNode context = event.putObject("requestContext").put("routeKey", "$default").put("stage", "$default");
        context.putObject("http").put("method", method).put("path", asked).put("protocol", "HTTP/1.1");
        // The audit trail says who asked.
        context.putObject("authorizer").putObject("lambda").put("principalId", "deployment");
        return event;
    }

    private static Optional<Wrong> judge(String what, String field, AwsCall.Answer answer) {
        if (answer.status() != OK) {
            return Optional.of(Wrong.forGood("Lambda answered " + answer.status() + " to the invocation"));
        }
        if (answer.functionError().isPresent()) {
            return Optional.of(Wrong.forGood("the function failed: " + answer.functionError().get()));
        }
        try {
            JsonNode response = JSON.readTree(answer.body());
            int status = response.path("statusCode").asInt();
            JsonNode body = JSON.readTree(response.path("body").asText("{}"));
            if (status != OK) {
                String why = "the %s was answered %d %s".formatted(what, status, body.path("code").asText());
                return Optional.of(new Wrong(why, PASSING.contains(status)));
            }
            return body.path(field).isArray()
                    ? Optional.empty()
                    : Optional.of(Wrong.forGood("the answer to the %s has no %s in it".formatted(what, field)));
        } catch (IOException e) {
            return Optional.of(Wrong.forGood("the function does not answer in JSON"));
        }
    }
}
