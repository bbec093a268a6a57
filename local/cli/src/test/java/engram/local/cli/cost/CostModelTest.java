package engram.local.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CostModelTest {

    private static final CostData DATA = CostData.read();
    private static final CostModel MODEL = new CostModel(DATA);
    private static final Workload LOAD = new Workload(100_000, 5_000, 20_000, 10, 6_000, Deployed.PRODUCTION);
    /// All that a deployment can have.
    private static final Deployed SHIPPED = Deployed.of(Map.of(
            "Index", "production", "IndexStorage", "100", "Network", "private", "Encryption", "customer", "Tracing", "Active", "LogDays", "365"));
    /// More searches than there are seconds.
    private static final Workload BUSY = new Workload(100_000, 5_000, 1_000_000, 10, 6_000, SHIPPED);
    private static final Workload LARGE = new Workload(10_000_000, 0, 1_000, 10, 6_000, Deployed.PRODUCTION);

    @Test
    void useIsPaidByUse() {
        double idle = MODEL.month(LOAD.idle()).usd();
        double changes = MODEL.month(used(1, 0)).usd() - idle;
        double queries = MODEL.month(used(0, 1)).usd() - idle;

        assertThat(changes).isPositive();
        assertThat(queries).isPositive();
        assertThat(MODEL.month(used(7, 3)).usd() - idle).isCloseTo(7 * changes + 3 * queries, within(1e-6));
    }

    private static Workload used(long changes, long queries) {
        return new Workload(
                LOAD.documents(), changes * 1_000, queries * 1_000, LOAD.chunksPerDocument(), LOAD.bytesPerDocument(), LOAD.deployed());
    }

    static Stream<Deployed> deployed() {
        return Stream.of(Deployed.SMALL, Deployed.PRODUCTION, SHIPPED);
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void whatIsLeftWithoutAnyUseIsMostlyTheDomain(Deployed deployed) {
        Bill idle = MODEL.month(new Workload(0, 0, 0, 10, 6_000, deployed));

        assertThat(idle.services().get("OpenSearch")).isGreaterThan(idle.usd() / 2);
        assertThat(idle.services()).containsKeys("Lambda", "SQS", "CloudWatch").doesNotContainKeys("API Gateway", "S3");
        assertThat(MODEL.loading(new Workload(0, 0, 0, 10, 6_000, deployed)).lines()).isEmpty();
    }

    @Test
    void nothingIsTakenOffForTheFreeTier() {
        Workload one = new Workload(1, 0, 1, 1, 1, Deployed.SMALL);

        assertThat(MODEL.month(one).lines())
                .filteredOn(line -> line.what().equals("HTTP API"))
                .singleElement()
                .satisfies(line -> assertThat(line.quantity()).isCloseTo(365 / 12.0, within(0.1)))
                .satisfies(line -> assertThat(line.usd()).isCloseTo(line.quantity() / 1_000_000, within(1e-12)));
    }

    @Test
    void loadingGrowsWithDocumentsAndWithTheirChunks() {
        double once = MODEL.loading(LOAD).usd();
        Workload twice = new Workload(200_000, 0, 0, 10, 6_000, Deployed.PRODUCTION);
        Workload longer = new Workload(100_000, 0, 0, 20, 12_000, Deployed.PRODUCTION);

        assertThat(MODEL.loading(twice).usd()).isCloseTo(2 * once, within(1e-6));
        assertThat(MODEL.loading(longer).usd()).isBetween(once, 2 * once);
    }

    @Test
    void theDomainHasMemoryAndRoomForTheWholeIndexInEachZone() {
        for (long documents : List.of(1L, 1_000L, 250_000L, 1_000_000L, 10_000_000L, 50_000_000L)) {
            Workload load = new Workload(documents, 0, 0, 10, 6_000, Deployed.PRODUCTION);
            Domain domain = MODEL.domain(load);
            double graph = load.chunks() * 1.1 * (4 * 384 + 8 * 16) / (1L << 30);

            assertThat(domain.nodes()).as("%d documents", documents).isEven();
            assertThat(domain.node().graphGib() * domain.nodes() / 2).isGreaterThanOrEqualTo(graph);
            assertThat(domain.storageGib() * domain.nodes() / 2)
                    .isGreaterThan(load.chunks() * DATA.figures().get("index.chunkBytes") / (1L << 30));
            assertThat(domain.storageGib()).isLessThanOrEqualTo(domain.node().mostStorageGib());
            assertThat(domain.masters()).isEqualTo(3);
        }
    }

    @Test
    void aDomainThatIsTooSmallIsRefused() {
        Workload large = new Workload(100_000, 0, 0, 10, 6_000, Deployed.SMALL);
        Workload larger = new Workload(1_000_000_000, 0, 0, 10_000, 6_000, Deployed.PRODUCTION);

        assertThatThrownBy(() -> MODEL.month(large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("a small domain holds up to [0-9,]+ chunks, here are 1,000,000: take a production one");
        assertThatThrownBy(() -> MODEL.month(larger)).hasMessageContaining("no domain of up to 80 nodes is large enough");
    }

    @Test
    void anEditWritesItsListTwiceAndPaysForVectorsThatGo() {
        Bill idle = MODEL.month(LOAD.idle());
        Bill edits = MODEL.month(used(5, 0));

        double writes = quantity(edits, "ingest writes") / (5_000 * CostModel.DAYS);
        // Claimed and released 4, entry of the document 1, row 1, list twice 2, two vectors put and two deleted 8, lags 1: as DynamoDB Local
        // counts them.
        assertThat(writes).isCloseTo(17, within(1e-9));
        assertThat(quantity(idle, "ingest writes")).isZero();
        // Claimed and released 4, told of its chunks 1, entry 1, row 1, list 1, ten vectors 20; the lags of ten documents 1.
        assertThat(quantity(MODEL.loading(LOAD), "ingest writes") / LOAD.documents()).isCloseTo(28.1, within(1e-9));
        assertThat(quantity(MODEL.loading(LOAD), "ingest reads") / LOAD.documents()).isCloseTo(7, within(1e-9));
    }

    @Test
    void aSearchNotesEachOfItsDocumentsButAProcessNoneTwice() {
        double many = quantity(MODEL.month(used(0, 20)), "retrievals noted") / (20_000 * CostModel.DAYS);
        Workload few = new Workload(5, 0, 20_000, 10, 6_000, Deployed.SMALL);

        assertThat(many).isBetween(10.0, 10.1);
        // A process is asked a hundred times, and notes five documents, and that it notes.
        assertThat(quantity(MODEL.month(few), "retrievals noted") / (20_000 * CostModel.DAYS)).isCloseTo(.06, within(1e-9));
        assertThat(quantity(MODEL.month(few.idle()), "retrievals noted")).isZero();
    }

    @Test
    void aNetworkAKeyAndTracesArePaidForWhereTheyAre() {
        Bill shipped = MODEL.month(new Workload(100_000, 0, 0, 10, 6_000, SHIPPED));
        Bill plain = MODEL.month(LOAD.idle());

        assertThat(plain.services()).doesNotContainKeys("VPC", "KMS", "X-Ray");
        assertThat(shipped.services().get("VPC")).isCloseTo(4 * 730 * .01, within(1e-9));
        assertThat(shipped.services().get("KMS")).isBetween(1.0, 2.0);
        assertThat(shipped.services().get("X-Ray")).as("each run is traced").isPositive();
        assertThat(shipped.services().get("OpenSearch") - plain.services().get("OpenSearch")).isCloseTo(2 * 80 * .122, within(1e-9));
        assertThat(shipped.services().get("CloudWatch")).isGreaterThan(plain.services().get("CloudWatch"));
    }

    @Test
    void ofManyInvocationsInASecondFewAreTraced() {
        double seconds = CostModel.HOURS * 3600;
        double queries = 1_000_000 * CostModel.DAYS;

        assertThat(traces(BUSY)).isCloseTo(seconds + .05 * (queries - seconds), within(1.0));
        assertThat(traces(new Workload(1, 0, 1_000, 10, 6_000, SHIPPED))).isCloseTo(1_000 * CostModel.DAYS, within(1.0));
    }

    private static double traces(Workload load) {
        return MODEL.month(load).lines().stream()
                .filter(line -> line.service().equals("X-Ray") && line.what().equals("query"))
                .mapToDouble(Line::quantity)
                .sum();
    }

    /// Amazon S3 pricing, S3 Vectors, example 1: a million queries of an index of 250,000 vectors. Its vectors have filterable
    /// metadata of 1 KB besides.
    @Test
    void queriesOfVectorsCostWhatAwsReckons() {
        Numbers figures = DATA.figures().with("kb.keyBytes", 1.17 * 1024);
        long queriesPerDay = Math.round(1_000_000 / CostModel.DAYS);
        Bill bill = new KnowledgeBase(DATA.with(DATA.prices(), figures))
                .onS3Vectors(new Workload(25_000, 0, queriesPerDay, 10, 6_000, Deployed.SMALL));

        assertThat(usd(bill, "looked through, first vectors")).isCloseTo(1.93, within(.01));
        assertThat(usd(bill, "looked through, next vectors")).isCloseTo(1.44, within(.01));
        assertThat(usd(bill, "queries")).isCloseTo(2.50, within(.01));
    }

    private static double usd(Bill bill, String what) {
        return bill.lines().stream().filter(line -> line.what().equals(what)).mapToDouble(Line::usd).sum();
    }

    private static double quantity(Bill bill, String what) {
        return bill.lines().stream().filter(line -> line.what().equals(what)).mapToDouble(Line::quantity).sum();
    }

    static Stream<String> prices() {
        return DATA.prices().all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("prices")
    void everyPriceCounts(String price) {
        Numbers dearer = DATA.prices().with(price, 2 * DATA.prices().get(price));
        assertThat(sums(DATA.with(dearer, DATA.figures()))).isGreaterThan(sums(DATA));
    }

    static Stream<String> figures() {
        return DATA.figures().all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFigureCounts(String figure) {
        Numbers others = DATA.figures().with(figure, 9 * DATA.figures().get(figure));
        assertThat(sums(DATA.with(DATA.prices(), others))).isNotCloseTo(sums(DATA), within(1e-9));
    }

    private static double sums(CostData data) {
        CostModel model = new CostModel(data);
        KnowledgeBase base = new KnowledgeBase(data);
        return DoubleStream.of(
                        model.month(LOAD).usd(),
                        model.month(BUSY).usd(),
                        model.loading(LOAD).usd(),
                        data.bytes(10),
                        model.domain(LARGE).shards(),
                        base.onOpenSearchServerless(LOAD).usd(),
                        base.onOpenSearchServerless(LARGE).usd(),
                        base.onS3Vectors(LOAD).usd(),
                        base.onS3Vectors(LARGE).usd())
                .sum();
    }

    @Test
    void aNumberThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> DATA.prices().get("gold.gram")).hasMessage("there is no number gold.gram");
    }
}
