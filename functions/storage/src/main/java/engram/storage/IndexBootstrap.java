package engram.storage;

import engram.domain.ModelVersion;
import engram.domain.TransientFailure;
import engram.storage.IndexConnection.Answer;
import engram.storage.IndexConnection.Ask;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ContentType;

/// Makes the index where there is none: a concrete one named by the model version, as `infra/index.json` says (with a
/// collection's differences, `infra/index-serverless.json`), behind the alias. Several may do so at once, and nothing happens where it is there already.
final class IndexBootstrap {

    private static final Duration SHARDS_START_WITHIN = Duration.ofSeconds(10);

    /// What the answer of OpenSearch may take after it has waited.
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(1);

    private static final int NOT_IN_TIME = 408;

    /// Where an index says of which kind it is; one that says nothing is in a domain.
    private static final String KIND = "kind";

    private final IndexConnection connection;
    private final String alias;
    private final IndexKind kind;
    private final Supplier<Vectors> vectors;
    private final SharedAttempt attempt = new SharedAttempt();
    private volatile boolean there;

    /// What the index holds.
    ///
    /// @param dimension length of the vectors
    record Vectors(ModelVersion model, int dimension) {}

    /// @param vectors asked once there is an index to make
    IndexBootstrap(IndexConnection connection, String alias, IndexKind kind, Supplier<Vectors> vectors) {
        this.connection = connection;
        this.alias = alias;
        this.kind = kind;
        this.vectors = vectors;
    }

    /// Returns when the index is there.
    ///
    /// @throws TransientFailure if it could not be made by `notAfter`
    void ensure(Instant notAfter) {
        if (!there) {
            make(notAfter);
        }
    }

    /// The index turned out not to be there: the next [#ensure] looks again.
    void lookAgain() {
        there = false;
    }

    /// One looks for all: were each to wait for an index that does not answer after the other, no time would be left.
    private void make(Instant notAfter) {
        attempt.run(
                () -> {
                    if (!there) {
                        look(notAfter);
                        there = true;
                    }
                },
                connection.timeFor(notAfter));
    }

    private void look(Instant notAfter) {
        Vectors held = vectors.get();
        String concrete = alias + "-" + held.model();
        Answer present = connection.ask(Ask.json("GET", "/_alias/" + alias, new byte[0]), notAfter);
        switch (present.status()) {
            case 200 -> requireAmong(present, concrete, notAfter);
            case 404 -> create(concrete, held.dimension(), notAfter);
            default -> throw IndexError.failure(connection, present);
        }
    }

    private void requireAmong(Answer aliases, String concrete, Instant notAfter) {
        JsonObject indexes = json(new String(aliases.body(), StandardCharsets.UTF_8));
        if (!indexes.containsKey(concrete)) {
            throw new TransientFailure("%s: alias %s leads to %s, but the model of this function needs %s: migrate the index,"
                    .formatted(connection.name(), alias, indexes.keySet(), concrete)
                    + " or set ENGRAM_INDEX_ALIAS to another alias");
        }
        requireKind(concrete, notAfter);
    }

    /// What one kind wrote the other does not find.
    private void requireKind(String concrete, Instant notAfter) {
        String made = meta(concrete, notAfter).getString(KIND, IndexKind.DOMAIN.word());
        if (!made.equals(kind.word())) {
            throw new TransientFailure("%s: index %s was made with ENGRAM_INDEX_KIND %s, and now it is %s: set it back, or delete the index"
                    .formatted(connection.name(), concrete, made, kind.word()) + " and have it filled anew");
        }
    }

    private void create(String concrete, int dimension, Instant notAfter) {
        byte[] body = definition(dimension).toString().getBytes(StandardCharsets.UTF_8);
        Answer answer = connection.ask(Ask.json("PUT", "/" + concrete, body), notAfter);
        if (answer.status() != 200) {
            if (answer.status() != 400
                    || !IndexError.read(connection, answer).type().equals(IndexError.INDEX_EXISTS)) {
                throw IndexError.failure(connection, answer);
            }
            requireMine(concrete, notAfter);
        }
        giveAlias(concrete, notAfter);
    }

    /// Who made it for this alias noted that in it, and may be about to give it the alias, or may have died before. Who
    /// made it by hand did not.
    private void requireMine(String concrete, Instant notAfter) {
        if (!alias.equals(meta(concrete, notAfter).getString("alias", ""))) {
            throw new TransientFailure("%s: index %s is there without its alias %s: give it the alias, or delete it"
                    .formatted(connection.name(), concrete, alias));
        }
    }

    /// What who made the index noted in it.
    private JsonObject meta(String concrete, Instant notAfter) {
        Answer mapping = connection.ask(Ask.json("GET", "/" + concrete + "/_mapping", new byte[0]), notAfter);
        if (mapping.status() != 200) {
            throw IndexError.failure(connection, mapping);
        }
        return json(new String(mapping.body(), StandardCharsets.UTF_8))
                .getJsonObject(concrete)
                .getJsonObject("mappings")
                .getOrDefault("_meta", JsonValue.EMPTY_JSON_OBJECT)
                .asJsonObject();
    }

    /// Once the index can be searched, and not before: until there is an alias a search finds nothing, and after that it
    /// must be answered.
    private void giveAlias(String concrete, Instant notAfter) {
        if (kind == IndexKind.DOMAIN) {
            awaitShards(concrete, notAfter);
        }
        byte[] body = Json.createObjectBuilder().add("is_write_index", true).build().toString().getBytes(StandardCharsets.UTF_8);
        Answer given = connection.ask(Ask.json("PUT", "/" + concrete + "/_alias/" + alias, body), notAfter);
        if (given.status() != 200) {
            throw IndexError.failure(connection, given);
        }
    }

    private void awaitShards(String concrete, Instant notAfter) {
        Map<String, String> parameters =
                Map.of("wait_for_status", "yellow", "timeout", shardsStartWithin(notAfter).toMillis() + "ms");
        Answer shards = connection.ask(
                new Ask("GET", "/_cluster/health/" + concrete, parameters, ContentType.APPLICATION_JSON, new byte[0]), notAfter);
        switch (shards.status()) {
            case 200 -> {}
            case NOT_IN_TIME ->
                throw new TransientFailure(connection.name() + ": the shards of " + concrete + " have not started yet");
            default -> throw IndexError.failure(connection, shards);
        }
    }

    /// So that OpenSearch says that it waits in vain before its caller gives it up as away.
    private Duration shardsStartWithin(Instant notAfter) {
        Duration time = connection.timeFor(notAfter).minus(ANSWERED_WITHIN);
        if (time.isNegative()) {
            return Duration.ZERO;
        }
        return time.compareTo(SHARDS_START_WITHIN) < 0 ? time : SHARDS_START_WITHIN;
    }

    private JsonObject definition(int dimension) {
        JsonObject usual = json(resource("index.json"));
        JsonObject held = kind == IndexKind.DOMAIN
                ? usual
                : Json.createMergePatch(json(resource("index-serverless.json"))).apply(usual).asJsonObject();
        return Json.createPatchBuilder()
                .add("/mappings/properties/embedding/dimension", dimension)
                .add("/mappings/_meta", Json.createObjectBuilder().add("alias", alias).add(KIND, kind.word()).build())
                .build()
                .apply(held);
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new java.io.StringReader(text))) {
            return reader.readObject();
        }
    }

    /// A file of `infra`, which the build puts beside this class.
    private static String resource(String name) {
        try (InputStream in = IndexBootstrap.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the index's definition in Engram's own jar cannot be read", e);
        }
    }
}
