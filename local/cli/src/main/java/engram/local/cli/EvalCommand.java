package engram.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.measure.CorpusPage;
import engram.local.cli.measure.JudgedCollection;
import engram.local.cli.measure.Ranking;
import engram.local.cli.remote.Json;
import engram.local.cli.remote.Running;
import engram.local.cli.source.Source;
import engram.local.cli.terminal.Amounts;
import engram.local.cli.terminal.Table;
import engram.local.system.SystemSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how good the answers are on a collection in BEIR layout (corpus.jsonl, queries.jsonl, qrels/test.tsv):"
                    + " nDCG@10, recall@100 and MRR@10 of each mode.",
            "",
            "Every document goes through the bucket into a workspace of its own, every question that has a relevant document is"
                    + " asked in all modes for 100 passages, and passages count as their documents. So recall@100 is that of the"
                    + " documents among the best 100 passages. Uses the running system, or starts one for the time being.",
            "",
        })
final class EvalCommand implements Callable<Integer> {

    private static final List<String> MODES = List.of("semantic", "lexical", "hybrid");

    private static final Map<String, ToDoubleFunction<Ranking>> MEASURES = measures();

    private final Shell shell;

    @Parameters(arity = "1", paramLabel = "DIR", description = "The collection.")
    private Path folder;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(names = "--keep", description = "Leave the workspace in the running system.")
    private boolean keep;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "Give up when no document has settled for so long (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Mixin
    private DataOption data;

    EvalCommand(Shell shell) {
        this.shell = shell;
    }

    private static Map<String, ToDoubleFunction<Ranking>> measures() {
        Map<String, ToDoubleFunction<Ranking>> measures = new LinkedHashMap<>();
        measures.put("ndcg@10", ranking -> ranking.ndcg(10));
        measures.put("recall@100", ranking -> ranking.recall(100));
        measures.put("mrr@10", ranking -> ranking.reciprocalRank(10));
        return measures;
    }

    @Override
    public Integer call() throws IOException {
        JudgedCollection collection = open();
        if (data.isRunning(shell)) {
            Running running = data.running(shell);
            try {
                return measureIn(collection, running);
            } catch (IOException e) {
                throw running.client().failure(e);
            }
        }
        shell.terminal().note("Engram is not running: one is started for the time being");
        try (TemporarySystem system = TemporarySystem.start(shell.terminal(), SystemSettings::inBulk)) {
            return measure(collection, system.running(), newWorkspace());
        }
    }

    private int measureIn(JudgedCollection collection, Running running) throws IOException {
        String workspace = newWorkspace();
        if (keep) {
            return measure(collection, running, workspace);
        }
        TemporaryWorkspace temporary = TemporaryWorkspace.of(shell.terminal(), running.documents(), workspace);
        try (temporary) {
            return measure(collection, running, workspace);
        }
    }

    private static String newWorkspace() {
        return "eval-" + Long.toString(System.currentTimeMillis(), 36);
    }

    private JudgedCollection open() {
        try {
            return JudgedCollection.open(folder);
        } catch (IOException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private int measure(JudgedCollection collection, Running running, String workspace) throws IOException {
        Map<String, String> ids = new HashMap<>();
        load(collection, running, workspace, ids);
        Map<String, List<Ranking>> rankings = new LinkedHashMap<>();
        try (Questions questions = new Questions(shell.terminal(), running.client(), workspace)) {
            for (String mode : MODES) {
                rankings.put(mode, ranked(collection, questions.ask(mode, collection.questions()), ids));
            }
            if (questions.shortened() > 0) {
                shell.terminal().note(Amounts.count(questions.shortened(), "question") + " had more text than a search may have; their beginning was asked");
            }
        }
        show(rankings);
        return 0;
    }

    private void load(JudgedCollection collection, Running running, String workspace, Map<String, String> ids) throws IOException {
        try (TemporaryFolder pages = TemporaryFolder.create("engram-eval-")) {
            List<Source> sources = new ArrayList<>();
            collection.documents(document -> {
                String name = CorpusPage.name(document.id());
                Path page = Files.write(pages.file(name), CorpusPage.bytes(document));
                if (ids.put(workspace + "/" + name, document.id()) != null) {
                    throw new IOException("the id " + document.id() + " is there twice in corpus.jsonl");
                }
                sources.add(new Source(workspace + "/" + name, page, Files.size(page)));
            });
            Duration patience = Duration.ofSeconds(timeout);
            Loading loading = new Loading(shell.terminal(), running, workspace);
            Loading.Outcome outcome = loading.loadAndWait(sources, patience);
            shell.terminal().note(Amounts.count(sources.size(), "document") + " loaded in " + Amounts.time(outcome.took()));
            if (!loading.report(outcome, patience)) {
                throw Failure.failed("not all documents were indexed, so the figures would mean nothing");
            }
        }
    }

    private static List<Ranking> ranked(JudgedCollection collection, Map<String, List<String>> hits, Map<String, String> ids) {
        return hits.entrySet().stream()
                .map(question -> new Ranking(
                        question.getValue().stream().map(ids::get).distinct().toList(), collection.grades().get(question.getKey())))
                .toList();
    }

    private void show(Map<String, List<Ranking>> rankings) {
        ObjectNode figures = Json.object();
        Table table = new Table(Table.Column.left("MODE"), Table.Column.right("NDCG@10"), Table.Column.right("RECALL@100"), Table.Column.right("MRR@10"));
        rankings.forEach((mode, ranked) -> {
            ObjectNode ofMode = figures.putObject(mode);
            List<String> cells = new ArrayList<>(List.of(mode));
            MEASURES.forEach((name, measure) -> {
                double mean = ranked.stream().mapToDouble(measure).average().orElse(0);
                ofMode.put(name, Math.round(mean * 1e5) / 1e5);
                cells.add(String.format(Locale.ROOT, "%.4f", mean));
            });
            table.add(cells.toArray(String[]::new));
        });
        if (json) {
            shell.terminal().raw(Json.pretty(figures));
        } else {
            table.lines(shell.terminal().width()).forEach(shell.terminal()::line);
        }
    }
}
