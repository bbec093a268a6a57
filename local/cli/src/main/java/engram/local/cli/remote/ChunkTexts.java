package engram.local.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The chunks as the index holds them, read past the API: for measuring only.
public final class ChunkTexts {

    private static final int PAGE = 500;

    private final Http http = new Http(60_000);
    private final URI endpoint;
    private final String alias;

    ChunkTexts(URI endpoint, String alias) {
        this.endpoint = endpoint;
        this.alias = alias;
    }

    /// A chunk's title, headings and text, each on lines of its own, as the model was given them.
    public record Text(String prefix, String text) {
        public String whole() {
            return prefix.isEmpty() ? text : prefix + "\n" + text;
        }
    }

    /// All chunks of a workspace, in no order that means anything.
    public List<Text> of(String workspace) throws IOException {
        List<Text> texts = new ArrayList<>();
        ask(URI.create(endpoint + "/" + alias + "/_refresh"), Json.object());
        JsonNode page = ask(URI.create(endpoint + "/" + alias + "/_search?scroll=1m"), first(workspace));
        while (!page.at("/hits/hits").isEmpty()) {
            page.at("/hits/hits").forEach(hit -> texts.add(text(hit.path("_source"))));
            page = ask(
                    URI.create(endpoint + "/_search/scroll"),
                    Json.object().put("scroll", "1m").put("scroll_id", page.path("_scroll_id").asText()));
        }
        return texts;
    }

    private static ObjectNode first(String workspace) {
        ObjectNode body = Json.object().put("size", PAGE);
        body.putArray("_source").add("title").add("headings").add("text");
        body.putObject("query").putObject("term").put("workspace", workspace);
        return body;
    }

    private static Text text(JsonNode chunk) {
        List<String> prefix = new ArrayList<>();
        chunk.path("headings").forEach(heading -> prefix.add(heading.asText()));
        String title = chunk.path("title").asText();
        if (!title.isEmpty() && !prefix.contains(title)) {
            prefix.addFirst(title);
        }
        return new Text(String.join("\n", prefix), chunk.path("text").asText());
    }

    private JsonNode ask(URI uri, JsonNode body) throws IOException {
        Http.Answer answer = http.send("POST", uri, Map.of("Content-Type", "application/json"), Optional.of(Http.Body.of(Json.bytes(body))));
        if (!answer.ok()) {
            throw new IOException("OpenSearch answered " + answer.status() + " to a question about chunks");
        }
        return Json.read(answer.body());
    }
}
