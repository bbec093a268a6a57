package engram.local.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How the index should be.
///
/// @param infra folder of the definitions
/// @param serverless whether functions take it for a collection of OpenSearch Serverless
record IndexDefinition(Path infra, boolean serverless) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String name() {
        return serverless ? "index-serverless.json" : "index.json";
    }

    JsonNode mappings() throws IOException {
        JsonNode usual = JSON.readTree(Files.readAllBytes(infra.resolve("index.json"))).path("mappings");
        if (!serverless) {
            return usual;
        }
        JsonNode differences = JSON.readTree(Files.readAllBytes(infra.resolve("index-serverless.json"))).path("mappings");
        JsonNode all = JSON.readerForUpdating(usual.deepCopy()).readValue(differences);
        // How vectors are found in a collection is its own business.
        ((ObjectNode) all.at("/properties/embedding")).retain("type");
        return all;
    }
}
