package engram.local.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CostModelTest {

    /// `collection.idleSeconds`: for how long a collection is paid for after its last request.
    private static final double TAIL = 840;

    private static final CostData DATA = CostData.read();
    private static final CostModel MODEL = new CostModel(DATA);
    private static final Workload LOAD = new Workload(100_000, 5_000, 20_000, 10, 6_000, Deployed.PRODUCTION);
    /// All that a deployment can have.
    private static final Deployed SHIPPED = Deployed.of(Map.of(
            "Index", "production", "IndexStorage", "100", "Network", "private", "Encryption", "customer", "Tracing", "Active", "LogDays", "365"));
    /// More searches than there are seconds.
    private static final Workload BUSY = new Workload(100_000, 5_000, 1_000_000, 10, 6_000, SHIPPED);
    /// A collection that only a walk and a look a day wake, and who uses it.
    private static final Deployed SLEEPY = serverless(Map.of());
    private static final Workload LARGE = new Workload(10_000_000, 0, 1_000, 10, 6_000, Deployed.PRODUCTION);

    private static Deployed serverless(Map<String, String> others) {
        Map<String, String> parameters = new HashMap<>(Map.of("Index", "serverless", "IndexRest", "24"));
        parameters.putAll(others);
        return Deployed.of(parameters);
    }

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
            Domain domain = (Domain) MODEL.place(load);
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
    void whoNotesNoRetrievalsPaysForNone() {
        Workload silent = LOAD.by(Deployed.of(Map.of("Index", "production", "RetrievalInterval", "0")));
        Workload seldom = LOAD.by(Deployed.of(Map.of("Index", "production", "RetrievalInterval", "30")));

        assertThat(quantity(MODEL.month(silent), "retrievals noted")).isZero();
        assertThat(quantity(MODEL.month(LOAD), "catalog") - quantity(MODEL.month(silent), "catalog"))
                .isCloseTo(100_000 * 274.0 / (1L << 30), within(1e-9));
        assertThat(MODEL.month(seldom).usd()).as("a process that begins remembers nothing").isEqualTo(MODEL.month(LOAD).usd());
    }

    /// Of a collection.
    private static Workload asleepBut(long changes, long queries, Deployed deployed) {
        return new Workload(1_000, changes, queries, 10, 5_400, deployed);
    }

    @Test
    void aCollectionThatNobodyAsksIsWokenByAWalkAndALookADay() {
        Bill idle = MODEL.month(asleepBut(0, 0, SLEEPY));
        Collection collection = (Collection) MODEL.place(asleepBut(0, 0, SLEEPY));

        // Fourteen minutes each, and the walk over a thousand documents; now and then both at once.
        double seconds = TAIL + TAIL + .3 - TAIL * (TAIL + .3) / 86_400;
        assertThat(24 * 3600 * collection.searchAwake()).isCloseTo(seconds, within(1e-6));
        assertThat(quantity(idle, "search of the collection")).isCloseTo(2 * CostModel.DAYS * seconds / 3600, within(1e-6));
        assertThat(quantity(idle, "indexing of the collection")).isZero();
        assertThat(idle.services().get("OpenSearch")).isBetween(6.0, 7.5);

        double walked = quantity(idle, "schedules' reads");
        double often = quantity(MODEL.month(asleepBut(0, 0, serverless(Map.of("IndexRest", "12")))), "schedules' reads");
        assertThat(often - walked).as("each time that it is woken it is walked over").isCloseTo(CostModel.DAYS * 1_000 * 1.075, within(1e-6));
    }

    /// Of requests that come by chance none came in the last fourteen minutes: e^-1.4 if one comes in ten minutes on average.
    @Test
    void requestsKeepItAwakeForFourteenMinutesEach() {
        Deployed deployed = serverless(Map.of());
        Collection asked = (Collection) MODEL.place(asleepBut(0, 144, deployed));
        Collection changed = (Collection) MODEL.place(asleepBut(144, 0, deployed));
        Collection busy = (Collection) MODEL.place(asleepBut(100_000, 100_000, deployed));

        assertThat(asked.searchAwake()).isCloseTo(1 - Math.exp(-TAIL / 600), within(.01));
        assertThat(asked.indexingAwake()).isZero();
        assertThat(changed.indexingAwake()).isCloseTo(1 - Math.exp(-(TAIL + 10.24) / 600), within(1e-9));
        assertThat(changed.searchAwake()).as("a pass looks for what it wrote").isGreaterThan(changed.indexingAwake());
        assertThat(busy.searchAwake()).isCloseTo(1, within(1e-9));
        assertThat(busy.indexingAwake()).isCloseTo(1, within(1e-9));
    }

    @Test
    void schedulesKeepItAwakeUnlessTheyAreToldToRest() {
        assertThat(((Collection) MODEL.place(asleepBut(0, 0, serverless(Map.of("IndexRest", "0"))))).searchAwake()).isEqualTo(1);
        assertThat(((Collection) MODEL.place(asleepBut(0, 0, serverless(Map.of("IndexRest", "6"))))).searchAwake()).isCloseTo(1 - Math.pow(1 - 4 * TAIL / 86_400, 2), within(1e-3));
    }

    @Test
    void aMinimumIsPaidForAsleepAndAMaximumIsNotExceeded() {
        Bill idle = MODEL.month(asleepBut(0, 0, serverless(Map.of("IndexMinimum", "1"))));
        Bill often = MODEL.month(asleepBut(0, 100_000, serverless(Map.of("IndexMinimum", "1"))));
        Bill kept = MODEL.month(asleepBut(0, 0, serverless(Map.of("IndexMinimum", "2"))));

        assertThat(quantity(idle, "search of the collection")).isBetween(CostModel.HOURS, 1.02 * CostModel.HOURS);
        assertThat(quantity(idle, "indexing of the collection")).isEqualTo(CostModel.HOURS);
        assertThat(quantity(often, "search of the collection")).isCloseTo(2 * CostModel.HOURS, within(1e-6));
        assertThat(quantity(kept, "search of the collection")).isEqualTo(2 * CostModel.HOURS);
        assertThat(quantity(kept, "indexing of the collection")).isEqualTo(2 * CostModel.HOURS);

        Collection cut = (Collection) MODEL.place(LARGE.by(serverless(Map.of("IndexMaximum", "16"))));
        Collection whole = (Collection) MODEL.place(LARGE.by(serverless(Map.of("IndexMaximum", "64"))));
        double graphs = LARGE.chunks() * 1.1 * (4 * 384 + 8 * 16) / (1L << 30);
        assertThat(whole.searchOcus()).isEqualTo(whole.wantedOcus()).isEqualTo(Math.ceil(2 * graphs / 6));
        assertThat(cut.wantedOcus()).isEqualTo(whole.wantedOcus());
        assertThat(cut.searchOcus()).isEqualTo(16);
    }

    @Test
    void whoChangesWaitsForARefreshAndThoseThatComeMeanwhileShareIt() {
        double domain = quantity(MODEL.month(asleepBut(100, 0, Deployed.SMALL)), "ingest");
        double collection = quantity(MODEL.month(asleepBut(100, 0, SLEEPY)), "ingest");
        double month = CostModel.HOURS * 3600;

        // GB-seconds and requests.
        assertThat(collection - domain).isCloseTo(100 * CostModel.DAYS * 10 * 2, within(1e-6));
        Bill crowded = MODEL.month(asleepBut(200_000, 0, SLEEPY));
        double invocations = (5 * month - 200_000 * CostModel.DAYS * .24) / 10;
        assertThat(quantity(crowded, "ingest")).isCloseTo((5 * month + invocations * .01 * 1.8) * 2 + invocations, within(1.0));
        assertThatThrownBy(() -> MODEL.month(asleepBut(1_000_000, 0, SLEEPY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ingest cannot keep up with 1,000,000 changes a day")
                .hasMessageContaining("IngestConcurrency");
        assertThat(MODEL.month(asleepBut(1_000_000, 0, serverless(Map.of("IngestConcurrency", "50")))).usd()).isPositive();
    }

    @Test
    void loadingKeepsACollectionAwakeForAsLongAsItTakes() {
        Bill few = MODEL.loading(LOAD.by(serverless(Map.of("IngestConcurrency", "5"))));
        Bill many = MODEL.loading(LOAD.by(serverless(Map.of("IngestConcurrency", "10"))));
        Bill kept = MODEL.loading(LOAD.by(serverless(Map.of("IndexMinimum", "2"))));

        // 10,000 batches of 0.4 s and 10 s of waiting, with their documents' own time.
        double hours = (10_000 * 10.4 + 100_000 * .0237 + 1_000_000 * .0154) / 5 / 3600;
        assertThat(quantity(few, "search of the collection")).isCloseTo(2 * hours, within(1e-9));
        assertThat(quantity(few, "indexing of the collection")).isCloseTo(hours, within(1e-9));
        assertThat(quantity(many, "search of the collection")).isCloseTo(hours, within(1e-9));
        assertThat(kept.services()).doesNotContainKey("OpenSearch");
        assertThat(MODEL.loading(LOAD).services()).doesNotContainKey("OpenSearch");
    }

    @Test
    void whatIsYoursIsNotInTheBill() {
        Deployed there = Deployed.of(Map.of("Index", "existing", "Network", "existing"));
        Bill month = MODEL.month(LOAD.by(there));
        Bill production = MODEL.month(LOAD);

        assertThat(month.services()).doesNotContainKeys("OpenSearch", "VPC");
        assertThat(quantity(production, "alarms") - quantity(month, "alarms")).isEqualTo(8);
        assertThat(production.usd() - month.usd()).isCloseTo(production.services().get("OpenSearch") + .8, within(1e-9));
        assertThat(MODEL.place(LARGE.by(there)).shards()).isGreaterThan(1);
        assertThat(there.ofOthers()).hasSize(2).first().asString().contains("The index is yours");
        assertThat(Deployed.PRODUCTION.ofOthers()).isEmpty();
    }

    @Test
    void aNetworkAKeyAndTracesArePaidForWhereTheyAre() {
        Bill shipped = MODEL.month(new Workload(100_000, 0, 0, 10, 6_000, SHIPPED));
        Bill plain = MODEL.month(LOAD.idle());

        assertThat(plain.services()).doesNotContainKeys("VPC", "KMS", "X-Ray");
        assertThat(shipped.services().get("VPC")).isCloseTo(4 * 730 * .01, within(1e-9));
        assertThat(MODEL.month(asleepBut(0, 0, serverless(Map.of("Network", "private")))).services().get("VPC"))
                .isCloseTo(6 * 730 * .01, within(1e-9));
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
                        model.place(LARGE).shards(),
                        model.month(asleepBut(10, 10, SLEEPY)).usd(),
                        model.month(asleepBut(10, 10, serverless(Map.of("Network", "private")))).usd(),
                        model.month(LARGE.by(serverless(Map.of("IndexMaximum", "64")))).usd(),
                        model.loading(LOAD.by(SLEEPY)).usd(),
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
