package engram.local.infra;

import static engram.local.infra.Template.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is paid for is what the templates make.
class CostFiguresTest {

    private static final CostFigures FIGURES = CostFigures.read();
    private static final String ALWAYS = "";
    private static final Set<String> DOMAIN = Set.of("HasDomain", "HasCopies", "HasDomainKey");
    private static final Set<String> COLLECTION = Set.of("HasCollection", "CanGrow");

    @Test
    void eachAlarmAndDashboardIsPaidFor() {
        Template watch = Template.read(Repository.path("infra/watch.yaml"));

        assertThat(FIGURES.get("watch.alarms")).isEqualTo(
                alarms(Template.main()).count() + alarms(watch).filter(condition -> condition.equals(ALWAYS)).count());
        assertThat(FIGURES.get("watch.domainAlarms")).isEqualTo(
                alarms(watch).filter(condition -> DOMAIN.contains(condition)).count());
        assertThat(FIGURES.get("watch.dashboards")).isEqualTo(watch.ofType("AWS::CloudWatch::Dashboard").size());
        // One of a second's resolution, or of several metrics, would cost more.
        assertThat(Stream.of(Template.main(), watch)).allSatisfy(template ->
                assertThat(template.ofType("AWS::CloudWatch::Alarm").stream().map(template::properties)).allSatisfy(alarm -> {
                    assertThat((int) alarm.get("Period")).isGreaterThanOrEqualTo(60);
                    assertThat(alarm).containsKey("MetricName").doesNotContainKey("Metrics");
                }));
    }

    /// Conditions of alarms.
    private static Stream<String> alarms(Template template) {
        return template.ofType("AWS::CloudWatch::Alarm").stream().map(id -> template.resource(id).getOrDefault("Condition", ALWAYS).toString());
    }

    @Test
    void eachInterfaceIsPaidForInEachOfItsZones() {
        Template network = Template.read(Repository.path("infra/network.yaml"));

        assertThat(FIGURES.get("network.endpoints")).isEqualTo(zones(network, id -> !network.resource(id).containsKey("Condition")));
        assertThat(network.ofType("AWS::EC2::NatGateway")).isEmpty();
    }

    @Test
    void whatACollectionNeedsMoreIsPaidFor() {
        Template watch = Template.read(Repository.path("infra/watch.yaml"));
        Template network = Template.read(Repository.path("infra/network.yaml"));
        assumeThat(watch.section("Conditions")).as("the templates make none yet").containsKey("HasCollection");

        assertThat(FIGURES.get("watch.collectionAlarms")).isEqualTo(alarms(watch).filter(COLLECTION::contains).count());
        assertThat(FIGURES.get("network.collectionEndpoints"))
                .isEqualTo(zones(network, id -> "HasCollection".equals(network.resource(id).get("Condition"))));
    }

    private static int zones(Template network, Predicate<String> which) {
        return network.ofType("AWS::EC2::VPCEndpoint").stream()
                .filter(which)
                .map(network::properties)
                .filter(endpoint -> endpoint.get("VpcEndpointType").equals("Interface"))
                .mapToInt(endpoint -> list(endpoint.get("SubnetIds")).size())
                .sum();
    }

    @Test
    void memoryIsPaidForAsItIsGiven() {
        Stack stack = new Stack(Template.main(), Map.of());

        assertThat(FIGURES.get("ingest.gb") * 1024).isEqualTo(memory(stack, "Ingest"));
        assertThat(FIGURES.get("query.gb") * 1024).isEqualTo(memory(stack, "Query"));
        assertThat(Stream.of("Health", "Reconcile", "Retention")).allSatisfy(function ->
                assertThat(FIGURES.get("schedule.gb") * 1024).isEqualTo(memory(stack, function)));
    }

    private static double memory(Stack stack, String function) {
        return ((Number) stack.properties(function).get("MemorySize")).doubleValue();
    }
}
