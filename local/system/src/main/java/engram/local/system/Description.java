package engram.local.system;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// A running local system, as `engram.json` in its data directory tells other processes.
///
/// @param pid       of the process that supervises the others
/// @param born      start of that process in milliseconds since 1970, to tell it from a later one with its pid; 0 if unknown
/// @param startedAt ISO-8601, UTC
/// @param url       of the HTTP API
@JsonIgnoreProperties(ignoreUnknown = true)
public record Description(long pid, long born, String startedAt, URI url, S3 s3, Sqs sqs, DynamoDb dynamodb,
                          OpenSearch opensearch, List<Child> children) {

    /// Linux counts from a boot whose time it tells by the second, and a clock that is set right moves that.
    private static final long UNSURE_MILLIS = 2_000;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Description {
        children = children == null ? List.of() : List.copyOf(children);
    }

    /// Anonymous, path style.
    public record S3(URI endpoint, String bucket) {
    }

    /// Any credentials.
    public record Sqs(URI endpoint, String queueUrl, String deadLetterQueueUrl) {
    }

    /// Any credentials, region us-east-1.
    public record DynamoDb(URI endpoint, String catalogTable, String embeddingsTable) {
    }

    /// @param kind `domain`, or `serverless` if the functions reach it as a collection; absent in what older versions wrote
    public record OpenSearch(URI endpoint, String alias, String kind) {
    }

    /// One process of the system.
    ///
    /// @param name  of the part or function
    /// @param kind  `part` or `function`
    /// @param pid   0 while it is not running
    /// @param born  start of the process in milliseconds since 1970, to tell it from a later one with its pid; 0 if unknown
    /// @param port  that it listens on, 0 for none
    /// @param log   file with its output
    /// @param state `starting`, `running`, `restarting` or `stopped`
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Child(String name, String kind, long pid, long born, int port, Path log, String state) {
    }

    /// The file in a data directory.
    public static Path file(Path data) {
        return data.resolve("engram.json");
    }

    /// What the file in that directory says, whether or not that system still runs; empty if there is none.
    ///
    /// @throws IOException if it cannot be read
    public static Optional<Description> read(Path data) throws IOException {
        Path file = file(data);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), Description.class));
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged: delete it, after ending what still runs", e);
        }
    }

    /// Replaces the file at once: a reader sees the old one or the new one.
    void write(Path data) throws IOException {
        Path fresh = Files.createTempFile(data, "engram", ".json");
        Files.write(fresh, JSON.writeValueAsBytes(this));
        Files.move(fresh, file(data), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Whether the process that wrote it lives.
    public boolean alive() {
        return lives(pid, born);
    }

    /// Whether that very process lives, and not a later one that got its number, as after a restart of the machine.
    ///
    /// @param born as in [Description]; 0: any process of that number will do
    public static boolean lives(long pid, long born) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(DataDirectory::born)
                .filter(found -> born == 0 || found == 0 || Math.abs(found - born) <= UNSURE_MILLIS)
                .isPresent();
    }
}
