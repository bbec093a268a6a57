package engram.local.chaos.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.chaos.compare.Snapshot.Entry;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The index, by OpenSearch's search: names as in `infra/index.json`.
final class IndexReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;

    private final Web web;
    private final URI endpoint;
    private final String alias;

    IndexReader(Web web, URI endpoint, String alias) {
        this.web = web;
        this.endpoint = endpoint;
        this.alias = alias;
    }

    /// All entries by source path.
    Map<String, List<Entry>> read() throws IOException, InterruptedException {
        post("/" + alias + "/_refresh", JSON.createObjectNode());
        ObjectNode first = JSON.createObjectNode().put("size", PAGE).put("version", true);
        first.putArray("_source").add("sourcePath").add("slot").add("hash").add("title").add("headings").add("text");
        first.putObject("query").putObject("match_all");
        var entries = new HashMap<String, List<Entry>>();
        JsonNode page = post("/" + alias + "/_search?scroll=1m", first);
        while (!page.at("/hits/hits").isEmpty()) {
            for (JsonNode hit : page.at("/hits/hits")) {
                entries.computeIfAbsent(hit.at("/_source/sourcePath").asText(), _ -> new ArrayList<>()).add(entry(hit));
            }
            page = post("/_search/scroll", JSON.createObjectNode().put("scroll", "1m").put("scroll_id", page.path("_scroll_id").asText()));
        }
        return entries;
    }

    private static Entry entry(JsonNode hit) {
        JsonNode source = hit.path("_source");
        return new Entry(hit.path("_id").asText(), source.path("slot").asInt(-1), hit.path("_version").asLong(),
                source.path("hash").asText(), Planted.in(source.path("title").asText() + " " + source.path("headings") + " "
                        + source.path("text").asText()));
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return JSON.readTree(web.ask("POST", URI.create(endpoint + path), Map.of("Content-Type", "application/json"),
                JSON.writeValueAsBytes(body)).body());
    }
}
