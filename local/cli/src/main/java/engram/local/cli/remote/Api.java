package engram.local.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The HTTP API of the query function, and the local system's own status beside it.
public final class Api {

    private static final int READ_MILLIS = 60_000;
    /// Longer than an invocation may take, its wait for a process included.
    private static final int CALL_MILLIS = 180_000;
    private static final int REFUSED = 422;
    private static final int PAGE = 500;

    private final Http http = new Http(READ_MILLIS);
    private final Http calls = new Http(CALL_MILLIS);
    private final URI base;

    public Api(URI base) {
        this.base = base;
    }

    /// The API would not or could not answer.
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }

        /// Whether the same request may be answered a little later.
        public boolean passing() {
            return status == 429 || status >= 500;
        }
    }

    /// Searches; the answer is the API's, byte for byte.
    public byte[] search(String workspace, String question, String mode, int k, Optional<String> prefix) throws IOException {
        ObjectNode body = Json.object().put("query", question).put("mode", mode).put("k", k);
        prefix.ifPresent(p -> body.putObject("filter").put("sourcePathPrefix", p));
        URI uri = URI.create(base + "/v1/workspaces/" + Http.encode(workspace) + "/search");
        return answered(http.send("POST", uri, Map.of("Content-Type", "application/json"), Optional.of(Http.Body.of(Json.bytes(body)))));
    }

    /// Every document of a workspace, in the order of source paths, page by page.
    public void documents(String workspace, Optional<String> status, String prefix, Consumer<JsonNode> document)
            throws IOException {
        Optional<String> cursor = Optional.empty();
        do {
            JsonNode page = page(workspace, status, prefix, PAGE, cursor);
            page.path("documents").forEach(document);
            cursor = Optional.ofNullable(page.path("cursor").textValue());
        } while (cursor.isPresent());
    }

    /// The document at exactly that source path; absent if the catalog does not know it.
    public Optional<JsonNode> document(String workspace, String sourcePath) throws IOException {
        Http.Answer answer = http.get(
                URI.create(base + "/v1/workspaces/" + Http.encode(workspace) + "/documents/" + Http.encode(sourcePath)));
        return answer.status() == 404 ? Optional.empty() : Optional.of(Json.read(answered(answer)));
    }

    private JsonNode page(String workspace, Optional<String> status, String prefix, int limit, Optional<String> cursor)
            throws IOException {
        String query = "?limit=" + limit
                + (prefix.isEmpty() ? "" : "&prefix=" + Http.encode(prefix))
                + status.map(s -> "&status=" + Http.encode(s)).orElse("")
                + cursor.map(c -> "&cursor=" + Http.encode(c)).orElse("");
        return Json.read(answered(http.get(URI.create(base + "/v1/workspaces/" + Http.encode(workspace) + "/documents" + query))));
    }

    /// What the local system says of itself.
    public JsonNode status() throws IOException {
        return Json.read(answered(http.get(URI.create(base + "/_local/status"))));
    }

    /// How everything is; the answer is the page also where the system is down.
    public JsonNode health() throws IOException {
        Http.Answer answer = http.get(URI.create(base + "/v1/health"));
        if (answer.status() == 503) {
            JsonNode page = Json.read(answer.body());
            if (page.has("dependencies")) {
                return page;
            }
        }
        return Json.read(answered(answer));
    }

    /// Asks the system to stop; it does so after it has answered.
    public void shutdown() throws IOException {
        answered(http.send("POST", URI.create(base + "/_local/shutdown"), Map.of(), Optional.of(Http.Body.of(new byte[0]))));
    }

    /// The messages that were given up, as the system describes them.
    public JsonNode deadLetters() throws IOException {
        return Json.read(answered(http.get(URI.create(base + "/_local/dead")))).path("messages");
    }

    /// Sends dead letters to the queue again.
    ///
    /// @param ids of the messages; absent: all
    /// @return how many
    public int redrive(Optional<Collection<String>> ids) throws IOException {
        return changeDeadLetters("redrive", ids).path("redriven").asInt();
    }

    /// Deletes dead letters.
    ///
    /// @param ids of the messages; absent: all
    /// @return how many
    public int purge(Optional<Collection<String>> ids) throws IOException {
        return changeDeadLetters("purge", ids).path("purged").asInt();
    }

    private JsonNode changeDeadLetters(String operation, Optional<Collection<String>> ids) throws IOException {
        ObjectNode body = Json.object();
        ids.ifPresent(chosen -> chosen.forEach(body.putArray("ids")::add));
        return post("/_local/dead/" + operation, body);
    }

    /// Has these documents looked at again.
    public void hint(Collection<String> sourcePaths) throws IOException {
        ObjectNode body = Json.object();
        sourcePaths.forEach(body.putArray("sourcePaths")::add);
        post("/_local/hints", body);
    }

    /// What `reconcile` answers to an order, see `events/reconcile-*.json`.
    public JsonNode reconcile(ObjectNode order) throws IOException {
        return post("/_local/reconcile", order);
    }

    /// Invokes a function with that event.
    ///
    /// @return what it answered
    /// @throws Failure in its own words, if it refused
    public JsonNode invoke(String function, JsonNode event) throws IOException {
        Http.Answer answer = calls.send("POST", URI.create(base + "/_local/functions/" + Http.encode(function)),
                Map.of("Content-Type", "application/json"), Optional.of(Http.Body.of(Json.bytes(event))));
        if (answer.status() == REFUSED) {
            throw Failure.failed(Json.read(answer.body()).path("detail").asText());
        }
        return Json.read(answered(answer));
    }

    /// Invokes a function with that event.
    ///
    /// @return `answer` or `error`, and what the invocation took
    public JsonNode report(String function, JsonNode event) throws IOException {
        return Json.read(answered(calls.send("POST", URI.create(base + "/_local/functions/" + Http.encode(function) + "?report"),
                Map.of("Content-Type", "application/json"), Optional.of(Http.Body.of(Json.bytes(event))))));
    }

    private JsonNode post(String path, ObjectNode body) throws IOException {
        return Json.read(answered(http.send("POST", URI.create(base + path), Map.of("Content-Type", "application/json"),
                Optional.of(Http.Body.of(Json.bytes(body))))));
    }

    private static byte[] answered(Http.Answer answer) throws Refused {
        if (answer.ok()) {
            return answer.body();
        }
        throw new Refused(answer.status(), problem(answer));
    }

    /// The problem in its own words (RFC 9457), where the answer holds one.
    private static String problem(Http.Answer answer) {
        if (answer.contentType().contains("json")) {
            try {
                JsonNode problem = Json.read(answer.body());
                String text = problem.path("detail").asText(problem.path("title").asText(problem.path("message").asText()));
                String code = problem.path("code").asText();
                if (!text.isEmpty()) {
                    return code.isEmpty() ? text : text + " (" + code + ")";
                }
            } catch (IOException e) {
                return "the API answered " + answer.status() + " with something that is no JSON";
            }
        }
        return "the API answered " + answer.status();
    }

    /// The failure that a command ends with when the system could not be asked.
    public Failure failure(IOException e) {
        return switch (e) {
            case Refused refused -> Failure.failed(refused.getMessage(), e);
            case ConnectException _ -> Failure.notRunning("Engram does not answer at " + base + ". See: local/engram status, local/engram logs");
            default -> Failure.failed("Engram did not answer at " + base + ": " + e.getMessage(), e);
        };
    }
}
