package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.remote.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the steps of walks have found together.
final class Findings {

    private static final int EXAMPLES = 3;

    private final Map<String, Long> differences = new TreeMap<>();
    private final Map<String, List<String>> examples = new TreeMap<>();
    private long documents;
    private long hints;
    private long inFlight;
    private long deepDocuments;
    private long deepChunks;
    private long notComparable;
    private long embeddings;
    private long retiredEmbeddings;

    /// @param seen what `reconcile` says of a sample of the embeddings table
    void addEmbeddings(JsonNode seen) {
        embeddings += seen.path("looked").asLong();
        seen.path("retired").forEach(count -> retiredEmbeddings += count.asLong());
        addDifferences(seen);
    }

    /// @param answer of `verify`
    void addDeep(JsonNode answer) {
        hints += answer.path("hints").asLong();
        deepDocuments += answer.path("documents").asLong();
        deepChunks += answer.path("chunks").asLong();
        notComparable += answer.path("leftToWalks").asLong();
        addDifferences(answer);
    }

    /// @param answer of one step
    void add(JsonNode answer) {
        JsonNode walked = answer.path("walked");
        hints += answer.path("hints").asLong();
        documents += walked.path("documents").asLong();
        addDifferences(walked);
    }

    private void addDifferences(JsonNode found) {
        found.path("differences").properties().forEach(one -> differences.merge(one.getKey(), one.getValue().asLong(), Long::sum));
        found.path("examples").properties().forEach(one -> {
            List<String> some = examples.computeIfAbsent(one.getKey(), _ -> new ArrayList<>());
            one.getValue().valueStream().map(JsonNode::asText).limit(Math.max(0, EXAMPLES - some.size())).forEach(some::add);
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

    /// Vectors that were looked at.
    long embeddings() {
        return embeddings;
    }

    /// Those of them that are of models which are no more.
    long retiredEmbeddings() {
        return retiredEmbeddings;
    }

    /// Documents that were made anew and compared.
    long deepDocuments() {
        return deepDocuments;
    }

    /// Chunks of these.
    long deepChunks() {
        return deepChunks;
    }

    /// Documents that there is nothing to compare with, see [DeepCheck].
    long notComparable() {
        return notComparable;
    }

    /// @param deep what is to be told of a deep look; absent: there was none
    JsonNode json(Duration took, Optional<Long> deep) {
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
        result.putObject("embeddings").put("looked", embeddings).put("retired", retiredEmbeddings);
        deep.ifPresent(seed -> result.putObject("deep")
                .put("documents", deepDocuments)
                .put("chunks", deepChunks)
                .put("notComparable", notComparable)
                .put("seed", seed));
        return result;
    }
}
