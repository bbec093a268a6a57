package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import engram.local.system.parts.EmbeddedServers;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The deployed package of retention on the local system: rules, a hold in the middle, receipts, proof.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetentionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String RULES = """
            version: 1
            limits: {objects: 100, share: 100%}
            rules:
              - {id: chats, mode: act, match: {path: "support/chats/**"}, action: delete, grace: 0s}
              - {id: projects, mode: act, match: {workspace: projects}, action: archive, to: {bucket: old-things, prefix: archive/}, grace: 0s}
              - {id: letters, mode: act, match: {workspace: letters}, action: archive, to: {prefix: old/}, grace: 0s}
              - {id: addresses, mode: act, match: {workspace: notes}, action: redact, kinds: [email], grace: 0s}
              - {id: thinking-of-it, match: {path: "**"}, action: delete}
            """;

    @TempDir
    static Path data;

    @RegisterExtension
    static final RunningSystem SYSTEM = new RunningSystem(() -> data);

    private final User user = SYSTEM.user();

    @Test
    @Order(1)
    void withoutRulesItIsOffAndItsProcessSleepsUntilItIsWanted() {
        assertThat(function("retention").path("state").asText()).isEqualTo("idle");

        assertThat(user.invoke("retention", "{\"task\":\"sweep\"}").path("end").asText()).isEqualTo("OFF");

        assertThat(function("retention").path("state").asText()).isEqualTo("running");
    }

    @Test
    @Order(2)
    void rulesThatMakeNoSenseAreRefusedWithTheirPlace() {
        HttpResponse<String> answer = user.invocation("retention", replacing(RULES.replace("0s", "soon")));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("retention.yaml:4:", "grace is a time like 90d");
    }

    @Test
    @Order(3)
    void whatRulesFitGoesEverywhereAndWhatIsHeldStays() {
        user.putInto("old-things", "", "");
        for (String key : new String[] {"support/chats/1.md", "support/chats/2.md", "support/faq.md", "projects/apollo.md", "letters/1.md"}) {
            user.put(key, "# Page\n\nThe text of " + key + " speaks of harbours.\n");
        }
        for (String key : new String[] {"support/chats/1.md", "support/chats/2.md", "support/faq.md", "projects/apollo.md", "letters/1.md"}) {
            user.awaitStatus(key.substring(0, key.indexOf('/')), key, "INDEXED");
        }
        user.invoke("retention", replacing(RULES));
        user.invoke("retention", """
                {"task":"hold","id":"case-17","kind":"document","value":"support/chats/2.md","reason":"a lawsuit","by":"alice"}""");

        JsonNode plan = user.invoke("retention", "{\"task\":\"plan\"}").path("part");
        assertThat(plan.path("objects").asLong()).isEqualTo(5);
        assertThat(plan.path("intentions").findValuesAsText("standing")).contains("DUE", "HELD", "DRY_RUN");

        sweep();

        user.awaitStatus("support", "support/chats/1.md", "DELETED");
        user.awaitStatus("projects", "projects/apollo.md", "DELETED");
        assertThat(archives()).hasSize(2).allSatisfy(archive -> assertThat(user.hasObject(archive.getHost(), archive.getPath().substring(1))).isTrue());
        assertThat(archives()).extracting(URI::getHost).containsExactlyInAnyOrder("old-things", "engram");
        user.awaitStatus("letters", "letters/1.md", "DELETED");
        user.awaitEqual("default");
        assertThat(user.texts("default", "harbours", "lexical")).isEmpty();
        assertThat(user.hasObject("engram", "support/chats/2.md")).isTrue();
        assertThat(user.texts("support", "harbours", "lexical")).hasSize(2);
    }

    @Test
    @Order(4)
    void receiptsTellOfItAndProveIt() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (kinds().stream().filter("PROVEN"::equals).count() < 2) {
            assertThat(System.nanoTime()).as("%s", kinds()).isLessThan(end);
            sweep();
        }
        assertThat(kinds()).contains("RULES", "HELD", "DELETED", "ARCHIVED");
        for (JsonNode receipt : receipts()) {
            if (receipt.path("kind").asText().equals("PROVEN")) {
                assertThat(receipt.at("/thing/vectors").asLong()).as("vectors that are gone: %s", receipt).isPositive();
            }
        }
        assertThat(user.invoke("retention", "{\"task\":\"verify\"}").path("problems")).isEmpty();
        assertThat(user.hasObject("engram", "support/chats/2.md")).isTrue();
    }

    @Test
    @Order(5)
    void whatIsNotHeldAnyMoreGoes() {
        user.invoke("retention", "{\"task\":\"release\",\"id\":\"case-17\",\"reason\":\"settled\",\"by\":\"alice\"}");
        sweep();

        user.awaitStatus("support", "support/chats/2.md", "DELETED");
        assertThat(user.hasObject("engram", "support/faq.md")).isTrue();
    }

    @Test
    @Order(6)
    void whatIsRedactedIsNotFoundByItAnyMore() {
        String key = "notes/a.md";
        user.put(key, "# Note\n\nThe harbour master is ada@example.org.\n");
        user.awaitStatus("notes", key, "INDEXED");

        sweep();

        String redacted = "# Note\n\nThe harbour master is [EMAIL].\n";
        user.await("notes", key, document -> document.path("size").asInt() == redacted.length());
        assertThat(user.texts("notes", "harbour master", "hybrid")).containsExactly(redacted);
        assertThat(kinds()).contains("REDACTED");
    }

    @Test
    @Order(7)
    void anAlteredReceiptIsFound() {
        user.putInto(EmbeddedServers.LEDGER_BUCKET, "receipts/000000000002.json", "{}");

        assertThat(user.invoke("retention", "{\"task\":\"verify\"}").path("problems").toString()).contains("receipt 2 was altered");
    }

    /// Sweeps to the end, however busy the machine is: an invocation that takes too long is killed, and the next one waits for its lease to run out.
    private void sweep() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = user.invocation("retention", "{\"task\":\"sweep\",\"by\":\"alice\"}");
            if (answer.statusCode() == 200 && User.json(answer.body()).path("end").asText().equals("DONE")) {
                return;
            }
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 422, 503);
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(end);
            User.pause();
        }
    }

    private List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        receipts().forEach(receipt -> kinds.add(receipt.path("kind").asText()));
        return kinds;
    }

    private List<URI> archives() {
        return StreamSupport.stream(receipts().spliterator(), false)
                .map(receipt -> receipt.at("/thing/archivedTo").asText())
                .filter(to -> !to.isEmpty())
                .map(URI::create)
                .toList();
    }

    private JsonNode receipts() {
        return user.invoke("retention", "{\"task\":\"receipts\"}").path("receipts");
    }

    private static String replacing(String yaml) {
        return JsonNodeFactory.instance.objectNode().put("task", "replace-rules").put("by", "alice").put("yaml", yaml).toString();
    }

    private JsonNode function(String name) {
        for (JsonNode function : user.status().path("functions")) {
            if (function.path("name").asText().equals(name)) {
                return function;
            }
        }
        throw new AssertionError("there is no function " + name);
    }
}
