package engram.storage;

import engram.domain.ModelVersion;
import engram.domain.TransientFailure;
import engram.storage.IndexConnection.Answer;
import engram.storage.IndexConnection.Ask;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;

/// Makes the index where there is none: a concrete one named by the model version, as `infra/index.json` says, behind
/// the alias. Several may do so at once, and nothing happens where it is there already.
final class IndexBootstrap {

    private final IndexConnection connection;
    private final String alias;
    private final Supplier<Vectors> vectors;
    private volatile boolean there;

    /// What the index holds.
    ///
    /// @param dimension length of the vectors
    record Vectors(ModelVersion model, int dimension) {}

    /// @param vectors asked once there is an index to make
    IndexBootstrap(IndexConnection connection, String alias, Supplier<Vectors> vectors) {
        this.connection = connection;
        this.alias = alias;
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

    private synchronized void make(Instant notAfter) {
        if (there) {
            return;
        }
        Vectors held = vectors.get();
        String concrete = alias + "-" + held.model();
        Answer present = connection.ask(Ask.json("GET", "/_alias/" + alias, new byte[0]), notAfter);
        switch (present.status()) {
            case 200 -> requireAmong(present, concrete);
            case 404 -> create(concrete, held.dimension(), notAfter);
            default -> throw IndexError.failure(connection, present);
        }
        there = true;
    }

    private void requireAmong(Answer aliases, String concrete) {
        JsonObject indexes = json(new String(aliases.body(), StandardCharsets.UTF_8));
        if (!indexes.containsKey(concrete)) {
            throw new TransientFailure("%s: alias %s leads to %s, but the model of this function needs %s: migrate the index,"
                    .formatted(connection.name(), alias, indexes.keySet(), concrete)
                    + " or set ENGRAM_INDEX_ALIAS to another alias");
        }
    }

    private void create(String concrete, int dimension, Instant notAfter) {
        byte[] body = definition(dimension).toString().getBytes(StandardCharsets.UTF_8);
        Answer answer = connection.ask(Ask.json("PUT", "/" + concrete, body), notAfter);
        if (answer.status() == 200) {
            return;
        }
        if (answer.status() != 400
                || !IndexError.read(connection, answer).type().equals(IndexError.INDEX_EXISTS)) {
            throw IndexError.failure(connection, answer);
        }
        requireAliased(concrete, notAfter);
    }

    /// Who made it gave it the alias in the same step; who made it by hand may not have.
    private void requireAliased(String concrete, Instant notAfter) {
        String path = "/" + concrete + "/_alias/" + alias;
        if (connection.ask(Ask.json("HEAD", path, new byte[0]), notAfter).status() == 404) {
            throw new TransientFailure("%s: index %s is there without its alias %s: give it the alias, or delete it"
                    .formatted(connection.name(), concrete, alias));
        }
    }

    private JsonObject definition(int dimension) {
        return Json.createPatchBuilder()
                .add("/mappings/properties/embedding/dimension", dimension)
                .add("/aliases", Json.createObjectBuilder()
                        .add(alias, Json.createObjectBuilder().add("is_write_index", true))
                        .build())
                .build()
                .apply(json(resource()));
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new java.io.StringReader(text))) {
            return reader.readObject();
        }
    }

    /// `infra/index.json`, which the build puts beside this class.
    private static String resource() {
        try (InputStream in = IndexBootstrap.class.getResourceAsStream("index.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the index's definition in Engram's own jar cannot be read", e);
        }
    }
}
