package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.endtoend.Units.Call;
import engram.local.infra.CostFigures;
import engram.local.system.LocalSystem;
import engram.local.system.SystemSettings;
import engram.local.system.parts.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What passes and searches consume of DynamoDB, against the figures that `local/engram cost` reckons with.
class ConsumedUnitsTest {

    /// A machine that is busy may make a pass hold its lease longer, which it writes down: of several passes the least is undisturbed.
    private static final List<String> WORKSPACES = List.of("notes", "letters", "logs");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final CostFigures FIGURES = CostFigures.read();
    private static final String EMBEDDINGS = "engram-embeddings";
    private static final int CHUNKS = 6;
    /// Of a row or list of so few chunks, and of a vector.
    private static final double ROW = 1;
    private static final double VECTOR = 2;

    @TempDir
    Path folder;

    @Test
    void whatIsReckonedWithIsConsumed() throws Exception {
        try (Units units = new Units();
                LocalSystem system = LocalSystem.start(
                        SystemSettings.of(folder.resolve("data"), 0).withTrial(units.trial()), Progress.NONE)) {
            User user = new User(system.description());
            double fresh = Double.MAX_VALUE;
            double edited = Double.MAX_VALUE;
            for (String workspace : WORKSPACES) {
                String key = workspace + "/a.md";
                String text = text("Harbour " + workspace);

                List<Call> first = pass(units, key, () -> user.put(key, text));
                assertThat(rows(first, "PutRequest")).isEqualTo(CHUNKS);
                fresh = Math.min(fresh, writes(first));

                List<Call> edit = pass(units, key, () -> user.put(key, text.replace("3 is deep", "3 is shallow")));
                assertThat(rows(edit, "PutRequest")).isEqualTo(1).isEqualTo(rows(edit, "DeleteRequest"));
                assertThat(reads(edit, "GetItem", "{\"S\":\"#")).as("the list").isEqualTo(ROW);
                assertThat(reads(edit, "BatchGetItem", key)).as("the document").isEqualTo(ROW);
                edited = Math.min(edited, writes(edit));
            }
            assertThat(fresh).isEqualTo(FIGURES.get("dynamodb.writesAPass") + FIGURES.get("dynamodb.writesAFreshPass")
                    + ROW + ROW + CHUNKS * VECTOR + FIGURES.get("dynamodb.writesAnInvocation"));
            assertThat(edited).isEqualTo(FIGURES.get("dynamodb.writesAPass")
                    + ROW + 2 * ROW + 2 * VECTOR + FIGURES.get("dynamodb.writesAnInvocation"));

            List<Call> copy = pass(units, "notes/b.md", () -> user.put("notes/b.md", text("Harbour notes")));
            assertThat(reads(copy, "BatchGetItem", EMBEDDINGS)).as("vectors that are there")
                    .isEqualTo((CHUNKS - 1) * FIGURES.get("dynamodb.readsAnEmbedding"));

            assertThat(user.texts("notes", "a quiet harbour", "hybrid")).isNotEmpty();
            for (String document : List.of("notes/a.md", "notes/b.md")) {
                Call note = await(units, call -> call.isOf(document) && call.isOf("\"retrieval\""));
                assertThat(note.units()).isEqualTo(FIGURES.get("dynamodb.writesARetrieval"));
            }
        }
    }

    private static String text(String place) {
        return IntStream.range(0, CHUNKS)
                .mapToObj(i -> "# %s-%d\n\n%s".formatted(place, i, "%s-%d is deep and quiet. ".formatted(place, i).repeat(20)))
                .collect(Collectors.joining("\n\n"));
    }

    /// What `ingest` asks for in a pass that the change leads to. The lags are the last that it writes.
    private static List<Call> pass(Units units, String key, Runnable change) {
        int before = units.calls().size();
        change.run();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            // Those of the pass before may be late.
            List<Call> own = units.calls().stream().skip(before).dropWhile(call -> !call.isOf(key)).toList();
            if (own.stream().anyMatch(call -> call.writes() && call.isOf("\"lags/"))) {
                return own.stream().filter(call -> call.isOf(EMBEDDINGS) || call.isOf(key) || call.isOf("\"lags/")).toList();
            }
            assertThat(System.nanoTime()).as("a pass ends").isLessThan(end);
            User.pause();
        }
    }

    private static Call await(Units units, Predicate<Call> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (units.calls().stream().noneMatch(wanted)) {
            assertThat(System.nanoTime()).as("a call comes").isLessThan(end);
            User.pause();
        }
        return units.calls().stream().filter(wanted).findFirst().orElseThrow();
    }

    private static double writes(List<Call> calls) {
        return calls.stream().filter(Call::writes).mapToDouble(Call::units).sum();
    }

    private static double reads(List<Call> calls, String operation, String of) {
        return calls.stream().filter(call -> call.operation().equals(operation) && call.isOf(of)).mapToDouble(Call::units).sum();
    }

    private static long rows(List<Call> calls, String kind) {
        return calls.stream().mapToLong(call -> call.rows(kind)).sum();
    }
}
