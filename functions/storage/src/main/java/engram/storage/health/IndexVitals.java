package engram.storage.health;

import engram.domain.ModelVersion;
import engram.domain.TransientFailure;
import engram.domain.health.Unwell;
import engram.domain.health.Vitals.Alias;
import engram.storage.IndexConnection;
import engram.storage.IndexConnection.Answer;
import engram.storage.IndexConnection.Ask;
import engram.storage.IndexError;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The index and its alias.
final class IndexVitals {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /// Longer than it takes `ingest` to give an index that it has just made its alias.
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private final IndexConnection connection;
    private final String alias;
    private final InstantSource clock;

    IndexVitals(IndexConnection connection, String alias, InstantSource clock) {
        this.connection = connection;
        this.alias = alias;
        this.clock = clock;
    }

    /// How many there are behind the alias; empty if nothing is behind it.
    Optional<Long> chunks() {
        return get("/" + alias + "/_count").map(answer -> {
            int failed = answer.getJsonObject("_shards").getInt("failed");
            if (failed > 0) {
                throw new Unwell(
                        "%s: %d shards of %s do not answer".formatted(connection.name(), failed, alias),
                        "look at the cluster's health; if a shard is lost, delete the index and have it filled anew:"
                                + " local/engram fsck --repair, or wait for the schedule of reconcile");
            }
            return answer.getJsonNumber("count").longValue();
        });
    }

    Alias alias() {
        Optional<JsonObject> found = get("/_alias/" + alias);
        if (found.isEmpty()) {
            requireNoneWithout();
            return new Alias(Set.of(), Set.of());
        }
        Set<String> indexes = new TreeSet<>(found.get().keySet());
        return new Alias(
                indexes,
                indexes.stream().map(this::model).flatMap(Optional::stream).collect(Collectors.toSet()));
    }

    private void requireNoneWithout() {
        Instant grown = clock.instant().minus(YOUNG);
        Set<String> orphans = new TreeSet<>();
        get("/" + alias + "-*").orElse(JsonValue.EMPTY_JSON_OBJECT).forEach((name, index) -> {
            if (isMadeForIt(index.asJsonObject()) && made(index.asJsonObject()).isBefore(grown)) {
                orphans.add(name);
            }
        });
        if (!orphans.isEmpty()) {
            throw new Unwell(
                    "%s: alias %s is missing, but its indexes %s are there".formatted(connection.name(), alias, orphans),
                    "give the alias back to the index that it belongs to (POST /_aliases), as its write index");
        }
    }

    /// Another alias may begin with the same words. What was made by hand says nothing.
    private boolean isMadeForIt(JsonObject index) {
        return at(index, "mappings", "_meta").getString("alias", alias).equals(alias);
    }

    private static Instant made(JsonObject index) {
        return Instant.ofEpochMilli(Long.parseLong(at(index, "settings", "index").getString("creation_date", "0")));
    }

    private static JsonObject at(JsonObject object, String outer, String inner) {
        return object.getOrDefault(outer, JsonValue.EMPTY_JSON_OBJECT)
                .asJsonObject()
                .getOrDefault(inner, JsonValue.EMPTY_JSON_OBJECT)
                .asJsonObject();
    }

    private Optional<ModelVersion> model(String index) {
        if (!index.startsWith(alias + "-")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ModelVersion(index.substring(alias.length() + 1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Empty: what is asked for is not there.
    private Optional<JsonObject> get(String path) {
        try {
            Answer answer = connection.look(Ask.json("GET", path, new byte[0]), clock.instant().plus(StoreVitals.LIMIT));
            return switch (answer.status()) {
                case OK -> Optional.of(json(answer));
                case NOT_FOUND -> Optional.empty();
                default -> throw IndexError.failure(connection, answer);
            };
        } catch (TransientFailure e) {
            throw new Unwell(
                    e.getMessage(),
                    "see that OpenSearch runs, has disk and memory left, and that ENGRAM_INDEX_ENDPOINT leads there",
                    e);
        }
    }

    private JsonObject json(Answer answer) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(answer.body()))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new TransientFailure(connection.name() + " does not answer in JSON: is it an OpenSearch?", e);
        }
    }
}
