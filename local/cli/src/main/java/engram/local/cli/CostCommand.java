package engram.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.cost.Bill;
import engram.local.cli.cost.Collection;
import engram.local.cli.cost.CostData;
import engram.local.cli.cost.CostModel;
import engram.local.cli.cost.Deployed;
import engram.local.cli.cost.KnowledgeBase;
import engram.local.cli.cost.Line;
import engram.local.cli.cost.Numbers;
import engram.local.cli.cost.Place;
import engram.local.cli.cost.Sourced;
import engram.local.cli.cost.Workload;
import engram.local.cli.remote.Json;
import engram.local.cli.terminal.Table;
import engram.local.cli.terminal.Terminal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = {
            "What Engram would cost on AWS in a month, line by line, with what is left of it while nobody uses it.",
            "",
            "A model: measured times and sizes, times published prices of us-east-1, without the free tier. --sources says where each"
                    + " number comes from. Nothing is asked of AWS.",
            ""
        })
final class CostCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(names = "--documents", paramLabel = "N", required = true, description = "Documents that are kept.")
    private long documents;

    @Option(names = "--changes-per-day", paramLabel = "C", defaultValue = "0", description = "Documents that are put, edited or deleted (default: ${DEFAULT-VALUE}).")
    private long changes;

    @Option(names = "--queries-per-day", paramLabel = "Q", defaultValue = "0", description = "Searches (default: ${DEFAULT-VALUE}).")
    private long queries;

    @Option(names = "--chunks-per-document", paramLabel = "N", defaultValue = "10", description = "Of some 200 tokens each, 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int chunks;

    @Option(names = "--document-bytes", paramLabel = "N", description = "Size of an object (default: 540 for each chunk).")
    private Long bytes;

    @Option(names = "--stage", paramLabel = "NAME", description = "As infra/samconfig.toml deploys that stage: dev, sleepy, prod, or one of yours.")
    private String stage;

    @Option(names = "--parameter", paramLabel = "NAME=VALUE", description = "Of the template, in place of the stage's or of its default, like Index=serverless or Network=private (docs/cost.md says which). Can be given several times.")
    private Map<String, String> parameters = Map.of();

    @Option(
            names = {"--index", "--domain"},
            paramLabel = "INDEX",
            description = "Index for short: production (a domain in two zones with dedicated masters; default without a stage), small (one node, to try it), serverless (a collection that sleeps while nobody asks it) or existing (yours).")
    private Deployed.Index index;

    @Option(names = "--sources", description = "Every number that the model knows, and where it comes from.")
    private boolean sources;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    CostCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        CostData data = CostData.read();
        Estimate estimate = estimate(data);
        if (json) {
            shell.terminal().raw(Json.pretty(json(data, estimate)));
        } else {
            show(data, estimate);
        }
        return 0;
    }

    /// @param idle a month in which nobody changes or asks anything
    /// @param loading once
    private record Estimate(Workload load, Place place, Bill month, Bill idle, Bill loading, Bill serverless, Bill vectors) {}

    private Estimate estimate(CostData data) {
        try {
            Workload load = new Workload(documents, changes, queries, chunks, bytes == null ? data.bytes(chunks) : bytes, deployed());
            CostModel model = new CostModel(data);
            KnowledgeBase base = new KnowledgeBase(data);
            return new Estimate(
                    load, model.place(load), model.month(load), model.month(load.idle()), model.loading(load),
                    base.onOpenSearchServerless(load), base.onS3Vectors(load));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private Deployed deployed() {
        Map<String, String> all = new HashMap<>(stage == null ? Map.of("Index", "production") : Deployed.ofStage(samconfig(), stage));
        for (String name : parameters.keySet()) {
            if (!Deployed.NAMES.contains(name)) {
                throw Failure.usage("no parameter " + name + " here: those that are paid for are " + String.join(", ", Deployed.NAMES));
            }
        }
        all.putAll(parameters);
        if (index != null) {
            all.put("Index", index.name().toLowerCase(Locale.ROOT));
        }
        return Deployed.of(all);
    }

    private String samconfig() {
        Path file = shell.root().resolve("infra/samconfig.toml");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Failure.failed("cannot read " + file, e);
        }
    }

    private void show(CostData data, Estimate estimate) {
        Terminal terminal = shell.terminal();
        Table table = new Table(
                Table.Column.left("SERVICE"), Table.Column.right("USD A MONTH"), Table.Column.right("QUANTITY"), Table.Column.left("OF"));
        estimate.month().lines().forEach(line -> table.add(line.service(), usd(line.usd()), quantity(line.quantity()), line.unit() + ", " + line.what()));
        table.lines(terminal.width()).forEach(terminal::line);
        terminal.line("");
        terminal.line("A month                      " + usd(estimate.month().usd()) + " USD");
        terminal.line("A month with nobody there    " + usd(estimate.idle().usd()) + " USD, of which OpenSearch "
                + usd(estimate.idle().services().getOrDefault("OpenSearch", 0.0)));
        terminal.line("Once, to load and index all  " + usd(estimate.loading().usd()) + " USD");
        terminal.line("Bedrock Knowledge Bases      " + usd(estimate.serverless().usd()) + " USD a month on OpenSearch Serverless, "
                + usd(estimate.vectors().usd()) + " on S3 Vectors");
        if (estimate.place() instanceof Collection collection) {
            tell(collection, estimate.load().deployed());
        }
        if (estimate.place().shards() > 1) {
            terminal.note("An index of that size should have " + estimate.place().shards() + " shards (number_of_shards in infra/index.json).");
        }
        estimate.load().deployed().ofOthers().forEach(terminal::note);
        terminal.note("Deployed with " + estimate.load().deployed().parameters().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(", ")) + ".");
        terminal.note("Prices of " + data.region() + " as of " + data.date() + ", without the free tier; docs/cost.md says what is left out.");
        if (sources) {
            showSources("price", data.prices());
            showSources("figure", data.figures());
        }
    }

    private void tell(Collection collection, Deployed deployed) {
        shell.terminal().note(String.format(Locale.ROOT, "The collection's search is awake %.1f hours a day, and its indexing %.1f, if what wakes them comes at any time.",
                24 * collection.searchAwake(), 24 * collection.indexingAwake()));
        if (!deployed.rests()) {
            shell.terminal().note("Its search never sleeps, since schedules ask it each minute: " + Deployed.REST + " lets it.");
        }
        if (collection.wantedOcus() > collection.searchOcus()) {
            shell.terminal().note(String.format(Locale.ROOT, "Its vectors want %.0f OCUs of search to be in memory, and IndexMaximum lets it have %.0f: searches will be slower.",
                    collection.wantedOcus(), collection.searchOcus()));
        }
    }

    private void showSources(String kind, Numbers numbers) {
        shell.terminal().line("");
        numbers.all().forEach((name, number) -> shell.terminal()
                .line("%s %s: %s %s (%s)".formatted(kind, name, plain(number.value()), number.unit(), number.source())));
    }

    private ObjectNode json(CostData data, Estimate estimate) {
        ObjectNode json = Json.object();
        json.put("pricesOf", data.date()).put("region", data.region()).put("currency", "USD");
        json.put("month", cents(estimate.month().usd()))
                .put("idleMonth", cents(estimate.idle().usd()))
                .put("loadingOnce", cents(estimate.loading().usd()))
                .put("shardsAdvised", estimate.place().shards());
        if (estimate.place() instanceof Collection collection) {
            json.putObject("collection")
                    .put("searchHoursADay", 24 * collection.searchAwake())
                    .put("indexingHoursADay", 24 * collection.indexingAwake())
                    .put("searchOcus", collection.searchOcus())
                    .put("searchOcusWanted", collection.wantedOcus());
        }
        ArrayNode others = json.putArray("ofOthers");
        estimate.load().deployed().ofOthers().forEach(others::add);
        ObjectNode deployed = json.putObject("deployed");
        estimate.load().deployed().parameters().forEach(deployed::put);
        lines(json.putArray("lines"), estimate.month());
        json.putObject("knowledgeBases")
                .put("openSearchServerlessMonth", cents(estimate.serverless().usd()))
                .put("s3VectorsMonth", cents(estimate.vectors().usd()));
        if (sources) {
            sources(json.putObject("prices"), data.prices());
            sources(json.putObject("figures"), data.figures());
        }
        return json;
    }

    private static void lines(ArrayNode array, Bill bill) {
        for (Line line : bill.lines()) {
            array.addObject()
                    .put("service", line.service())
                    .put("what", line.what())
                    .put("quantity", line.quantity())
                    .put("unit", line.unit())
                    .put("usd", line.usd());
        }
    }

    private static void sources(ObjectNode json, Numbers numbers) {
        for (Map.Entry<String, Sourced> number : numbers.all().entrySet()) {
            json.putObject(number.getKey())
                    .put("value", number.getValue().value())
                    .put("unit", number.getValue().unit())
                    .put("source", number.getValue().source());
        }
    }

    private static double cents(double usd) {
        return Math.round(usd * 100) / 100.0;
    }

    private static String usd(double usd) {
        return String.format(Locale.ROOT, "%,.2f", usd);
    }

    private static String quantity(double quantity) {
        return String.format(Locale.ROOT, quantity < 100 ? "%,.3f" : "%,.0f", quantity);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
