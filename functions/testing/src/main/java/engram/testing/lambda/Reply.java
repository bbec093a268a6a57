package engram.testing.lambda;

import com.fasterxml.jackson.databind.JsonNode;

/// A response, as the gateway would send it.
public record Reply(int status, JsonNode headers, String body) {

    /// The first value of that header, whatever the case of its name; empty if there is none.
    public String header(String name) {
        for (var header : headers.properties()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue().isArray()
                        ? header.getValue().get(0).asText()
                        : header.getValue().asText();
            }
        }
        return "";
    }

    public JsonNode json() {
        return Json.read(body);
    }
}
