package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.query.Librarian;
import engram.query.Mode;
import engram.testing.lambda.Reply;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How well the modes answer, on a small collection written for it: names that mean nothing to a model, questions in
/// other words than the answer's, and passages that share the question's words and nothing else.
@QuarkusTest
@TestProfile(RealStores.class)
class SearchTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORKSPACE = "observatory";

    @Inject
    Librarian librarian;

    private record Line(String name, String text) {}

    @Test
    void hybridBeatsEachArm() throws IOException {
        List<String> parts = List.of(collection().split("# Questions[^\n]*\n"));
        List<Line> passages = lines(parts.getFirst());
        List<Line> questions = lines(parts.getLast());
        librarian.put(WORKSPACE + "/handbook", passages.stream().map(Line::text).toArray(String[]::new));

        Map<Mode, Double> means = new EnumMap<>(Mode.class);
        StringBuilder table = new StringBuilder();
        for (Mode mode : Mode.values()) {
            List<Double> ranks = questions.stream()
                    .map(question -> rank(found(question, mode), answer(question, passages)))
                    .toList();
            means.put(mode, ranks.stream().mapToDouble(rank -> 1 / rank).average().orElseThrow());
            table.append("%n%-8s %s".formatted(mode, ranks));
        }

        System.out.println("mean reciprocal rank " + means + table);
        assertThat(means.get(Mode.HYBRID)).isGreaterThan(means.get(Mode.SEMANTIC));
        assertThat(means.get(Mode.HYBRID)).isGreaterThan(means.get(Mode.LEXICAL));
    }

    /// Infinite where the answer was not found.
    private static double rank(List<Integer> found, int answer) {
        return found.contains(answer) ? found.indexOf(answer) + 1 : Double.POSITIVE_INFINITY;
    }

    /// Ordinal of the passage that answers.
    private static int answer(Line question, List<Line> passages) {
        return passages.stream().map(Line::name).toList().indexOf(question.name());
    }

    private static List<Integer> found(Line question, Mode mode) {
        ObjectNode body = JSON.createObjectNode()
                .put("query", question.text())
                .put("mode", mode.name().toLowerCase(Locale.ROOT));
        Reply reply = Function.call(Function.event("query-search.json")
                .put("rawPath", "/v1/workspaces/" + WORKSPACE + "/search")
                .put("body", body.toString()));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().path("hits").findValues("ordinal").stream().map(JsonNode::asInt).toList();
    }

    private static List<Line> lines(String part) {
        return part.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(": ", 2))
                .map(line -> new Line(line[0], line[1]))
                .toList();
    }

    private static String collection() throws IOException {
        try (InputStream in = SearchTest.class.getResourceAsStream("/observatory.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
