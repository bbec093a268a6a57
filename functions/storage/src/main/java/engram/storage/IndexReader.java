package engram.storage;

import engram.domain.TransientFailure;
import engram.storage.IndexConnection.Answer;
import engram.storage.IndexConnection.Ask;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads entries of the index as JSON.
final class IndexReader {

    private final IndexConnection connection;
    private final String alias;

    IndexReader(IndexConnection connection, String alias) {
        this.connection = connection;
        this.alias = alias;
    }

    /// None if there is no index.
    List<JsonObject> hits(JsonObject body, Instant notAfter) {
        return search(body, notAfter)
                .map(answer -> answer.getJsonObject("hits").getJsonArray("hits").getValuesAs(JsonObject.class))
                .orElse(List.of());
    }

    /// Empty if there is no index.
    Optional<JsonObject> search(JsonObject body, Instant notAfter) {
        Answer answer = connection.ask(
                Ask.json("POST", "/" + alias + "/_search", body.toString().getBytes(StandardCharsets.UTF_8)), notAfter);
        return switch (answer.status()) {
            case 200 -> {
                try (JsonReader reader = Json.createReader(new ByteArrayInputStream(answer.body()))) {
                    yield Optional.of(whole(reader.readObject()));
                }
            }
            case 404 -> Optional.empty();
            default -> throw IndexError.failure(connection, answer);
        };
    }

    /// A part of the index must not be taken for all of it.
    private JsonObject whole(JsonObject answer) {
        if (answer.getBoolean("timed_out") || answer.getJsonObject("_shards").getInt("failed") > 0) {
            throw new TransientFailure(connection.name() + " searched a part of the index only");
        }
        return answer;
    }
}
