package engram.local.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.Failure;
import engram.local.cli.bench.Ledger.Turn;
import engram.local.cli.measure.GeneratedPages;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Loads a document that is too large for one invocation, while others come.
public final class LargeBench {

    private static final String KEY = "bench/large.md";
    /// Of the generated ones, as the splitter cuts them.
    private static final double CHUNKS_PER_PARAGRAPH = 0.8;
    /// More are refused by ingest.
    public static final int MOST_CHUNKS = 10_000;
    private static final Duration OTHERS = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private final Terminal terminal;
    private final Running running;
    private final Ledger ledger;
    private final GeneratedPages generated;

    public LargeBench(Terminal terminal, Running running, long seed) {
        this.terminal = terminal;
        this.running = running;
        this.ledger = new Ledger(running.data());
        this.generated = new GeneratedPages(seed);
    }

    /// @param limit of an invocation, as the function was told
    public ObjectNode run(int chunks, Duration limit) throws IOException {
        String text = String.join("\n\n", generated.paragraphs(Math.max(1, (int) Math.round(chunks / CHUNKS_PER_PARAGRAPH))));
        byte[] document = ("# A very long document\n\n" + text + "\n").getBytes(StandardCharsets.UTF_8);
        try (Bystanders others = Bystanders.begin(running, OTHERS)) {
            long started = System.nanoTime();
            running.documents().put(KEY, document, "text/markdown");
            int invocations = 0;
            while (true) {
                for (Turn turn : ledger.fresh()) {
                    if (turn.document().equals(KEY) && !turn.outcome().equals("absorbed")) {
                        invocations++;
                        double seconds = (System.nanoTime() - started) / 1e9;
                        terminal.note("after %.0f s: %s".formatted(seconds, turn.outcome()));
                        if (turn.outcome().equals("rejected")) {
                            throw Failure.failed("ingest rejected the document: " + turn.reason());
                        }
                        if (turn.isIndexed()) {
                            return others.tell(figures(document, limit, turn, invocations, seconds)
                                    .put("invocations that were killed", killed()));
                        }
                    }
                }
                if (System.nanoTime() - started > PATIENCE.toNanos()) {
                    throw Failure.failed("the document was not indexed within " + PATIENCE.toMinutes() + " minutes");
                }
                Pause.of(LOOK);
            }
        }
    }

    private long killed() throws IOException {
        for (JsonNode function : running.client().status().path("functions")) {
            if (function.path("name").asText().equals("ingest")) {
                return function.path("errors").asLong();
            }
        }
        throw new IOException("the status does not speak of the function ingest");
    }

    private static ObjectNode figures(byte[] document, Duration limit, Turn last, int invocations, double seconds) {
        return Json.object()
                .put("bytes", document.length)
                .put("chunks", last.chunks())
                .put("limit of an invocation, seconds", limit.toSeconds())
                .put("invocations", invocations)
                .put("seconds", Figures.rounded(seconds))
                .put("chunks per second", Figures.rounded(last.chunks() / seconds))
                .put("embedded in the last invocation", last.embedded());
    }
}
