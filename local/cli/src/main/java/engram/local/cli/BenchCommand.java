package engram.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.measure.BareProcess;
import engram.local.cli.remote.Json;
import engram.local.system.SystemSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
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
            "",
        })
final class BenchCommand implements Callable<Integer> {

    enum What {
        INGEST,
        EDIT,
        SEARCH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Shell shell;

    @Parameters(arity = "1", paramLabel = "WHAT", description = "ingest, edit or search.")
    private What what;

    @Option(names = "--pages", paramLabel = "N", defaultValue = "500", description = "ingest: so many (default: ${DEFAULT-VALUE}).")
    private int pages;

    @Option(names = "--docs", paramLabel = "DIR", description = "ingest, search: folder with pages to take (default: ../shared/data/docs beside the repository if it is there, else pages are generated).")
    private Path docs;

    @Option(names = "--chunks", paramLabel = "N", description = "edit, search: so many (default: 500, 10000).")
    private Integer chunks;

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
        if (pages < 1 || chunks != null && chunks < 1) {
            throw Failure.usage("--pages and --chunks are at least 1");
        }
        if (docs != null && !Files.isDirectory(docs)) {
            throw Failure.usage(docs + " is no folder");
        }
        try (TemporarySystem system = TemporarySystem.start(shell.terminal(), this::settings)) {
            Bench bench = new Bench(shell.terminal(), system.running(), bare(system), seed);
            ObjectNode figures = switch (what) {
                case INGEST -> bench.ingest(pagesToTake(), pages);
                case EDIT -> bench.edit(chunks == null ? 500 : chunks);
                case SEARCH -> bench.search(pagesToTake(), chunks == null ? 10_000 : chunks);
            };
            figures.put("messages in a batch", system.settings().ingestBatch());
            figures.put("embedding threads", system.embeddingThreads());
            figures.put("cores", Runtime.getRuntime().availableProcessors());
            if (json) {
                shell.terminal().raw(Json.pretty(figures));
            } else {
                figures.properties().forEach(figure -> shell.terminal().line("%-36s %s".formatted(figure.getKey(), figure.getValue().asText())));
            }
            return 0;
        }
    }

    /// A load of many documents: in bulk, and what ingest does by one process, so that its threads are the bare loop's.
    private SystemSettings settings(SystemSettings usual) {
        return ingest.applyTo(switch (what) {
            case INGEST -> usual.withIngest(1, SystemSettings.BULK);
            case SEARCH -> usual.inBulk();
            case EDIT -> usual;
        });
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
