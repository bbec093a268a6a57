package engram.local.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.Failure;
import engram.local.cli.measure.GeneratedPages;
import engram.local.cli.measure.Simulation;
import engram.local.cli.remote.Json;
import engram.local.cli.terminal.Terminal;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.parts.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Walks over a workspace that bucket, catalog and index agree on: some thousand documents on the real servers, by the deployed
/// package, each request counted; then very many generated ones, by the walk's own classes in a small heap.
public final class ReconcileBench {

    private static final int MODELS = 25;
    private static final int PARAGRAPHS = 4;
    /// As long as the schedule gives a walk: each step begins with a page of each of the three.
    private static final int STEP_SECONDS = 45;
    private static final double MEBIBYTE = 1 << 20;

    private final Terminal terminal;
    private final Path root;
    private final long seed;

    /// @param root of the repository
    public ReconcileBench(Terminal terminal, Path root, long seed) {
        this.terminal = terminal;
        this.root = root;
        this.seed = seed;
    }

    /// @param folder for what functions write; whoever gives it deletes it
    /// @param keys on the real servers
    /// @param generated documents of the long walk
    public ObjectNode run(Path folder, int keys, long generated) throws IOException {
        ObjectNode figures = Json.object();
        try (WalkStage stage = WalkStage.start(Installation.find(), folder)) {
            LambdaFunction ingest = stage.function("ingest", 2048);
            long chunks = new CopiedDocuments(stage, terminal).make(ingest, texts(Math.min(MODELS, keys)), keys);
            ingest.close();
            figures.put("keys", keys).put("chunks", chunks);
            LambdaFunction reconcile = stage.function("reconcile", WalkStage.MEMORY);
            terminal.note("walking over them, to warm up");
            walk(reconcile, keys);
            terminal.note("walking over them again");
            Map<String, Long> before = stage.tally().counts();
            walk(reconcile, keys).put(figures, keys);
            stage.tally().since(before).forEach((name, count) -> figures.put("requests: " + name, count));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        }
        terminal.note("walking over %,d generated documents".formatted(generated));
        return longWalk(generated, figures);
    }

    private List<byte[]> texts(int number) {
        GeneratedPages pages = new GeneratedPages(seed);
        List<byte[]> texts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            texts.add(("# Page %d\n\n%s\n".formatted(i, String.join("\n\n", pages.paragraphs(PARAGRAPHS)))).getBytes(StandardCharsets.UTF_8));
        }
        return texts;
    }

    /// @param seconds of the steps, invocations included
    /// @param rss of the process after each step, in bytes
    private record Walked(double seconds, List<Long> rss) {
        void put(ObjectNode figures, int keys) {
            figures.put("seconds", Figures.rounded(seconds))
                    .put("keys per second", Math.round(keys / seconds))
                    .put("GB-seconds for a million keys", Figures.rounded(WalkStage.MEMORY / 1024.0 * 1_000_000 * seconds / keys))
                    .put("RSS after the first step, MiB", Math.round(rss.getFirst() / MEBIBYTE))
                    .put("RSS after the last step, MiB", Math.round(rss.getLast() / MEBIBYTE));
        }
    }

    private static Walked walk(LambdaFunction reconcile, int keys) throws IOException, InterruptedException {
        ObjectNode order = Json.object().put("task", "reconcile").put("workspace", CopiedDocuments.WORKSPACE).put("owner", "bench")
                .put("seconds", STEP_SECONDS);
        List<Long> rss = new ArrayList<>();
        long documents = 0;
        long started = System.nanoTime();
        JsonNode walked;
        do {
            walked = WalkStage.invoke(reconcile, order).path("walked");
            documents += walked.path("documents").asLong();
            order.put("after", walked.path("after").asText());
            rss.add(ProcessUse.of(reconcile.state().pids().getFirst()).rssBytes());
            if (!walked.path("differences").isEmpty() || walked.path("inFlight").asLong() > 0) {
                throw Failure.failed("bucket, catalog and index should be equal, but the walk says: " + walked);
            }
        } while (!walked.path("ended").asBoolean());
        if (documents != keys) {
            throw Failure.failed("the walk saw %d documents of %d".formatted(documents, keys));
        }
        return new Walked((System.nanoTime() - started) / 1e9, rss);
    }

    private ObjectNode longWalk(long generated, ObjectNode figures) throws IOException {
        List<JsonNode> tenths = new ArrayList<>();
        int code = new Simulation(root, 1).walk(generated, line -> {
            if (line.has("alive")) {
                tenths.add(line);
            }
        });
        if (code != 0 || tenths.isEmpty()) {
            throw Failure.failed("the walk over generated documents ended with exit code " + code);
        }
        figures.put("generated documents", generated)
                .put("generated documents per second", Math.round(generated / tenths.getLast().path("seconds").asDouble()))
                .put("heap, at most, MiB", Simulation.WALK_HEAP);
        tenths.forEach(tenth -> figures.put("alive after %,d, MiB".formatted(tenth.path("walked").asLong()),
                Figures.rounded(tenth.path("alive").asLong() / MEBIBYTE)));
        return figures;
    }
}
