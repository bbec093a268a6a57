package engram.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.bench.HotKeyBench;
import engram.local.cli.bench.LargeBench;
import engram.local.cli.bench.MemoryBench;
import engram.local.cli.bench.ReconcileBench;
import engram.local.cli.bench.SmallBench;
import engram.local.cli.coldstart.ColdStartBench;
import engram.local.cli.coldstart.Starts;
import engram.local.cli.measure.BareProcess;
import engram.local.cli.remote.Json;
import engram.local.system.SystemSettings;
import engram.local.system.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast the system is, each figure as a ratio to something bare that is measured in the same run, in a"
                    + " system of its own.",
            "",
            "ingest: chunks/s of some hundred pages, against a loop that runs the same model over the same chunks on as many"
                    + " threads.",
            "edit: embeddings and time of editing a paragraph of a long document, against loading it new; then loading it again"
                    + " unchanged.",
            "search: the median over the API, against embedding the question and sending the same request to OpenSearch.",
            "small: documents/s of very many small documents, against the bare loop over their texts.",
            "large: how many invocations a document takes that is too large for one, and how long others wait meanwhile.",
            "hotkey: how often a document is indexed that many events come for at once, and how long others wait meanwhile.",
            "memory: what one process of ingest holds while it indexes very many small documents of few texts; writes a table and"
                    + " a plot.",
            "reconcile: keys/s of a walk over documents that bucket, catalog and index agree on, each request counted; then what a"
                    + " walk over a million generated ones holds in its heap.",
            "coldstart: process start to first answer of every function, by a JVM as Lambda starts it, with an AOT cache, after a snapshot, and"
                    + " natively where that was built; against a function that says hello.",
            "",
        })
final class BenchCommand implements Callable<Integer> {

    enum What {
        INGEST,
        EDIT,
        SEARCH,
        SMALL,
        LARGE,
        HOTKEY,
        MEMORY,
        RECONCILE,
        COLDSTART;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Seconds: more than a parser may take, and as much as the local system gives.
    private static final int SHORTEST_LIMIT = 30;
    private static final int LONGEST_LIMIT = 60;

    private final Shell shell;

    @Parameters(arity = "1", paramLabel = "WHAT", description = "ingest, edit, search, small, large, hotkey, memory, reconcile or coldstart.")
    private What what;

    @Option(names = "--pages", paramLabel = "N", defaultValue = "500", description = "ingest: so many (default: ${DEFAULT-VALUE}).")
    private int pages;

    @Option(names = "--docs", paramLabel = "DIR", description = "ingest, search: folder with pages to take (default: ../shared/data/docs beside the repository if it is there, else pages are generated).")
    private Path docs;

    @Option(names = "--chunks", paramLabel = "N", description = "edit, search, large: so many (default: 500, 10000, 5000).")
    private Integer chunks;

    @Option(names = "--documents", paramLabel = "N", description = "small, memory: so many (default: 10000, 100000).")
    private Integer documents;

    @Option(names = "--events", paramLabel = "N", defaultValue = "1000", description = "hotkey: so many (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--limit", paramLabel = "SECONDS", defaultValue = "60", description = "large: time of an invocation, 30 to 60 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--keys", paramLabel = "N", defaultValue = "20000", description = "reconcile: so many on the real servers (default: ${DEFAULT-VALUE}).")
    private int keys;

    @Option(names = "--generated", paramLabel = "N", defaultValue = "1000000", description = "reconcile: so many generated ones (default: ${DEFAULT-VALUE}).")
    private long generated;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5", description = "coldstart: starts of each package in each way (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--functions", paramLabel = "NAME", split = ",", description = "coldstart: these only (default: all).")
    private Set<String> functions = Set.of();

    @Option(names = "--out", paramLabel = "DIR", defaultValue = ".", description = "memory: folder for memory.csv and memory.svg (default: this one).")
    private Path out;

    @Mixin
    private IngestOptions ingest;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of what is generated (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    BenchCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (pages < 1 || events < 1 || keys < 1 || generated < 1 || runs < 1 || chunks != null && chunks < 1
                || documents != null && documents < 1) {
            throw Failure.usage("--pages, --chunks, --documents, --events, --keys, --generated and --runs are at least 1");
        }
        if (limit < SHORTEST_LIMIT || limit > LONGEST_LIMIT) {
            throw Failure.usage("--limit is %d to %d, got %d".formatted(SHORTEST_LIMIT, LONGEST_LIMIT, limit));
        }
        if (what == What.LARGE && chunks != null && chunks > LargeBench.MOST_CHUNKS) {
            throw Failure.usage("--chunks of one document is at most %d, got %d".formatted(LargeBench.MOST_CHUNKS, chunks));
        }
        if (docs != null && !Files.isDirectory(docs)) {
            throw Failure.usage(docs + " is no folder");
        }
        if (what == What.COLDSTART) {
            return starts();
        }
        ObjectNode figures = what == What.RECONCILE ? walk() : inSystem();
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        if (json) {
            shell.terminal().raw(Json.pretty(figures));
        } else {
            figures.properties().forEach(figure -> shell.terminal().line("%-36s %s".formatted(figure.getKey(), figure.getValue().asText())));
        }
        return 0;
    }

    private int starts() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create("engram-")) {
            Starts starts = new ColdStartBench(shell.terminal(), seed).run(folder.path(), runs, functions);
            if (json) {
                shell.terminal().raw(Json.pretty(starts.json().put("cores", Runtime.getRuntime().availableProcessors())));
            } else {
                starts.lines(shell.terminal().width()).forEach(shell.terminal()::line);
            }
            return 0;
        }
    }

    /// Without the functions whose requests would be counted, too.
    private ObjectNode walk() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create("engram-")) {
            return new ReconcileBench(shell.terminal(), shell.root(), seed).run(folder.path(), keys, generated);
        }
    }

    private ObjectNode inSystem() throws IOException {
        try (TemporarySystem system = TemporarySystem.start(shell.terminal(), this::settings)) {
            Bench bench = new Bench(shell.terminal(), system.running(), bare(system), seed);
            ObjectNode figures = switch (what) {
                case INGEST -> bench.ingest(pagesToTake(), pages);
                case EDIT -> bench.edit(chunks == null ? 500 : chunks);
                case SEARCH -> bench.search(pagesToTake(), chunks == null ? 10_000 : chunks);
                case SMALL -> new SmallBench(shell.terminal(), system.running(), bare(system), seed)
                        .run(documents == null ? 10_000 : documents);
                case LARGE -> new LargeBench(shell.terminal(), system.running(), seed)
                        .run(chunks == null ? 5_000 : chunks, Duration.ofSeconds(limit));
                case HOTKEY -> new HotKeyBench(shell.terminal(), system.running()).run(events);
                case MEMORY -> new MemoryBench(shell.terminal(), system.running(), temporaryFiles(system.folder()), seed)
                        .run(documents == null ? 100_000 : documents, out);
                case RECONCILE, COLDSTART -> throw new IllegalStateException("it has no system of its own");
            };
            return figures.put("messages in a batch", system.settings().ingestBatch())
                    .put("embedding threads", system.embeddingThreads());
        }
    }

    /// A load of many documents: in bulk, and what ingest does by one process, so that its threads are the bare loop's.
    private SystemSettings settings(SystemSettings usual) {
        return ingest.applyTo(switch (what) {
            case INGEST, SMALL -> usual.withIngest(1, SystemSettings.BULK);
            case SEARCH -> usual.inBulk();
            case MEMORY -> usual.withIngest(1, SystemSettings.BULK)
                    .withTrial(new Trial(Trial.NONE.detour(), Map.of(
                            "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporaryFiles(usual.data()))));
            case LARGE -> usual.withTrial(new Trial(
                    Trial.NONE.detour(), Map.of("ENGRAM_INGEST_TIMEOUT", Duration.ofSeconds(limit).toString())));
            case EDIT, HOTKEY, RECONCILE, COLDSTART -> usual;
        });
    }

    /// Of the functions, and of nobody else.
    private static Path temporaryFiles(Path folder) {
        try {
            return Files.createDirectories(folder.resolve("temporary-files"));
        } catch (IOException e) {
            throw Failure.failed("no folder can be made in " + folder + ": " + e.getMessage(), e);
        }
    }

    private Optional<Path> pagesToTake() {
        Path beside = shell.root().resolveSibling("shared/data/docs");
        return Optional.ofNullable(docs).or(() -> Optional.of(beside).filter(Files::isDirectory));
    }

    private BareProcess bare(TemporarySystem system) throws IOException {
        return BareProcess.of(
                shell.root().resolve("functions/ingest/target/function.zip"),
                Files.createDirectories(system.folder().resolve("bare")),
                system.embeddingThreads());
    }
}
