package engram.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.measure.BareProcess;
import engram.local.cli.measure.GeneratedPages;
import engram.local.cli.remote.Api;
import engram.local.cli.remote.Bucket;
import engram.local.cli.remote.ChunkTexts;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.source.IgnoreRules;
import engram.local.cli.source.Source;
import engram.local.cli.source.Sources;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The measurements, each in a system that has nothing else to do.
final class Bench {

    private static final String WORKSPACE = "bench";
    private static final String WARM_UP = "warm-up";
    private static final int WARM_UP_PAGES = 30;
    private static final int WARM_UP_ROUNDS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int EDITS = 15;
    /// As somebody edits, not as a machine does.
    private static final Duration BETWEEN_EDITS = Duration.ofMillis(1500);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final int QUESTIONS = 200;
    private static final int CHUNKS_PER_PAGE = 14;
    /// Of the generated ones, as the splitter cuts them.
    private static final double CHUNKS_PER_PARAGRAPH = 0.8;

    private final Terminal terminal;
    private final Running running;
    private final Api api;
    private final Bucket bucket;
    private final IngestLog log;
    private final BareProcess bare;
    private final GeneratedPages generated;

    Bench(Terminal terminal, Running running, BareProcess bare, long seed) {
        this.terminal = terminal;
        this.running = running;
        this.api = running.client();
        this.bucket = running.documents();
        this.log = new IngestLog(running.data());
        this.bare = bare;
        this.generated = new GeneratedPages(seed);
    }

    /// Loads pages, a few others before to warm up, then has the bare loop embed the same texts.
    ObjectNode ingest(Optional<Path> docs, int pages) throws IOException {
        terminal.note("warming up");
        load(WARM_UP, pages(WARM_UP, Optional.empty(), WARM_UP_PAGES));
        List<Source> sources = pages(WORKSPACE, docs, pages);
        log.sinceLastLook();
        double seconds = load(WORKSPACE, sources);
        IngestLog.Work work = log.sinceLastLook();
        List<String> texts = running.chunks().of(WORKSPACE).stream().map(ChunkTexts.Text::whole).distinct().toList();
        terminal.note("the bare loop over the same " + texts.size() + " texts");
        double bareSeconds = bare.passages(texts);
        return Json.object()
                .put("pages", sources.size())
                .put("chunks", work.chunks())
                .put("embeddings", work.embedded())
                .put("seconds", rounded(seconds))
                .put("chunks per second", rounded(work.chunks() / seconds))
                .put("bare loop, texts", texts.size())
                .put("bare loop, seconds", rounded(bareSeconds))
                .put("embeddings/s to the bare loop's", rounded(work.embedded() / seconds / (texts.size() / bareSeconds)));
    }

    /// Loads a long document, edits single paragraphs of it, and loads it again unchanged.
    ObjectNode edit(int chunks) throws IOException {
        String key = WORKSPACE + "/long.md";
        List<String> paragraphs = generated.paragraphs(Math.max(1, (int) Math.round(chunks / CHUNKS_PER_PARAGRAPH)));
        log.sinceLastLook();
        double fresh = put(key, paragraphs);
        IngestLog.Work first = workAfter(1);
        int replaced = paragraphs.size() / 2;
        List<Double> edits = new ArrayList<>();
        long most = 0;
        for (int i = 0; i < EDITS; i++) {
            pause(BETWEEN_EDITS);
            paragraphs.set((replaced + i * 7) % paragraphs.size(), generated.paragraphs(1).getFirst());
            edits.add(put(key, paragraphs));
            most = Math.max(most, workAfter(1).embedded());
        }
        IngestLog.Work again = unchanged(key, paragraphs);
        return Json.object()
                .put("chunks", first.chunks())
                .put("new, seconds", rounded(fresh))
                .put("new, embeddings", first.embedded())
                .put("edit of a paragraph, seconds", rounded(median(edits)))
                .put("edit of a paragraph, most embeddings", most)
                .put("new to edit, time", rounded(fresh / median(edits)))
                .put("unchanged, embeddings", again.embedded())
                .put("unchanged, index writes", again.written());
    }

    /// Fills the index, then asks over the API and directly.
    ObjectNode search(Optional<Path> docs, int chunks) throws IOException {
        List<Source> sources = pages(WORKSPACE, docs, Math.max(1, chunks / CHUNKS_PER_PAGE));
        load(WORKSPACE, sources);
        long loaded = log.sinceLastLook().chunks();
        while (loaded < chunks) {
            load(WORKSPACE, pages(WORKSPACE, Optional.empty(), Math.max(1, (int) (chunks - loaded) / CHUNKS_PER_PAGE)));
            loaded += log.sinceLastLook().chunks();
        }
        List<String> questions = docs.isPresent() ? headings(sources) : Stream.generate(generated::question).limit(QUESTIONS).toList();
        terminal.note("warming up");
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            askAll(questions);
        }
        terminal.note("asking over the API, then directly, " + QUESTIONS + " questions each, twice");
        List<Double> overApi = new ArrayList<>(askAll(questions));
        List<Double> direct = new ArrayList<>(bareQuestions(questions));
        overApi.addAll(askAll(questions));
        direct.addAll(bareQuestions(questions));
        return Json.object()
                .put("chunks", loaded)
                .put("API, p50 ms", rounded(1000 * median(overApi)))
                .put("embed and ask OpenSearch, p50 ms", rounded(1000 * median(direct)))
                .put("API to direct", rounded(median(overApi) / median(direct)));
    }

    /// What the pages' own headings speak of, again from the first when there are not enough.
    private static List<String> headings(List<Source> sources) throws IOException {
        List<String> headings = new ArrayList<>();
        for (Source source : sources) {
            DemoQuestions.headings(Files.readString(source.file(), StandardCharsets.ISO_8859_1)).stream()
                    .map(heading -> heading.replaceAll("[^A-Za-z0-9]+", " ").strip())
                    .filter(heading -> heading.length() > 12 && heading.length() < 200)
                    .findFirst()
                    .ifPresent(headings::add);
        }
        if (headings.isEmpty()) {
            throw Failure.usage("the pages have no headings to ask for");
        }
        return Stream.generate(() -> headings).flatMap(List::stream).limit(QUESTIONS).toList();
    }

    private List<Double> bareQuestions(List<String> questions) throws IOException {
        List<String> warm = new ArrayList<>(questions.subList(0, QUESTIONS / 2));
        warm.addAll(questions);
        List<Double> seconds = bare.questions(running.index() + "/" + running.alias(), WORKSPACE, warm);
        return seconds.subList(QUESTIONS / 2, seconds.size());
    }

    private List<Double> askAll(List<String> questions) throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (String question : questions) {
            long started = System.nanoTime();
            api.search(WORKSPACE, question, "hybrid", 10, Optional.empty());
            seconds.add(since(started));
        }
        return seconds;
    }

    private List<Source> pages(String workspace, Optional<Path> docs, int number) throws IOException {
        Path folder = docs.isPresent() ? docs.get() : Files.createTempDirectory(running.data(), "pages-");
        if (docs.isEmpty()) {
            generated.write(folder, number);
        }
        String workspaceFolder = docs.isPresent() ? folder + "/" : folder.toString();
        List<Source> sources = Sources.of(workspace, List.of(workspaceFolder), IgnoreRules.of(List.of())).all();
        return sources.subList(0, Math.min(number, sources.size()));
    }

    private double load(String workspace, List<Source> sources) throws IOException {
        Loading loading = new Loading(terminal, running, workspace);
        Loading.Outcome outcome = loading.loadAndWait(sources, PATIENCE);
        if (!loading.report(outcome, PATIENCE)) {
            throw Failure.failed("not all pages were indexed, so the figures would mean nothing");
        }
        return outcome.took().toNanos() / 1e9;
    }

    /// Puts the document and waits until the catalog speaks of it.
    ///
    /// @return seconds
    private double put(String key, List<String> paragraphs) throws IOException {
        byte[] bytes = ("# A long document\n\n" + String.join("\n\n", paragraphs) + "\n").getBytes(StandardCharsets.UTF_8);
        long started = System.nanoTime();
        String eTag = bucket.put(key, bytes, "text/markdown");
        while (!settled(key, eTag)) {
            pause(POLL);
            if (since(started) > PATIENCE.toSeconds()) {
                throw Failure.failed(key + " was not indexed within " + PATIENCE.toMinutes() + " minutes");
            }
        }
        return since(started);
    }

    private boolean settled(String key, String eTag) throws IOException {
        Optional<JsonNode> document = api.document(WORKSPACE, key);
        return document.isPresent()
                && document.get().path("eTag").asText().replace("\"", "").equals(eTag)
                && document.get().path("status").asText().equals("INDEXED");
    }

    /// What the log says, once it speaks of so many documents.
    private IngestLog.Work workAfter(int documents) throws IOException {
        IngestLog.Work work = log.sinceLastLook();
        long started = System.nanoTime();
        while (work.documents() < documents) {
            if (since(started) > 60) {
                throw Failure.failed("the log of ingest does not say what was embedded");
            }
            pause(POLL);
            work = work.plus(log.sinceLastLook());
        }
        return work;
    }

    /// The same bytes again, through the queue to the end.
    private IngestLog.Work unchanged(String key, List<String> paragraphs) throws IOException {
        long before = invocations();
        put(key, paragraphs);
        long started = System.nanoTime();
        while (invocations() == before || busy()) {
            pause(POLL);
            if (since(started) > 60) {
                throw Failure.failed("no message came for a document that was loaded again");
            }
        }
        return log.sinceLastLook();
    }

    private long invocations() throws IOException {
        return ingest().path("invocations").asLong();
    }

    private boolean busy() throws IOException {
        return ingest().path("busy").asInt() > 0;
    }

    private JsonNode ingest() throws IOException {
        for (JsonNode function : api.status().path("functions")) {
            if (function.path("name").asText().equals("ingest")) {
                return function;
            }
        }
        throw new IOException("the status does not speak of the function ingest");
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /// Three significant digits.
    private static double rounded(double value) {
        return value == 0 ? 0 : new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }

    private static double since(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        }
    }
}
