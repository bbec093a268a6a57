package engram.storage.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.DocumentId;
import engram.domain.NotAfter;
import engram.domain.TransientFailure;
import engram.domain.retention.Traces;
import engram.storage.IndexConnection.Answer;
import engram.storage.IndexConnection.Ask;
import engram.storage.IndexConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/// Counts in OpenSearch what a document has there, whoever vouches for it. Deletions are seen after the index's refresh, within
/// a second, or later in a collection.
final class IndexTraces implements Traces {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final IndexConnection connection;
    private final String alias;
    private final Duration shownWithin;

    IndexTraces(IndexConnection connection, String alias, Duration shownWithin) {
        this.connection = connection;
        this.alias = alias;
        this.shownWithin = shownWithin;
    }

    @Override
    public Duration shownWithin() {
        return shownWithin;
    }

    @Override
    public long chunks(DocumentId id) {
        // A document's key is hexadecimal.
        byte[] query = "{\"query\":{\"term\":{\"document\":\"%s\"}}}".formatted(id.key()).getBytes(StandardCharsets.UTF_8);
        Answer answer = connection.ask(Ask.json("POST", "/" + alias + "/_count", query), deadline());
        return switch (answer.status()) {
            case OK -> count(answer);
            // Where the alias is not, its indices may still be.
            case NOT_FOUND -> throw new TransientFailure(
                    "%s has no alias %s, so that nobody can say what the index holds: local/engram doctor says how to mend it"
                            .formatted(connection.name(), alias));
            default -> throw new TransientFailure(connection.name() + " answered " + answer.status() + " to a count");
        };
    }

    private Instant deadline() {
        Instant search = connection.searchDeadline();
        return search.isBefore(NotAfter.moment()) ? search : NotAfter.moment();
    }

    private long count(Answer answer) {
        try {
            JsonNode counted = JSON.readTree(answer.body());
            if (counted.at("/_shards/failed").asInt(1) > 0 || !counted.path("count").isNumber()) {
                throw new TransientFailure(connection.name() + " counted a part of the index only");
            }
            return counted.path("count").asLong();
        } catch (IOException e) {
            throw new TransientFailure(connection.name() + " does not answer in JSON: is it an OpenSearch?", e);
        }
    }
}
