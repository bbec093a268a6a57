package engram.local.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the tables of `docs/cost.md` to what the model says. Run with `-Dengram.update=true` to write them anew.
class CostPageTest {

    private static final Path ROOT = Path.of(System.getProperty("engram.root"));
    private static final Path PAGE = ROOT.resolve("docs/cost.md");
    private static final CostData DATA = CostData.read();
    private static final CostModel MODEL = new CostModel(DATA);
    private static final KnowledgeBase BASE = new KnowledgeBase(DATA);

    private static final List<Workload> LOADS = List.of(
            new Workload(1_000, 50, 500, 10, 5_400, Deployed.SMALL),
            new Workload(100_000, 5_000, 20_000, 10, 5_400, Deployed.PRODUCTION),
            new Workload(10_000_000, 200_000, 1_000_000, 10, 5_400, Deployed.PRODUCTION));

    /// The second as the stage `prod` is deployed.
    private static final List<Workload> AND_SHIPPED = Stream.concat(LOADS.stream(), Stream.of(new Workload(100_000, 5_000, 20_000, 10, 5_400, shipped()))).toList();

    private static final List<String> HEADINGS =
            List.of("1,000 documents", "100,000 documents", "10 million documents", "100,000 documents, stage `prod` as shipped");

    /// As they would be for each of the loads: a collection that schedules ask once a day, as large as its vectors want it.
    private static final List<Deployed> COLLECTIONS = List.of(collection(8, 5), collection(8, 5), collection(64, 20));

    private static Deployed collection(int mostOcus, int processes) {
        return Deployed.of(Map.of(
                "Index", "serverless",
                "IndexMaximum", Integer.toString(mostOcus),
                "IngestConcurrency", Integer.toString(processes)));
    }

    private static Deployed shipped() {
        try {
            return Deployed.of(Deployed.ofStage(Files.readString(ROOT.resolve("infra/samconfig.toml")), "prod"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aMonthByService() throws IOException {
        List<Bill> months = AND_SHIPPED.stream().map(MODEL::month).toList();
        Set<String> services = months.stream()
                .flatMap(month -> month.services().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        hold("month", AND_SHIPPED.size(), Stream.concat(
                Stream.of(
                        row("changes a day", AND_SHIPPED, load -> count(load.changesPerDay())),
                        row("searches a day", AND_SHIPPED, load -> count(load.queriesPerDay())),
                        row("data nodes", AND_SHIPPED, load -> nodes((Domain) MODEL.place(load)))),
                Stream.concat(
                        services.stream().map(service -> row(service, months, month -> usd(month.services().getOrDefault(service, 0.0)))),
                        Stream.of(
                                row("**a month**", months, month -> "**" + usd(month.usd()) + "**"),
                                row("of which with nobody there", AND_SHIPPED, load -> usd(MODEL.month(load.idle()).usd())),
                                row("once: to load and index all", AND_SHIPPED, load -> usd(MODEL.loading(load).usd())),
                                row("more for a thousand changes", AND_SHIPPED, load -> mills(more(load, 1_000, 0))),
                                row("more for a thousand searches", AND_SHIPPED, load -> mills(more(load, 0, 1_000)))))));
    }

    @Test
    void aMonthWithNobodyThere() throws IOException {
        List<Bill> idle = AND_SHIPPED.stream().map(Workload::idle).map(MODEL::month).toList();
        Set<String> services = idle.stream()
                .flatMap(month -> month.services().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        hold("idle", AND_SHIPPED.size(), Stream.concat(
                services.stream().map(service -> row(service, idle, month -> usd(month.services().getOrDefault(service, 0.0)))),
                Stream.of(row("**together**", idle, month -> "**" + usd(month.usd()) + "**"))));
    }

    @Test
    void aDomainOrACollection() throws IOException {
        List<Workload> small = LOADS.stream().map(load -> load.by(Deployed.SMALL)).toList();
        List<Workload> production = LOADS.stream().map(load -> load.by(Deployed.PRODUCTION)).toList();
        List<Workload> serverless = IntStream.range(0, LOADS.size()).mapToObj(i -> LOADS.get(i).by(COLLECTIONS.get(i))).toList();
        hold("places", LOADS.size(), Stream.of(
                row("changes, searches a day", LOADS, load -> count(load.changesPerDay()) + ", " + count(load.queriesPerDay())),
                row("`small`", small, load -> priced(load, MODEL::month)),
                row("`production`", production, load -> priced(load, MODEL::month)),
                row("`serverless`", serverless, load -> priced(load, MODEL::month)),
                row("OCUs of search that is awake, of indexing", serverless, load -> ocus((Collection) MODEL.place(load))),
                row("hours a day that search is awake, indexing", serverless, load -> hours((Collection) MODEL.place(load))),
                row("`small`, with nobody there", small, load -> priced(load.idle(), MODEL::month)),
                row("`production`, with nobody there", production, load -> priced(load.idle(), MODEL::month)),
                row("`serverless`, with nobody there", serverless, load -> priced(load.idle(), MODEL::month)),
                row("once, to load and index all: a domain", production, load -> priced(load, MODEL::loading)),
                row("the same: `serverless`", serverless, load -> priced(load, MODEL::loading))));
    }

    /// A thousand documents, and a change for each ten searches.
    @Test
    void howOftenACollectionMayBeAsked() throws IOException {
        List<Workload> asked = Stream.of(0, 10, 20, 50, 100, 500, 20_000)
                .map(searches -> new Workload(1_000, searches / 10, searches, 10, 5_400, COLLECTIONS.getFirst()))
                .toList();
        holdTable("awake", "searches a day", asked.stream().map(load -> count(load.queriesPerDay())).toList(), Stream.of(
                row("hours a day that search is awake, indexing", asked, load -> hours((Collection) MODEL.place(load))),
                row("`serverless`: OpenSearch", asked, load -> usd(openSearch(load))),
                row("`small`: OpenSearch", asked, load -> usd(openSearch(load.by(Deployed.SMALL)))),
                row("`production`: OpenSearch", asked, load -> usd(openSearch(load.by(Deployed.PRODUCTION)))),
                row("**`serverless`, a month**", asked, load -> "**" + priced(load, MODEL::month) + "**")));
    }

    private static double openSearch(Workload load) {
        return MODEL.month(load).services().get("OpenSearch");
    }

    private static String priced(Workload load, Function<Workload, Bill> model) {
        try {
            return usd(model.apply(load).usd());
        } catch (IllegalArgumentException _) {
            return "too small";
        }
    }

    private static String ocus(Collection collection) {
        return count(Math.round(collection.searchOcus())) + ", " + count(Math.round(collection.indexingOcus()));
    }

    private static String hours(Collection collection) {
        return String.format(Locale.ROOT, "%.1f, %.1f", 24 * collection.searchAwake(), 24 * collection.indexingAwake());
    }

    @Test
    void knowledgeBasesBesideIt() throws IOException {
        hold("knowledge-bases", LOADS.size(), Stream.of(
                row("Engram", LOADS, load -> usd(MODEL.month(load).usd())),
                row("Engram, with nobody there", LOADS, load -> usd(MODEL.month(load.idle()).usd())),
                row("Knowledge Base on OpenSearch Serverless", LOADS, load -> usd(BASE.onOpenSearchServerless(load).usd())),
                row("the same with nobody there", LOADS, load -> usd(BASE.onOpenSearchServerless(load.idle()).usd())),
                row("Knowledge Base on S3 Vectors", LOADS, load -> usd(BASE.onS3Vectors(load).usd())),
                row("the same with nobody there", LOADS, load -> usd(BASE.onS3Vectors(load.idle()).usd()))));
    }

    @Test
    void eachNumberAndWhereItComesFrom() throws IOException {
        String figures = DATA.figures().all().entrySet().stream()
                .map(number -> "| `%s` | %s | %s | %s |".formatted(
                        number.getKey(), plain(number.getValue().value()), number.getValue().unit(), number.getValue().source()))
                .collect(Collectors.joining("\n"));
        holdSection("figures", "| figure | value | of | from |\n|---|---:|---|---|\n" + figures);
    }

    private static void hold(String name, int columns, Stream<String> rows) throws IOException {
        holdTable(name, "USD", HEADINGS.subList(0, columns), rows);
    }

    private static void holdTable(String name, String corner, List<String> headings, Stream<String> rows) throws IOException {
        String table = "| " + corner + " | " + String.join(" | ", headings) + " |\n|---|" + "---:|".repeat(headings.size()) + "\n"
                + rows.collect(Collectors.joining("\n"));
        holdSection(name, table);
    }

    private static void holdSection(String name, String table) throws IOException {
        String begin = "<!-- begin " + name + " -->";
        String end = "<!-- end " + name + " -->";
        String section = begin + "\n" + table + "\n" + end;
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("engram.update")) {
            int from = page.indexOf(begin);
            int to = page.indexOf(end);
            assertThat(from >= 0 && to > from).as("the marks of %s in %s", name, PAGE).isTrue();
            Files.writeString(PAGE, page.substring(0, from) + section + page.substring(to + end.length()));
        } else {
            assertThat(page).as("%s is made from the model: run this test with -Dengram.update=true", PAGE).contains(section);
        }
    }

    private static <T> String row(String heading, List<T> values, Function<T, String> cell) {
        return "| " + heading + " | " + values.stream().map(cell).collect(Collectors.joining(" | ")) + " |";
    }

    /// What a month costs more for so many more changes and searches in it.
    private static double more(Workload load, long changes, long queries) {
        Workload used = new Workload(
                load.documents(), changes, queries, load.chunksPerDocument(), load.bytesPerDocument(), load.deployed());
        return (MODEL.month(used).usd() - MODEL.month(load.idle()).usd()) / CostModel.DAYS;
    }

    private static String mills(double usd) {
        return String.format(Locale.ROOT, "%.3f", usd);
    }

    private static String nodes(Domain domain) {
        return domain.nodes() + " × " + domain.node().type().replace(".search", "") + ", " + count(Math.round(domain.storageGib())) + " GiB each";
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String usd(double usd) {
        return String.format(Locale.ROOT, "%,.2f", usd);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
