package engram.local.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.Failure;
import engram.local.cli.measure.GeneratedPages;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Has one process of ingest index very many small documents, and looks at what it holds meanwhile. Their texts are few, so
/// that nearly all vectors come from the embeddings table: this is about what the process keeps, not about the model.
public final class MemoryBench {

    private static final String WORKSPACE = "bench";
    private static final int TEXTS = 500;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SAMPLE = Duration.ofSeconds(5);
    private static final int SAMPLES_A_NOTE = 12;
    private static final String DIED = "the process of ingest died meanwhile; what was seen of it is in memory.csv and memory.svg";

    private final Terminal terminal;
    private final Running running;
    private final Path temporary;
    private final List<String> texts;
    private final List<MemorySample> samples = new ArrayList<>();

    /// @param temporary folder that the functions have for their temporary files, and nobody else
    public MemoryBench(Terminal terminal, Running running, Path temporary, long seed) {
        this.terminal = terminal;
        this.running = running;
        this.temporary = temporary;
        this.texts = new GeneratedPages(seed).paragraphs(TEXTS);
    }

    /// @param out folder that gets `memory.csv`, line by line, and `memory.svg`, however the run ends
    public ObjectNode run(int documents, Path out) throws IOException {
        Path csv = Files.createDirectories(out).resolve("memory.csv");
        Files.writeString(csv, MemorySample.HEADER + "\n");
        long pid = pid();
        long started = System.nanoTime();
        long sampled = started - SAMPLE.toNanos();
        try (Flood flood = Flood.begin(running, WORKSPACE, documents, i -> texts.get(i % TEXTS))) {
            for (boolean over = false; !over; ) {
                Pause.of(LOOK);
                over = flood.isOver();
                long now = System.nanoTime();
                if (now - sampled >= SAMPLE.toNanos() || over) {
                    sampled = now;
                    sample((now - started) / 1e9, flood.indexed(), pid, csv);
                }
            }
            if (pid() != pid) {
                throw Failure.failed(DIED);
            }
            return new MemoryFigures(samples).put(Json.object())
                    .put("embeddings", flood.embedded())
                    .put("written to", out.toString());
        } finally {
            if (!samples.isEmpty()) {
                Files.writeString(out.resolve("memory.svg"), new MemoryPlot(samples).svg());
            }
        }
    }

    private void sample(double seconds, long indexed, long pid, Path csv) throws IOException {
        MemorySample sample = new MemorySample(seconds, indexed, use(pid), ProcessUse.count(temporary));
        samples.add(sample);
        Files.writeString(csv, sample.csv() + "\n", StandardOpenOption.APPEND);
        if (samples.size() % SAMPLES_A_NOTE == 1) {
            terminal.note("%,d documents after %.0f s, %.0f MiB, %d file handles".formatted(
                    indexed, seconds, sample.rssMebibytes(), sample.use().fileHandles()));
        }
    }

    static ProcessUse use(long pid) throws IOException {
        try {
            return ProcessUse.of(pid);
        } catch (IOException e) {
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
                throw e;
            }
            throw Failure.failed(DIED, e);
        }
    }

    private long pid() throws IOException {
        for (JsonNode function : running.client().status().path("functions")) {
            if (function.path("name").asText().equals("ingest") && function.path("pids").size() == 1) {
                return function.path("pids").path(0).asLong();
            }
        }
        throw Failure.failed("there is not exactly one process of ingest");
    }
}
