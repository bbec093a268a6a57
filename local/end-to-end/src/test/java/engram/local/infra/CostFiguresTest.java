package engram.local.infra;

import static engram.local.infra.Template.list;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is paid for is what the templates make.
class CostFiguresTest {

    private static final CostFigures FIGURES = CostFigures.read();

    @Test
    void eachAlarmAndDashboardIsPaidFor() {
        Template watch = Template.read(Repository.path("infra/watch.yaml"));

        // The most that there can be at a time: a collection has fewer than a domain.
        assertThat(FIGURES.get("watch.alarms"))
                .isEqualTo(Watched.alarms(new Stack(Template.main(), Map.of("Index", "production", "Encryption", "customer"))).size());
        assertThat(FIGURES.get("watch.dashboards")).isEqualTo(watch.ofType("AWS::CloudWatch::Dashboard").size());
        // One of a second's resolution, or of several metrics, would cost more.
        assertThat(Stream.of(Template.main(), watch)).allSatisfy(template ->
                assertThat(template.ofType("AWS::CloudWatch::Alarm").stream().map(template::properties)).allSatisfy(alarm -> {
                    assertThat((int) alarm.get("Period")).isGreaterThanOrEqualTo(60);
                    assertThat(alarm).containsKey("MetricName").doesNotContainKey("Metrics");
                }));
    }

    @Test
    void eachInterfaceIsPaidForInEachOfItsZones() {
        Template network = Template.read(Repository.path("infra/network.yaml"));

        assertThat(FIGURES.get("network.endpoints")).isEqualTo(network.ofType("AWS::EC2::VPCEndpoint").stream()
                // One more with a collection.
                .filter(new Stack(network, Map.of())::makes)
                .map(network::properties)
                .filter(endpoint -> endpoint.get("VpcEndpointType").equals("Interface"))
                .mapToInt(endpoint -> list(endpoint.get("SubnetIds")).size())
                .sum());
        assertThat(network.ofType("AWS::EC2::NatGateway")).isEmpty();
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
