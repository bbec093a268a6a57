package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import engram.local.endtoend.Recording.Seen;
import engram.local.infra.Calls.Call;
import engram.local.infra.Calls;
import engram.local.infra.Repository;
import engram.local.infra.Watched;
import engram.local.system.IndexKind;
import engram.local.system.LocalSystem;
import engram.local.system.SystemSettings;
import engram.local.system.parts.Progress;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What deployed packages call while they do all that they are for, against `infra/calls.json`, by which their roles are judged.
class RecordedCallsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String RULES = """
            version: 1
            limits: {objects: 100, share: 100%}
            rules:
              - {id: chats, mode: act, match: {path: "support/chats/**"}, action: delete, versions: all, grace: 0s}
              - {id: projects, mode: act, match: {workspace: projects}, action: archive, to: {bucket: old-things, prefix: archive/}, grace: 0s}
              - {id: addresses, mode: act, match: {workspace: notes}, action: redact, kinds: [email], grace: 0s}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void functionsCallWhatTheListSaysAndNothingElse(IndexKind index) throws Exception {
        try (Recording recording = new Recording(folder, index)) {
            SystemSettings settings = SystemSettings.of(folder.resolve("data"), 0)
                    .withVariablesOf(Map.of(IndexKind.VARIABLE, index.word()))
                    .withTrial(recording.trial());
            try (LocalSystem system = LocalSystem.start(settings, Progress.NONE)) {
                User user = new User(system.description());
                askHealthBeforeThereIsAnIndex(user, recording);
                followDocuments(user);
                compareAndMend(user);
                retain(user);
                askHealth(user);
                awaitEverything(user, recording, index);
                awaitFigures(user, folder.resolve("data/logs/health-metrics.jsonl"));
            }
            assertThat(unlisted(recording.seen(), index)).isEmpty();
        }
    }

    /// Its first look may have come before OpenSearch answered.
    private static void askHealthBeforeThereIsAnIndex(User user, Recording recording) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (recording.seen().stream().noneMatch(seen -> seen.function().equals("health") && seen.call().equals("es GET /engram-*"))) {
            assertThat(System.nanoTime()).as("health looks for indexes without an alias").isLessThan(end);
            user.invoke("health", Repository.text("events/health-page.json"));
            User.pause();
        }
    }

    private static void followDocuments(User user) {
        for (String key : List.of("support/chats/1.md", "support/faq.md", "projects/apollo.md", "notes/a.md")) {
            user.put(key, "# Page\n\nThe text of " + key + " speaks of harbours, and is by ada@example.org.\n");
        }
        for (String key : List.of("support/chats/1.md", "support/faq.md", "projects/apollo.md", "notes/a.md")) {
            user.awaitStatus(key.substring(0, key.indexOf('/')), key, "INDEXED");
        }
        assertThat(user.texts("support", "harbours", "hybrid")).hasSize(2);
        user.put("support/gone.md", "# Gone\n\nSoon.\n");
        user.awaitStatus("support", "support/gone.md", "INDEXED");
        assertThat(user.deleteByApi("support", "support/gone.md")).isEqualTo(202);
        user.awaitStatus("support", "support/gone.md", "DELETED");
        assertThat(user.document("support", "support/gone.md").statusCode()).isEqualTo(200);
        assertThat(user.list("support").path("documents")).isNotEmpty();
        // It comes again, later each time.
        user.send("{\"this is\": \"no event\"}");
    }

    private static void compareAndMend(User user) {
        user.index("POST", "/engram/_delete_by_query?refresh=true", "{\"query\":{\"term\":{\"sourcePath\":\"support/faq.md\"}}}");
        user.awaitWalk("support", walked -> walked.path("inFlight").asInt() == 0 && walked.path("differences").isEmpty());
        user.invoke("reconcile", """
                {"task":"reconcile","workspace":"support","paths":["support/never.md"],"owner":"alice","seconds":20}""");
        for (String event : List.of("reconcile-settle.json", "reconcile-go-on.json", "reconcile-walk.json", "reconcile-workspaces.json")) {
            user.invoke("reconcile", Repository.text("events/" + event));
        }
    }

    private static void retain(User user) {
        user.putInto("old-things", "", "");
        user.invoke("retention", JsonNodeFactory.instance.objectNode()
                .put("task", "replace-rules").put("by", "alice").put("yaml", RULES).toString());
        user.invoke("retention", """
                {"task":"hold","id":"case-17","kind":"document","value":"support/faq.md","reason":"a lawsuit","by":"alice"}""");
        user.invoke("retention", "{\"task\":\"plan\"}");
        sweep(user);
        user.awaitStatus("support", "support/chats/1.md", "DELETED");
        user.awaitStatus("projects", "projects/apollo.md", "DELETED");
        user.invoke("retention", "{\"task\":\"release\",\"id\":\"case-17\",\"reason\":\"settled\",\"by\":\"alice\"}");
        sweep(user);
        assertThat(user.invoke("retention", "{\"task\":\"verify\"}").path("problems")).isEmpty();
    }

    private static void sweep(User user) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = user.invocation("retention", "{\"task\":\"sweep\",\"by\":\"alice\"}");
            if (answer.statusCode() == 200 && User.json(answer.body()).path("end").asText().equals("DONE")) {
                return;
            }
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(end);
            User.pause();
        }
    }

    private static void askHealth(User user) {
        user.invoke("health", Repository.text("events/health-schedule.json"));
        JsonNode page = user.invoke("health", Repository.text("events/health-page.json"));
        assertThat(page.path("statusCode").asInt()).isEqualTo(200);
    }

    /// Schedules and redeliveries come when they come, and what is in flight is not verified.
    private static void awaitEverything(User user, Recording recording, IndexKind index) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!unseen(recording.seen(), index).isEmpty() && System.nanoTime() < end) {
            sweep(user);
            user.invoke("verify", "{\"paths\":[\"support/faq.md\"],\"repair\":false,\"by\":\"alice\"}");
            User.pause();
        }
        assertThat(unseen(recording.seen(), index)).as("listed, and not called").isEmpty();
    }

    /// An alarm on a figure that nobody publishes never goes off.
    private static void awaitFigures(User user, Path metrics) throws IOException {
        Set<String> wanted = Watched.byAlarms();
        long end = System.nanoTime() + PATIENCE.toNanos();
        Set<String> published = new TreeSet<>();
        while (!published.containsAll(wanted) && System.nanoTime() < end) {
            user.invoke("health", Repository.text("events/health-schedule.json"));
            for (String line : Files.readAllLines(metrics)) {
                User.json(line).fieldNames().forEachRemaining(published::add);
            }
        }
        assertThat(published).containsAll(wanted);
    }

    /// What was called and is not listed.
    private static Set<String> unlisted(List<Seen> seen, IndexKind index) {
        Map<String, List<Call>> listed = Calls.read().functions();
        return seen.stream()
                .filter(one -> listed.get(one.function()).stream().noneMatch(call -> call.isMadeTo(index.word()) && fits(call, one)))
                .map(Seen::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> unseen(List<Seen> seen, IndexKind index) {
        Set<String> unseen = new TreeSet<>();
        Calls.read().functions().forEach((function, calls) -> calls.stream()
                .filter(call -> !call.byLambda() && call.unseen().isEmpty() && call.isMadeTo(index.word()))
                .filter(call -> seen.stream().noneMatch(one -> one.function().equals(function) && fits(call, one)))
                .forEach(call -> unseen.add(function + ": " + call.name() + " on " + call.on())));
        return unseen;
    }

    private static boolean fits(Call call, Seen seen) {
        return call.fits(seen.call(), seen.on(), seen.partition(), seen.attributes());
    }
}
