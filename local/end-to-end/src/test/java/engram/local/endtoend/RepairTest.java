package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.LocalSystem;
import engram.local.system.SystemSettings;
import engram.local.system.Trial;
import engram.local.system.parts.Progress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Index and catalog are damaged by hand, on the servers themselves. A walk says what is amiss, one with repair has it mended,
/// and the next one finds nothing.
class RepairTest {

    private static final String W = "w";
    private static final int DOCUMENTS = 8;

    @TempDir
    Path data;

    private User user;

    @Test
    void whateverOfIndexOrCatalogIsLostComesBack() throws Exception {
        // What a test changes is not young for long.
        SystemSettings settings = Systems.settings(data)
                .withTrial(new Trial(Trial.NONE.detour(), Map.of("ENGRAM_RECONCILE_GRACE", "PT1S")));
        try (LocalSystem system = LocalSystem.start(settings, Progress.NONE)) {
            user = new User(system.description());
            Catalog catalog = new Catalog(system.description());
            for (int i = 0; i < DOCUMENTS; i++) {
                user.put(key(i), text(i));
            }
            for (int i = 0; i < DOCUMENTS; i++) {
                user.awaitStatus(W, key(i), "INDEXED");
            }
            user.awaitEqual(W);
            user.awaitDrift(0);

            String index = user.index("GET", "/_alias/engram", "").fieldNames().next();
            user.index("DELETE", "/" + index, "");
            mend(Map.of("CHUNKS_MISSING", DOCUMENTS));

            user.index("POST", "/engram/_delete_by_query?refresh=true", """
                    {"query":{"prefix":{"sourcePath":"w/odd"}}}""");
            mend(Map.of("CHUNKS_MISSING", DOCUMENTS / 2));

            assertThat(catalog.delete(_ -> true)).isGreaterThanOrEqualTo(2 * DOCUMENTS);
            mend(Map.of("NOT_IN_CATALOG", DOCUMENTS, "CHUNKS_OF_NOTHING", DOCUMENTS));

            assertThat(catalog.delete(partition -> partition.startsWith("w/w/even"))).isEqualTo(DOCUMENTS);
            mend(Map.of("NOT_IN_CATALOG", DOCUMENTS / 2, "CHUNKS_OF_NOTHING", DOCUMENTS / 2));

            alterText(key(1));
            user.awaitEqual(W);
            JsonNode differs = User.json("{\"TEXT_DIFFERS\":1}");
            user.awaitVerified(false, differs, key(0), key(1));
            assertThat(user.awaitVerified(true, differs, key(1)).path("hints").asInt()).isEqualTo(1);
            user.awaitVerified(false, User.json("{}"), key(0), key(1));
            assertThat(user.texts(W, "passage number 1", "lexical")).contains(text(1));
        }
    }

    /// Another text under the hash and the generation of the one that it was: nothing that a walk could see.
    private void alterText(String key) {
        JsonNode hit = user.index("POST", "/engram/_search", "{\"version\":true,\"query\":{\"term\":{\"sourcePath\":\"%s\"}}}".formatted(key))
                .at("/hits/hits/0");
        ObjectNode altered = hit.path("_source").deepCopy();
        altered.put("text", "Somebody else's words.");
        user.index("PUT", "/engram/_doc/%s?version=%d&version_type=external_gte&refresh=true"
                .formatted(hit.path("_id").asText(), hit.path("_version").asLong()), altered.toString());
        assertThat(user.texts(W, "somebody else's words", "lexical")).contains("Somebody else's words.");
    }

    private void mend(Map<String, Integer> expected) {
        JsonNode found = user.awaitWalk(W, false, walked -> walked.path("inFlight").asInt() == 0);
        assertThat(found.path("documents").asInt()).isEqualTo(DOCUMENTS);
        assertThat(found.path("differences").size()).as("%s", found).isEqualTo(expected.size());
        expected.forEach((kind, count) ->
                assertThat(found.path("differences").path(kind).asInt()).as("%s of %s", kind, found).isEqualTo(count));
        user.awaitDrift(expected.values().stream().mapToInt(Integer::intValue).sum());

        user.awaitWalk(W, true, _ -> true);
        user.awaitEqual(W);

        user.awaitDrift(0);
        for (int i = 0; i < DOCUMENTS; i++) {
            assertThat(user.texts(W, "passage number " + i, "lexical")).contains(text(i));
        }
    }

    private static String key(int number) {
        return (number % 2 == 0 ? "w/even-" : "w/odd-") + number + ".md";
    }

    private static String text(int number) {
        return "# Part " + number + "\n\nThis is passage number " + number + " of them all.\n";
    }
}
