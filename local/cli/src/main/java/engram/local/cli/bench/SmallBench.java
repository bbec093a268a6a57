package engram.local.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.measure.BareProcess;
import engram.local.cli.measure.GeneratedPages;
import engram.local.cli.remote.ChunkTexts;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Loads very many documents of one passage each, no two the same, then has the bare loop embed the same texts.
public final class SmallBench {

    private static final String WARM_UP = "warm-up";
    private static final String WORKSPACE = "bench";
    private static final int WARM_UP_DOCUMENTS = 200;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Terminal terminal;
    private final Running running;
    private final BareProcess bare;
    private final GeneratedPages generated;

    public SmallBench(Terminal terminal, Running running, BareProcess bare, long seed) {
        this.terminal = terminal;
        this.running = running;
        this.bare = bare;
        this.generated = new GeneratedPages(seed);
    }

    public ObjectNode run(int documents) throws IOException {
        terminal.note("warming up");
        load(WARM_UP, WARM_UP_DOCUMENTS);
        terminal.note("loading " + documents + " documents");
        double seconds = load(WORKSPACE, documents);
        List<String> texts = running.chunks().of(WORKSPACE).stream().map(ChunkTexts.Text::whole).toList();
        terminal.note("the bare loop over the same " + texts.size() + " texts");
        double bareSeconds = bare.passages(texts);
        return Json.object()
                .put("documents", documents)
                .put("chunks", texts.size())
                .put("seconds", Figures.rounded(seconds))
                .put("documents per second", Figures.rounded(documents / seconds))
                .put("bare loop, seconds", Figures.rounded(bareSeconds))
                .put("bare loop, texts per second", Figures.rounded(texts.size() / bareSeconds))
                .put("documents/s to the bare loop's texts/s", Figures.rounded(bareSeconds / seconds));
    }

    private double load(String workspace, int documents) throws IOException {
        List<String> texts = generated.paragraphs(documents);
        long started = System.nanoTime();
        try (Flood flood = Flood.begin(running, workspace, documents, texts::get)) {
            while (!flood.isOver()) {
                Pause.of(LOOK);
            }
        }
        return (System.nanoTime() - started) / 1e9;
    }
}
