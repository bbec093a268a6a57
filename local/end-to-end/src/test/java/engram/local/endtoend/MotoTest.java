package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import engram.local.system.LocalSystem;
import engram.local.system.SystemSettings;
import engram.local.system.parts.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The deployed packages on stores that nobody here has written: an S3 with versions and events of its own making, an SQS and a
/// DynamoDB. Skipped where `moto_server` is not.
class MotoTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String KEY = "life/notes/a b+ü.md";
    private static final String TEXT = "# Harbour\n\nThe lighthouse keeper wrote every ship into the ledger.\n";
    private static final String RULES = """
            version: 1
            limits: {objects: 100, share: 100%}
            rules:
              - {id: notes, mode: act, match: {path: "life/notes/**"}, action: delete, versions: all, grace: 0s}
            """;

    @TempDir
    Path folder;

    @Test
    void aDocumentIsFollowedThroughItsVersionsToTheLastOneThatRetentionDeletes() throws Exception {
        Optional<Moto> started = Moto.start(folder);
        assumeTrue(started.isPresent(), "there is no moto_server here (pip install 'moto[server]')");
        try (Moto moto = started.get();
                LocalSystem system = LocalSystem.start(
                        SystemSettings.of(folder.resolve("data"), 0).withTrial(moto.trial()), Progress.NONE)) {
            User user = new User(system.description());

            String first = moto.put(KEY, TEXT);
            await(moto, user, document -> document.path("versionId").asText().equals(first) && is(document, "INDEXED"));
            assertThat(user.texts("life", "who recorded the ships", "hybrid")).containsExactly(TEXT);

            String changed = TEXT.replace("lighthouse keeper", "harbour master");
            String second = moto.put(KEY, changed);
            await(moto, user, document -> document.path("versionId").asText().equals(second) && is(document, "INDEXED"));
            assertThat(user.texts("life", "who recorded the ships", "hybrid")).containsExactly(changed);

            // It says nothing of a delete marker: that is for reconcile to find.
            moto.delete(KEY);
            mend(user);
            await(moto, user, document -> is(document, "DELETED"));
            assertThat(user.texts("life", "who recorded the ships", "hybrid")).isEmpty();

            String third = moto.put(KEY, TEXT);
            await(moto, user, document -> document.path("versionId").asText().equals(third) && is(document, "INDEXED"));
            assertThat(moto.versions()).contains(first, second, third);
            user.invoke("retention", JsonNodeFactory.instance.objectNode()
                    .put("task", "replace-rules").put("by", "alice").put("yaml", RULES).toString());
            sweep(user);
            assertThat(moto.versions()).doesNotContain(first, second, third);
            mend(user);
            await(moto, user, document -> is(document, "DELETED"));
        }
    }

    private static boolean is(JsonNode document, String status) {
        return document.path("status").asText().equals(status) && !document.path("underWay").asBoolean();
    }

    private static void await(Moto moto, User user, Predicate<JsonNode> state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            moto.deliver(user);
            var answer = user.document("life", KEY);
            if (answer.statusCode() == 200 && state.test(User.json(answer.body()))) {
                return;
            }
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(end);
            User.pause();
        }
    }

    /// What changed within the last half minute is in flight to a walk, and left alone.
    private static void mend(User user) {
        user.awaitWalk("life", walked -> !walked.path("differences").isEmpty());
    }

    private static void sweep(User user) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = user.invocation("retention", "{\"task\":\"sweep\",\"by\":\"alice\"}");
            if (answer.statusCode() == 200 && User.json(answer.body()).path("end").asText().equals("DONE")) {
                return;
            }
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(end);
            User.pause();
        }
    }
}
