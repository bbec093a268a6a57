package engram.local.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.Failure;
import engram.local.system.Description;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A local system that was started: what its `engram.json` says.
///
/// @param pid of the process that supervises the parts
/// @param born start of that process in milliseconds since 1970, 0 if unknown
/// @param api base of the HTTP API
/// @param s3  endpoint of the bucket
/// @param index endpoint of OpenSearch
public record Running(Path data, long pid, long born, URI api, URI s3, String bucket, URI index, String alias) {

    public static final String FILE = "engram.json";

    /// The system whose data is in that folder.
    ///
    /// @throws Failure with the command that starts it, if it does not run
    public static Running in(Path data, String startCommand) {
        Path file = data.resolve(FILE);
        try {
            Running running = parse(data, Json.read(Files.readAllBytes(file)));
            if (running.isAlive()) {
                return running;
            }
        } catch (NoSuchFileException e) {
            throw notRunning(data, startCommand);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.failed(file + " cannot be read (" + e.getMessage() + "). Start Engram anew: " + startCommand, e);
        }
        throw notRunning(data, startCommand);
    }

    static Running parse(Path data, JsonNode json) {
        return new Running(
                data,
                json.path("pid").asLong(),
                json.path("born").asLong(),
                uri(json, "/url"),
                uri(json, "/s3/endpoint"),
                json.at("/s3/bucket").asText(),
                uri(json, "/opensearch/endpoint"),
                json.at("/opensearch/alias").asText());
    }

    private static URI uri(JsonNode json, String pointer) {
        String text = json.at(pointer).asText();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no " + pointer + " in it");
        }
        return URI.create(text.replaceAll("/$", ""));
    }

    public boolean isAlive() {
        return Description.lives(pid, born);
    }

    private static Failure notRunning(Path data, String startCommand) {
        return Failure.notRunning("Engram is not running with its data in " + data + ". Start it: " + startCommand);
    }

    public Api client() {
        return new Api(api);
    }

    public ChunkTexts chunks() {
        return new ChunkTexts(index, alias);
    }

    public Bucket documents() {
        return new Bucket(s3, bucket);
    }
}
