package engram.local.infra;

import static engram.local.infra.Template.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Alarms and dashboard.
class WatchTest {

    private static final Map<String, String> GIVEN = Map.of("Deployment", Stack.NAME, "Stage", "prod", "ApiId", "a1b2c3", "Domain", Stack.DOMAIN);
    private static final Template WATCH = Template.read(Repository.path("infra/watch.yaml"));
    private static final Stack STACK = new Stack(WATCH, GIVEN);

    /// With every alarm that there can be at a time.
    private static final Stack MOST = new Stack(Template.main(), Map.of("Index", "production", "Encryption", "customer"));

    private static final Set<String> OF_THE_INDEX =
            Set.of("DomainName", "ClientId", "CollectionId", "CollectionName", "CollectionGroupId", "CollectionGroupName");

    @Test
    void somebodyHearsOfEachAlarmAndOfItsEnd() {
        assertThat(WATCH.ofType("AWS::CloudWatch::Alarm")).hasSizeGreaterThan(15).allSatisfy(id -> {
            Map<String, Object> alarm = STACK.properties(id);
            assertThat(list(alarm.get("AlarmActions"))).as(id).isEqualTo(list(alarm.get("OKActions"))).containsAnyOf("Critical", "Warning");
        });
    }

    /// Operators are told what to do about each.
    @Test
    void eachAlarmIsInTheDocumentation() {
        String operations = Repository.text("docs/operations.md");
        Set<String> alarms = new TreeSet<>(WATCH.ofType("AWS::CloudWatch::Alarm"));
        alarms.addAll(Template.main().ofType("AWS::CloudWatch::Alarm"));

        assertThat(alarms).allSatisfy(alarm -> assertThat(operations).contains("`" + alarm + "`"));
        assertThat(Repository.text("docs/deploy.md")).contains(Watched.alarms(MOST).size() + " alarms, one dashboard");
    }

    /// A message whose handler died is hidden until it comes again; that is nothing to wake anybody for.
    @Test
    void aHintThatIsHiddenIsNotOverdue() {
        for (String index : new String[] {"small", "serverless"}) {
            Stack main = new Stack(Template.main(), Map.of("Index", index));
            int hidden = (int) main.properties("Hints").get("VisibilityTimeout");
            assertThat(Integer.parseInt(Watched.of(main).properties("OldestHint").get("Threshold").toString())).as(index).isGreaterThan(hidden);
        }
    }

    /// What is not there is not watched, and cannot go off.
    @Test
    void anIndexIsWatchedByWhatItTellsOfItself() {
        Set<String> ofADomain = Set.of("IndexRed", "IndexBlocked", "IndexFull", "IndexMemory", "IndexBusy");
        Set<String> ofACollection = Set.of("CollectionFails", "CollectionSlow", "SearchAtMaximum", "WritingAtMaximum");
        Stack serverless = new Stack(Template.main(), Map.of("Index", "serverless", "IndexMaximum", "16", "Encryption", "customer"));

        assertThat(Watched.alarms(new Stack(Template.main(), Map.of()))).containsAll(ofADomain).doesNotContainAnyElementsOf(ofACollection);
        assertThat(Watched.alarms(serverless)).containsAll(ofACollection).doesNotContainAnyElementsOf(ofADomain)
                .doesNotContain("IndexYellow", "IndexKeyDisabled", "IndexKeyInaccessible")
                .hasSizeLessThan(Watched.alarms(MOST).size());
        Stack watch = Watched.of(serverless);
        assertThat(ofACollection).allSatisfy(id -> {
            Map<String, Object> alarm = watch.properties(id);
            assertThat(alarm).containsEntry("Namespace", "AWS/AOSS");
            assertThat(list(alarm.get("Dimensions"))).as(id).contains(Map.of("Name", "ClientId", "Value", Stack.ACCOUNT))
                    .containsAnyOf(Map.of("Name", "CollectionName", "Value", Stack.COLLECTION_NAME), Map.of("Name", "CollectionGroupName", "Value", Stack.COLLECTION_NAME));
        });
        assertThat(watch.properties("SearchAtMaximum").get("Threshold")).isEqualTo("16");
    }

    /// A search that is awake uses two OCUs, which would be news all day.
    @Test
    void whatUsesAllThatItMayFromTheBeginningIsNoNews() {
        Stack smallest = new Stack(Template.main(), Map.of("Index", "serverless", "IndexMaximum", "2"));

        assertThat(Watched.alarms(smallest)).contains("CollectionFails", "CollectionSlow").doesNotContain("SearchAtMaximum", "WritingAtMaximum");
    }

    @Test
    void healthThatSaysNothingIsAsBadAsHealthThatIsBad() {
        assertThat(STACK.properties("Down")).containsEntry("TreatMissingData", "breaching").containsEntry("MetricName", "Status");
    }

    @Test
    void whoeverIsRefusedIsHeardOf() {
        for (String function : new String[] {"Ingest", "Query", "Health", "Reconcile", "Retention"}) {
            assertThat(STACK.properties(function + "Throttled")).as(function).containsEntry("MetricName", "Throttles");
        }
    }

    /// One node has no place for copies, and without a key of the stack nothing can be wrong with it.
    @Test
    void copiesAndKeysAreWatchedWhereThereAreAny() {
        Stack without = new Stack(Template.main(), Map.of());
        Stack with = new Stack(Template.main(), Map.of("Index", "production", "Encryption", "customer"));

        for (String alarm : new String[] {"IndexYellow", "IndexKeyDisabled", "IndexKeyInaccessible"}) {
            assertThat(Watched.of(without).makes(alarm)).as(alarm).isFalse();
            assertThat(Watched.of(with).makes(alarm)).as(alarm).isTrue();
        }
    }

    @Test
    void noAlarmIsOnAFunctionOrQueueThatIsNotDeployed() {
        Stack main = new Stack(Template.main(), Map.of());
        List<Object> things = Stream.concat(
                        Template.main().ofType(Template.FUNCTION).stream().map(id -> main.properties(id).get("FunctionName")),
                        Stream.of("Hints", "DeadHints").map(id -> main.properties(id).get("QueueName")))
                .toList();

        assertThat(WATCH.ofType("AWS::CloudWatch::Alarm")).allSatisfy(id ->
                assertThat(list(STACK.properties(id).get("Dimensions"))).as(id).allSatisfy(dimension -> {
                    if (!OF_THE_INDEX.contains(Template.map(dimension).get("Name"))) {
                        assertThat(things).contains(Template.map(dimension).get("Value"));
                    }
                }));
    }

    @Test
    void theDashboardIsReadable() throws Exception {
        JsonNode body = new ObjectMapper().readTree(STACK.properties("Dashboard").get("DashboardBody").toString());

        assertThat(body.path("widgets")).hasSize(12);
        assertThat(body.toString()).contains("engram-hints-dlq").doesNotContain("${");
        assertThat(Watched.byDashboard()).contains("Status", "IngestLagP95", "DocumentsFailed");
    }

    /// They cost as custom ones do, a set for each route.
    @Test
    void metricsOfSingleRoutesAreMadeIfSomebodyLooksAtThem() throws Exception {
        Set<String> ofRoutes = Set.of("Method", "Resource", "Route");
        Stack main = new Stack(Template.main(), Map.of());
        JsonNode dashboard = new ObjectMapper().readTree(STACK.properties("Dashboard").get("DashboardBody").toString());

        boolean shown = dashboard.findValues("metrics").stream()
                .flatMap(JsonNode::valueStream)
                .filter(metric -> metric.path(0).asText().equals("AWS/ApiGateway"))
                .flatMap(JsonNode::valueStream)
                .anyMatch(name -> ofRoutes.contains(name.asText()));
        boolean watched = Stream.of(main, STACK)
                .flatMap(stack -> stack.template().ofType("AWS::CloudWatch::Alarm").stream().map(stack::properties))
                .filter(alarm -> "AWS/ApiGateway".equals(alarm.get("Namespace")))
                .flatMap(alarm -> list(alarm.get("Dimensions")).stream())
                .anyMatch(dimension -> ofRoutes.contains(Template.map(dimension).get("Name")));
        assertThat(Template.map(main.properties("ApiStage").get("DefaultRouteSettings")))
                .containsEntry("DetailedMetricsEnabled", shown || watched);
    }

    /// A deployment's figures are in a namespace of its own.
    @Test
    void figuresAreLookedForWhereHealthWritesThem() {
        Stack main = new Stack(Template.main(), Map.of());
        Map<String, Object> variables = Template.map(Template.map(main.properties("Health").get("Environment")).get("Variables"));

        assertThat(Watched.byAlarms()).contains("Status", "Drift", "IngestLagP95");
        assertThat(STACK.properties("Drift").get("Namespace")).isEqualTo(variables.get("ENGRAM_HEALTH_METRICS_NAMESPACE"));
    }
}
