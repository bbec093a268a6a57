package engram.testing.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Events and answers.
public final class Json {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EVENTS = Path.of(System.getProperty("engram.root")).resolve("events");

    private Json() {}

    /// The event in that file of `events/`.
    public static ObjectNode event(String name) {
        try {
            return (ObjectNode) read(Files.readString(EVENTS.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
