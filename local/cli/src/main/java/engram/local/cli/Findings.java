package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.remote.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the steps of walks have found together.
final class Findings {

    private static final int EXAMPLES = 3;

    private final Map<String, Long> differences = new TreeMap<>();
    private final Map<String, List<String>> examples = new TreeMap<>();
    private long documents;
    private long hints;
    private long inFlight;

    /// @param answer of one step
    void add(JsonNode answer) {
        JsonNode walked = answer.path("walked");
        hints += answer.path("hints").asLong();
        documents += walked.path("documents").asLong();
        walked.path("differences").properties().forEach(found -> differences.merge(found.getKey(), found.getValue().asLong(), Long::sum));
        walked.path("examples").properties().forEach(found -> {
            List<String> some = examples.computeIfAbsent(found.getKey(), _ -> new ArrayList<>());
            found.getValue().valueStream().map(JsonNode::asText).limit(Math.max(0, EXAMPLES - some.size())).forEach(some::add);
        });
    }

    /// Documents that could not be judged.
    void leave(long more) {
        inFlight += more;
    }

    boolean areEqual() {
        return differences.isEmpty() && inFlight == 0;
    }

    Map<String, Long> differences() {
        return differences;
    }

    Map<String, List<String>> examples() {
        return examples;
    }

    long documents() {
        return documents;
    }

    long hints() {
        return hints;
    }

    long inFlight() {
        return inFlight;
    }

    JsonNode json(Duration took) {
        ObjectNode result = Json.object()
                .put("equal", areEqual())
                .put("documents", documents)
                .put("inFlight", inFlight)
                .put("hints", hints)
                .put("seconds", took.toMillis() / 1000.0);
        ObjectNode counts = result.putObject("differences");
        differences.forEach(counts::put);
        ObjectNode some = result.putObject("examples");
        examples.forEach((kind, paths) -> paths.forEach(some.withArray(kind)::add));
        return result;
    }
}
