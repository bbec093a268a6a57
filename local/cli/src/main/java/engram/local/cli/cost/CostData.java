package engram.local.cli.cost;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.remote.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// All that the model knows about prices and about Engram, as two files beside this class say it.
///
/// @param date of the prices
/// @param nodes types of data nodes for production, the smallest first
/// @param small the data node of the small domain
public record CostData(String date, String region, Numbers prices, Numbers figures, Node small, List<Node> nodes) {

    public CostData {
        nodes = List.copyOf(nodes);
    }

    public static CostData read() {
        JsonNode prices = file("prices.json");
        return new CostData(
                prices.required("date").asText(),
                prices.required("region").asText(),
                Numbers.of(prices.required("prices")),
                Numbers.of(file("figures.json")),
                node(prices.required("smallNode")),
                prices.required("nodes").valueStream().map(CostData::node).toList());
    }

    private static Node node(JsonNode node) {
        return new Node(
                node.required("type").asText(),
                node.required("usdAnHour").doubleValue(),
                node.required("gib").doubleValue(),
                node.required("mostStorageGib").doubleValue());
    }

    private static JsonNode file(String name) {
        try (InputStream in = CostData.class.getResourceAsStream(name)) {
            return Json.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of a document, where nobody says how many.
    public long bytes(int chunks) {
        return Math.round(chunks * figures.get("document.bytes"));
    }

    CostData with(Numbers otherPrices, Numbers otherFigures) {
        return new CostData(date, region, otherPrices, otherFigures, small, nodes);
    }
}
