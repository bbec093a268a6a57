package engram.local.chaos.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.chaos.compare.Snapshot.Entry;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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
        first.putArray("_source").add("workspace").add("sourcePath").add("slot").add("hash").add("contentType").add("title")
                .add("headings").add("text").add("metadata");
        first.putObject("query").putObject("match_all");
        Set<String> bare = withoutVector();
        var entries = new HashMap<String, List<Entry>>();
        pages(first, hit -> entries.computeIfAbsent(hit.at("/_source/sourcePath").asText(), _ -> new ArrayList<>())
                .add(entry(hit, !bare.contains(hit.path("_id").asText()))));
        return entries;
    }

    /// Ids, as the index itself tells: what it gives as the source of an entry need not be what it searches.
    private Set<String> withoutVector() throws IOException, InterruptedException {
        ObjectNode first = JSON.createObjectNode().put("size", PAGE).put("_source", false);
        first.putObject("query").putObject("bool").putObject("must_not").putObject("exists").put("field", "embedding");
        var ids = new HashSet<String>();
        pages(first, hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    private void pages(ObjectNode first, Consumer<JsonNode> each) throws IOException, InterruptedException {
        JsonNode page = post("/" + alias + "/_search?scroll=1m", first);
        while (!page.at("/hits/hits").isEmpty()) {
            page.at("/hits/hits").forEach(each);
            page = post("/_search/scroll", JSON.createObjectNode().put("scroll", "1m").put("scroll_id", page.path("_scroll_id").asText()));
        }
    }

    private static Entry entry(JsonNode hit, boolean hasVector) {
        JsonNode source = hit.path("_source");
        var metadata = new HashMap<String, List<String>>();
        source.path("metadata").properties().forEach(each -> metadata.put(each.getKey(), each.getValue().valueStream()
                .map(JsonNode::asText).toList()));
        return new Entry(hit.path("_id").asText(), source.path("slot").asInt(-1), hit.path("_version").asLong(),
                source.path("hash").asText(), source.path("workspace").asText(), source.path("contentType").asText(), metadata,
                hasVector, Planted.in(source.path("title").asText() + " " + source.path("headings") + " "
                        + source.path("text").asText()));
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return JSON.readTree(web.ask("POST", URI.create(endpoint + path), Map.of("Content-Type", "application/json"),
                JSON.writeValueAsBytes(body)).body());
    }
}
