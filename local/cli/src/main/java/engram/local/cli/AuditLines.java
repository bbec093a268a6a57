package engram.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.local.system.lambda.Rehearsal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The lines of the audit trail among all others in the logs of a folder.
record AuditLines(Path logs) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String BEGIN = "{\"audit\":";

    /// Those that are wanted, oldest first.
    List<JsonNode> read(Predicate<JsonNode> wanted) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(logs)) {
            files = all.filter(AuditLines::counts).toList();
        }
        List<JsonNode> events = new ArrayList<>();
        for (Path file : files) {
            read(file, wanted, events);
        }
        events.sort(Comparator.comparing(AuditLines::at));
        return events;
    }

    private static boolean counts(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".log") || name.endsWith(".log.1")) && !name.startsWith(Rehearsal.LOG);
    }

    /// A log may hold bytes that are no text, and its last line may be half written.
    private static void read(Path file, Predicate<JsonNode> wanted, List<JsonNode> events) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(BEGIN)) {
                    JsonNode event = whole(line);
                    if (event != null && wanted.test(event)) {
                        events.add(event);
                    }
                }
            }
        }
    }

    /// Null if it is only the beginning of one, or more than one.
    private static JsonNode whole(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            at(event);
            return event;
        } catch (JsonProcessingException | DateTimeException e) {
            return null;
        }
    }

    static Instant at(JsonNode event) {
        return Instant.parse(event.path("at").asText());
    }
}
