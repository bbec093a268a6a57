package engram.local.infra;

import static engram.local.infra.Template.map;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `infra/watch.yaml` watches.
public final class Watched {

    private static final Pattern OWN_ON_DASHBOARD = Pattern.compile("\"Engram/\\$\\{Deployment}\", \"([A-Za-z0-9]+)\"");

    private Watched() {}

    /// Names of Engram's own figures that alarms are on.
    public static Set<String> byAlarms() {
        Template watch = Template.read(Repository.path("infra/watch.yaml"));
        return watch.ofType("AWS::CloudWatch::Alarm").stream()
                .map(watch::properties)
                .filter(alarm -> alarm.get("Namespace") instanceof Map<?, ?> name && name.toString().contains("Engram/"))
                .map(alarm -> alarm.get("MetricName").toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Ids of the alarms that a stack makes, with the one in it that watches.
    static Set<String> alarms(Stack main) {
        Stack watch = of(main);
        return Stream.of(main, watch)
                .flatMap(stack -> stack.template().ofType("AWS::CloudWatch::Alarm").stream().filter(stack::makes))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What watches a stack, as that makes it.
    static Stack of(Stack main) {
        Map<String, String> given = new TreeMap<>();
        map(main.properties("Watch").get("Parameters")).forEach((name, value) -> given.put(name, value.toString()));
        return new Stack(Template.read(Repository.path("infra/watch.yaml")), given);
    }

    /// Names of Engram's own figures that the dashboard shows.
    static Set<String> byDashboard() {
        Template watch = Template.read(Repository.path("infra/watch.yaml"));
        Object body = map(watch.properties("Dashboard").get("DashboardBody")).get("Fn::Sub");
        return OWN_ON_DASHBOARD.matcher(body.toString()).results()
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
